"""Checks what a commune does of its own: people against the roll, proposals by name, ballots against their texts."""

from collections.abc import Iterable

from confed.rehearsal.domain.commune_verbs import (
    AnswerCorrection,
    Argue,
    AskCorrection,
    Ballot,
    ChangeBallot,
    CloseAssembly,
    Draft,
    FormCheck,
    HandIn,
    ImportRoll,
    KeepCorrection,
    LayOpen,
    Rewrite,
    SecondCall,
    Support,
)
from confed.rehearsal.domain.evening_verbs import Agenda, Note, TakeReport, TakeUp
from confed.rehearsal.domain.known import Known
from confed.rehearsal.domain.mistakes import Fault, Path, closest
from confed.rehearsal.domain.people import people_of
from confed.rehearsal.domain.recall_verbs import FilePetition, OfPetition, SheetOfNames, Sign
from confed.rehearsal.domain.selection import BadRange

ANSWERS = ("for", "against", "abstain")


def check_commune_move(act: object, path: Path, known: Known) -> None:
    """Note what does not fit in an act of one commune."""
    match act:
        case Draft():
            _check_draft(act, path, known)
        case Rewrite():
            known_people(act.by, drafted(act.proposal, path, known), (*path, "by"), known, most=1)
        case Argue() | HandIn() | AskCorrection():
            known_people(act.by, drafted(act.proposal, path, known), (*path, "by"), known, least=1, most=1)
            if isinstance(act, AskCorrection):
                _voted(act.proposal, path, known)
                if (act.counts is None) != bool(act.was):
                    known.notes.add(path, Fault.WORDS_OR_COUNTS)
        case Support():
            known_people(act.by, drafted(act.proposal, path, known), (*path, "by"), known, least=1)
        case FormCheck():
            drafted(act.proposal, path, known)
        case AnswerCorrection() | KeepCorrection():
            drafted(act.proposal, path, known)
            _voted(act.proposal, path, known)
        case ChangeBallot():
            home = drafted(act.proposal, path, known)
            known_people(act.receipts_of, home, (*path, "receipts_of"), known, least=1)
            _check_answers([act.to], known.texts.get(act.proposal, 1), (*path, "to"), known)
            _voted(act.proposal, path, known)
        case FilePetition():
            known.bases([act.commune], path)
            if act.petition in known.filed and known.strict:
                known.notes.add((*path, "petition"), Fault.PETITION_TWICE, found=act.petition)
            known.filed[act.petition] = act.commune
            known_people(act.against, act.commune, (*path, "against"), known, least=1, most=1)
            known_people(act.by, act.commune, (*path, "by"), known, least=1, most=1)
        case OfPetition():
            home = filed(act.petition, path, known)
            people = act.by if isinstance(act, Sign) else act.names if isinstance(act, SheetOfNames) else []
            known_people(people, home, (*path, "names" if isinstance(act, SheetOfNames) else "by"), known)
        case Ballot():
            _check_ballot(act, path, known)
        case SecondCall() | CloseAssembly() | LayOpen():
            known.bases(act.commune, path)
        case Agenda():
            known.bases([act.commune], path)
            if act.proposal is not None:
                drafted(act.proposal, path, known)
            if bool(act.title) == bool(act.proposal):
                known.notes.add(path, Fault.TITLE_OR_PROPOSAL)
        case TakeUp() | TakeReport():
            known.bases([act.commune], path)
        case Note():
            drafted(act.proposal, path, known)
            _voted(act.proposal, path, known)
        case ImportRoll():
            known.bases([act.commune], path)


def drafted(proposal: str, path: Path, known: Known, key: str = "proposal") -> str:
    """Return the commune a proposal is before; note one that is unknown or not yet drafted."""
    if proposal not in known.names.proposals:
        meant = closest(proposal, known.names.proposals)
        known.notes.add((*path, key), Fault.UNKNOWN_PROPOSAL, found=proposal, meant=meant)
    elif known.strict and proposal not in known.home_of:
        known.notes.add((*path, key), Fault.NOT_YET, what="drafted", name=proposal)
    return known.home_of.get(proposal, "")


