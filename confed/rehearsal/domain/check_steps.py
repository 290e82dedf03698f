"""Checks that steps fit the communes, the items and one another, before anything is played."""

from collections.abc import Sequence
from datetime import time

from confed.rehearsal.domain.binding_verbs import Contest, Declare, OfVote
from confed.rehearsal.domain.check_commune import check_commune_move, drafted, filed, known_people
from confed.rehearsal.domain.check_sittings import check_answering, check_matters, check_presence
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.format import Defaults, Step
from confed.rehearsal.domain.known import Known, Names
from confed.rehearsal.domain.mistakes import Fault, Notes, Path, closest
from confed.rehearsal.domain.script import Move, verbs_of
from confed.rehearsal.domain.tree import Tree
from confed.rehearsal.domain.verbs import (
    Answer,
    Assemble,
    ChangeText,
    CloseSitting,
    Correct,
    Council,
    CouncilVote,
    Mandate,
    NameDelegation,
    Paper,
    Plan,
    Publish,
)

CHOICES = ("for", "against", "abstain", "send_back")


def check_shape(step: Step, path: Path, notes: Notes, first: bool) -> bool:
    """Note a step without a verb, with two, or the first one without a day; say whether it can be played."""
    verbs = [*verbs_of(step), *(["refused"] if step.refused else [])]
    if first and step.day is None:
        notes.add(path, Fault.NO_DAY)
    if step.refused:
        inner = verbs_of(step.refused)
        if len(inner) != 1:
            notes.add((*path, "refused"), Fault.TWO_VERBS if inner else Fault.NO_VERB, verbs=", ".join(inner))
            return False
    if len(verbs) != 1:
        notes.add(path, Fault.TWO_VERBS if verbs else Fault.NO_VERB, verbs=", ".join(verbs))
        return False
    return True


def check_moves(moves: Sequence[tuple[Move, Path]], tree: Tree, defaults: Defaults, names: Names, notes: Notes) -> None:
    """Walk through the steps as they will be played and note what cannot be."""
    known = Known(tree, defaults, names, notes)
    last: tuple[int, time] | None = None
    for move, path in moves:
        if last is not None and move.moment < last:
            notes.add(path, Fault.BACKWARDS, day=move.day, at=f"{move.at:%H:%M}", last=last[0])
        last = max(move.moment, last) if last else move.moment
        below = (*path, "refused", move.verb) if move.words else (*path, move.verb)
        known.strict = not move.words
        _check_move(move, below, known)


def _check_move(move: Move, path: Path, known: Known) -> None:
    match move.act:
        case Plan() as act:
            known.communes(act.commune, path)
        case Assemble() as act:
            keys = known.bases(act.commune, path)
            check_presence(act, keys, path, known)
            check_matters(act, keys, path, known)
        case NameDelegation() as act:
            keys = known.communes(act.commune, path)
            known.with_parent(keys, path)
            known.inner_need_item(act.item, keys, path)
            check_presence(act, keys, path, known)
            check_answering(act, act, path, known, needed=False)
        case Mandate() as act:
            keys = known.bases(act.commune, path)
            known.published(act.item, path, below=keys)
            check_presence(act, keys, path, known)
            check_answering(act, act, path, known)
        case Answer() as act:
            keys = known.bases(act.commune, path)
            known.decided(act.item, path, keys)
            check_presence(act, keys, path, known)
            check_answering(act, act, path, known)
            known.held(act.held, move.day, path)
        case Paper() as act:
            keys = known.bases(act.commune, path)
            if act.about == "answer":
                known.decided(act.item, path, keys)
            else:
                known.published(act.item, path, below=keys)
            check_presence(act, keys, path, known)
            check_answering(act, act, path, known)
            known.held(act.held, move.day, path)
        case Correct() as act:
            known.bases(act.commune, path)
            known.published(act.item, path)
            check_answering(act, None, path, known)
        case Publish() as act:
            _check_publish(act, path, known)
        case ChangeText() as act:
            known.published(act.item, path)
        case Council() as act:
            _check_council(act, path, known)
        case CloseSitting() as act:
            known.sitting -= set(known.councils(act.council, path))
        case CouncilVote() as act:
            _check_vote(act, path, known)
        case Expect() as act:
            _check_expect(act, path, known)
        case OfVote() as act:
            known.published(act.item, path)
            if act.council is not None:
                known.councils(act.council, path)
        case Declare() as act:
            known.published(act.item, path, below=known.bases(act.commune, path))
        case Contest() as act:
            keys = known.bases(act.commune, path)
            known.published(act.item, path, below=keys)
            check_presence(act, keys, path, known)
            check_answering(act, act, path, known)
        case _:
            check_commune_move(move.act, path, known)


def _check_publish(act: Publish, path: Path, known: Known) -> None:
    councils = known.councils(act.council, path)
    before = known.councils_of.get(act.item, [])
    if known.strict and set(before) & set(councils):
        known.notes.add((*path, "item"), Fault.ITEM_TWICE, item=act.item)
    known.councils_of[act.item] = [*before, *councils]


def _check_council(act: Council, path: Path, known: Known) -> None:
    councils = known.councils(act.council, path)
    if act.present is not None:
        here = known.communes(act.present, path, "present")
        if known.strict:
            known.children(here, councils, (*path, "present"))
    if known.strict:
        known.sitting |= set(councils)


def _check_vote(act: CouncilVote, path: Path, known: Known) -> None:
    councils = known.published(act.item, path)
    if act.council is not None:
        councils = known.councils(act.council, path)
    for council in councils if known.strict else []:
        if council not in known.sitting:
            known.notes.add(path, Fault.NOT_YET, what="sitting", name=council)
    for field, cast in (("cast", act.cast), ("by_hand", act.by_hand)):
        for choice, selection in cast.items():
            here = (*path, field, choice)
            for hand in choice.split("+"):
                if hand not in CHOICES:
                    words = ", ".join(CHOICES)
                    known.notes.add(here, Fault.NOT_A_WORD, found=hand, words=words, meant=closest(hand, CHOICES))
            keys = known.tree.resolve(selection, here, known.notes)
            if councils and known.strict:
                known.children(keys, councils, here)
    if act.hand:
        children = [key for words in act.cast.values() for key in known.tree.resolve(words, path, known.notes)]
        known_people(act.hand, children[0] if children else "", (*path, "hand"), known)
    if act.close and known.strict:
        known.voted |= {(act.item, council) for council in councils}


def _check_expect(act: Expect, path: Path, known: Known) -> None:
    if not (act.item or act.commune or act.proposal or act.petition):
        known.notes.add(path, Fault.NOTHING_ABOUT)
    if not act.figures():
        known.notes.add(path, Fault.NOTHING_EXPECTED)
    if act.item is not None:
        known.published(act.item, path)
    if act.commune is not None:
        known.communes([act.commune], path)
    if act.proposal is not None:
        drafted(act.proposal, path, known)
    if act.petition is not None:
        filed(act.petition, path, known)
    if act.tiers:
        known.communes(list(act.tiers), path, "tiers")