def filed(petition: str, path: Path, known: Known, key: str = "petition") -> str:
    """Return the commune a petition is before; note one that is unknown or not yet filed."""
    if petition not in known.names.petitions:
        meant = closest(petition, known.names.petitions)
        known.notes.add((*path, key), Fault.UNKNOWN_PETITION, found=petition, meant=meant)
    elif known.strict and petition not in known.filed:
        known.notes.add((*path, key), Fault.NOT_YET, what="filed", name=petition)
    return known.filed.get(petition, "")


def known_people(words: Iterable[str], home: str, path: Path, known: Known, least: int = 0, most: int = 0) -> None:
    """Note people who are not on the roll of their commune, and more or fewer than the act needs."""
    people: list[str] = []
    for word in words:
        try:
            people += people_of([word])
        except BadRange:
            known.notes.add(path, Fault.NOT_PEOPLE, found=word)
            return
    if len(people) < least or (most and len(people) > most):
        known.notes.add(path, Fault.NOT_ONE_PERSON, people=len(people))
    place = known.tree.places.get(home)
    for person in people if place else []:
        if place is not None and not place.holds(person):
            roll = place.roll.count if place.roll else 0
            known.notes.add(path, Fault.NOT_ON_ROLL, key=home, found=person, roll=roll, youth=place.youth)


def _check_draft(act: Draft, path: Path, known: Known) -> None:
    known.bases([act.commune], path)
    if act.proposal in known.home_of and known.strict:
        known.notes.add((*path, "proposal"), Fault.PROPOSAL_TWICE, found=act.proposal)
    known.home_of[act.proposal] = act.commune
    known_people(act.by, act.commune, (*path, "by"), known, most=1)


def _check_ballot(act: Ballot, path: Path, known: Known) -> None:
    known.bases([act.commune], path)
    if len(act.about) != 1:
        known.notes.add(path, Fault.NOT_ONE_QUESTION)
        return
    if act.mandate is not None:
        known.published(act.mandate, path, [act.commune], "mandate")
    if act.answer is not None:
        known.decided(act.answer, path, [act.commune], "answer")
    for key in ("minutes", "wording"):
        if (name := getattr(act, key)) is not None:
            drafted(name, path, known, key)
            _voted(name, path, known, key)
    if act.recall is not None:
        filed(act.recall, path, known, "recall")
    for rival in act.rivals:
        drafted(rival, path, known, "rivals")
    if act.proposal is not None:
        drafted(act.proposal, path, known)
        for name in (act.proposal, *act.rivals) if known.strict else ():
            known.texts.setdefault(name, 1 + len(act.rivals))
    # A vote left open is taken up again by its question alone; how people vote in it was said when it was opened.
    question = f"{act.about[0]}:{getattr(act, act.about[0])}"
    by_hands = known.methods.get(question, act.method) == "hands"
    if (act.ballots if by_hands else act.counts) or (by_hands and act.close and act.counts is None and known.strict):
        known.notes.add(path, Fault.CAST_OR_COUNTED)
    if known.strict:
        known.methods.setdefault(question, act.method)
    if act.close and known.strict:
        del known.methods[question]
    for choice, people in act.ballots.items():
        here = (*path, "ballots", choice)
        _check_answers([choice], known.texts.get(act.proposal or "", 1 + len(act.rivals)), here, known)
        known_people(people, act.commune, here, known)


def _check_answers(choices: Iterable[str], texts: int, path: Path, known: Known) -> None:
    for choice in choices:
        answers = choice.split("+")
        if len(answers) != texts or not set(answers) <= set(ANSWERS):
            known.notes.add(path, Fault.NOT_EVERY_TEXT, found=choice, texts=texts)


def _voted(proposal: str, path: Path, known: Known, key: str = "proposal") -> None:
    if known.strict and proposal in known.home_of and proposal not in known.texts:
        known.notes.add((*path, key), Fault.NOT_YET, what="ballot", name=proposal)
