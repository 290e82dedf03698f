"""The council's hall on one page: its items, the vote on the floor, and every commune's mandate and answer."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule, Tally, yes_needed
from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly, Commune, Decision, TextVersion
from assemblies.queries import zone_of
from confed.kernel import clock
from delegates.models import Credential
from mandates.domain.council import CouncilOutcome, CouncilTally, VoiceCount, tally, verdict
from mandates.domain.stages import Choice, CouncilVoteStage, ItemStage, Purpose, VoiceKind
from mandates.models import CouncilItem, CouncilVote, Mandate, Voice
from mandates.queries.changes import Change, text_changes
from mandates.queries.mandate_cards import Hold, hold_of, newest_mandates, newest_versions
from mandates.queries.weights import voters_behind


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One item of the sitting and where it stands."""

    id: int
    number: int
    title: str
    stage: str
    vote_stage: str
    decision_number: int | None
    decision_stage: str
    on_floor: bool

    @property
    def may_open(self) -> bool:
        """Whether a vote may be opened on it: not settled and none open."""
        return self.stage != ItemStage.SETTLED and self.vote_stage != CouncilVoteStage.OPEN


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One commune of the council: its mandate on the item, and its answer as far as it may be shown."""

    commune_id: int
    name: str
    slug: str
    delegation_id: int | None
    is_here: bool
    hold: Hold
    has_answered: bool
    choice: str
    kind: str
    by_hand: bool
    void_choice: str
    weight: int


@dataclass(frozen=True, slots=True)
class FloorVote:
    """The vote on the floor: what may be shown of it, and what its closing would say."""

    code: str
    item_id: int
    item_number: int
    title: str
    version: int
    text: tuple[Change, ...]
    reason: str
    stage: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    rule_values: Mapping[str, str]
    by_members: bool
    instructs: bool
    answered: int
    voices: int
    whole: int
    needed: int | None
    counts: CouncilTally | None
    outcome: CouncilOutcome | None
    decision_number: int | None

    @property
    def is_open(self) -> bool:
        """Whether voices may still be cast."""
        return self.stage == CouncilVoteStage.OPEN

    @property
    def everybody_answered(self) -> bool:
        """Whether every voice here has said something."""
        return self.voices > 0 and self.answered == self.voices


@dataclass(frozen=True, slots=True)
class FloorItem:
    """An item on the floor on which no vote has been opened yet."""

    item_id: int
    number: int
    title: str
    version: int
    text: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CouncilBoard:
    """The whole page of a council's sitting."""

    assembly_id: int
    council: str
    council_slug: str
    number: int
    place: str
    stage: str
    planned_at: datetime.datetime
    zone: str
    is_live: bool
    delegates: int
    voices: int
    communes: int
    needed: int | None
    decides: bool
    now_sentence: str
    items: tuple[BoardItem, ...]
    vote: FloorVote | None
    item: FloorItem | None
    rows: tuple[BoardRow, ...]


def council_board(assembly: Assembly, item_number: int | None = None) -> CouncilBoard:
    """The board of a sitting: a fixed number of queries for any number of communes and items.

    On the floor is the item asked for, else the open vote, else the newest vote, else the first item.
    """
    council = assembly.commune
    communes = list(Commune.objects.without_tree_fields().filter(parent=council, left_on=None).order_by("name"))
    credentials = list(
        Credential.objects.filter(assembly=assembly, to_at=None).values_list("delegation_id", "delegation__commune_id")
    )
    items = _items(assembly)
    votes = list(
        CouncilVote.objects.filter(assembly=assembly, item__in=items)
        .select_related("text_version", "result")
        .order_by("opened_at", "pk")
    )
    chosen = _on_floor(items, votes, item_number)
    decisions = {
        decision.proposal_id: decision
        for decision in Decision.objects.filter(commune=council, proposal__in=[item.proposal_id for item in items])
    }
    newest = newest_versions([chosen.proposal_id]) if chosen else {}
    vote = next((one for one in reversed(votes) if chosen and one.item_id == chosen.pk), None)
    voices = list(Voice.objects.filter(vote=vote).select_related("delegation", "mandate__text_version")) if vote else []
    zone = zone_of(council)
    here = {commune: delegation for delegation, commune in credentials}
    return CouncilBoard(
        assembly_id=assembly.pk,
        council=council.name,
        council_slug=council.slug,
        number=assembly.number,
        place=assembly.place,
        stage=assembly.stage,
        planned_at=assembly.planned_at,
        zone=zone,
        is_live=assembly.stage in (AssemblyStage.QUORATE, AssemblyStage.INQUORATE),
        delegates=len(credentials),
        voices=len(here),
        communes=len(communes),
        needed=assembly.needed,
        decides=assembly.stage == AssemblyStage.QUORATE,
        now_sentence=_now_sentence(assembly, len(here), len(communes)),
        items=tuple(_board_item(item, votes, decisions.get(item.proposal_id), chosen) for item in items),
        vote=_floor_vote(vote, chosen, voices, communes, council, decisions) if vote and chosen else None,
        item=_floor_item(chosen, newest) if chosen and not vote else None,
        rows=_rows(communes, here, chosen, vote, voices, newest, clock.today(zone)),
    )


def one_per_delegation(voices: Sequence[Voice]) -> list[Voice]:
    """Each delegation's valid vote, or its void one where it has no other."""
    found: dict[int, Voice] = {}
    for voice in sorted(voices, key=lambda voice: (voice.kind != VoiceKind.VOID, bool(voice.choice))):
        held = found.get(voice.delegation_id)
        if held is None or held.kind != VoiceKind.VOID or voice.choice:
            found[voice.delegation_id] = voice
    return list(found.values())


def counted_voices(voices: Sequence[Voice]) -> CouncilTally:
    """The voices of a vote counted by the domain, one place per delegation."""
    return tally(
        VoiceCount(Choice(voice.choice), VoiceKind(voice.kind), voice.weight, voice.members)
        for voice in one_per_delegation(voices)
    )


def may_show(vote: CouncilVote, voices: Sequence[Voice]) -> bool:
    """Answers appear together: when all have answered, or when the vote is closed (design, principle 4)."""
    return vote.stage == CouncilVoteStage.CLOSED or (
        vote.stage == CouncilVoteStage.OPEN and bool(voices) and all(map(has_answered, one_per_delegation(voices)))
    )


def has_answered(voice: Voice) -> bool:
    """Whether this place has said something that is not void: a void one may vote again while the vote is open."""
    return bool(voice.choice) and voice.kind != VoiceKind.VOID


def council_rule_sentence(values: Mapping[str, str], present: int, whole: int) -> str:
    """The rule of a council vote in one sentence, before it is counted (rulebook, council votes)."""
    rule = Rule.from_values(dict(values))
    needed = yes_needed(rule, Tally(0, 0, 0, present, whole))
    words = {"needed": needed, "present": present, "all": whole, "share": values["threshold"]}
    if values.get("weight") == "members":
        return _members_sentence(rule, words)
    if needed is None:
        if rule.threshold is None:
            return _("Passes when more communes say yes than no.")
        return _("Passes when %(share)s of the yes and no answers are yes.") % words
    if rule.base == "present":
        return _("Passes with %(needed)s yes of the %(present)s communes here.") % words
    return _("Passes with %(needed)s yes of all %(all)s communes.") % words


def _members_sentence(rule: Rule, words: Mapping[str, object]) -> str:
    if words["needed"] is None:
        if rule.threshold is None:
            return _("Each commune weighs as many as its members. Passes when more weight says yes than no.")
        return (
            _("Each commune weighs as many as its members. Passes when %(share)s of the yes and no weight is yes.")
            % words
        )
    return _("Each commune weighs as many as its members. Passes with %(needed)s yes of a weight of %(all)s.") % words


def _items(assembly: Assembly) -> list[CouncilItem]:
    """The items of the sitting: those on its agenda, then those of the council not yet settled."""
    listed = dict(AgendaItem.objects.filter(assembly=assembly).values_list("proposal_id", "position"))
    voted = set(CouncilVote.objects.filter(assembly=assembly).values_list("item_id", flat=True))
    items = [
        item
        for item in CouncilItem.objects.filter(council=assembly.commune).select_related("proposal").order_by("number")
        if item.proposal_id in listed or item.pk in voted or _is_waiting(item, assembly)
    ]
    return sorted(items, key=lambda item: item.number)


def _is_waiting(item: CouncilItem, assembly: Assembly) -> bool:
    return item.stage != ItemStage.SETTLED and assembly.stage != AssemblyStage.CLOSED


def _on_floor(
    items: Sequence[CouncilItem], votes: Sequence[CouncilVote], item_number: int | None
) -> CouncilItem | None:
    by_id = {item.pk: item for item in items}
    if item_number is not None:
        asked = next((item for item in items if item.number == item_number), None)
        if asked:
            return asked
    open_vote = next((vote for vote in votes if vote.stage == CouncilVoteStage.OPEN), None)
    newest = open_vote or (votes[-1] if votes else None)
    return by_id[newest.item_id] if newest else next(iter(items), None)


def _board_item(
    item: CouncilItem, votes: Sequence[CouncilVote], decision: Decision | None, chosen: CouncilItem | None
) -> BoardItem:
    vote = next((one for one in reversed(votes) if one.item_id == item.pk), None)
    return BoardItem(
        id=item.pk,
        number=item.number,
        title=item.proposal.title,
        stage=item.stage,
        vote_stage=vote.stage if vote else "",
        decision_number=decision.number if decision else None,
        decision_stage=decision.stage if decision else "",
        on_floor=chosen is not None and item.pk == chosen.pk,
    )


def _floor_item(item: CouncilItem, newest: Mapping[int, int]) -> FloorItem:
    version = newest[item.proposal_id]
    text, _reason = _text_with_changes(item.proposal_id, version)
    return FloorItem(item.pk, item.number, item.proposal.title, version, text)


def _text_with_changes(proposal: int, version: int) -> tuple[tuple[Change, ...], str]:
    """The text of a version against the one before it (one query)."""
    texts = {
        text.number: text for text in TextVersion.objects.filter(proposal=proposal, number__in=[version - 1, version])
    }
    now, before = texts[version], texts.get(version - 1)
    return text_changes(before.body if before else now.body, now.body), now.reason


def _floor_vote(
    vote: CouncilVote,
    item: CouncilItem,
    voices: Sequence[Voice],
    communes: Sequence[Commune],
    council: Commune,
    decisions: Mapping[int, Decision],
) -> FloorVote:
    places = one_per_delegation(voices)
    by_members = vote.rule.get("weight") == "members"
    absent = {commune.pk for commune in communes} - {place.delegation.commune_id for place in places}
    # The weight of those who are not here is asked for only where it is not one each.
    behind = voters_behind(council) if by_members else {}
    absent_weight = sum(behind.get(pk, 0) for pk in absent) if by_members else len(absent)
    present = sum(place.weight for place in places)
    shown = may_show(vote, voices)
    counts = counted_voices(voices) if shown else None
    rule = Rule.from_values(vote.rule)
    outcome = None
    if vote.result is not None:
        outcome = CouncilOutcome(vote.result.outcome)
    elif counts and item.purpose != Purpose.INSTRUCT:
        outcome = verdict(counts, rule, vote.rule["ratify.ask"], absent_weight)
    text, reason = _text_with_changes(item.proposal_id, vote.text_version.number)
    decision = decisions.get(item.proposal_id)
    return FloorVote(
        code=vote.code,
        item_id=item.pk,
        item_number=item.number,
        title=item.proposal.title,
        version=vote.text_version.number,
        text=text,
        reason=reason,
        stage=vote.stage,
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        rule_values=vote.rule,
        by_members=by_members,
        instructs=item.purpose == Purpose.INSTRUCT,
        answered=sum(map(has_answered, places)),
        voices=len(places),
        whole=present + absent_weight,
        needed=yes_needed(rule, Tally(0, 0, 0, present, present + absent_weight)),
        counts=counts,
        outcome=outcome,
        decision_number=decision.number if decision and vote.stage == CouncilVoteStage.CLOSED else None,
    )


def _rows(
    communes: Sequence[Commune],
    here: Mapping[int, int],
    item: CouncilItem | None,
    vote: CouncilVote | None,
    voices: Sequence[Voice],
    newest: Mapping[int, int],
    today: datetime.date,
) -> tuple[BoardRow, ...]:
    places = {place.delegation.commune_id: place for place in one_per_delegation(voices)}
    voids = {v.delegation.commune_id: v.choice for v in voices if v.kind == VoiceKind.VOID}
    mandates: Mapping[tuple[int, int], Mandate] = (
        newest_mandates([commune.pk for commune in communes], [item.pk]) if item else {}
    )
    version = vote.text_version.number if vote else newest.get(item.proposal_id, 1) if item else 1
    shown = may_show(vote, voices) if vote else False
    rows = []
    for commune in communes:
        place = places.get(commune.pk)
        mandate = place.mandate if place else mandates.get((commune.pk, item.pk)) if item else None
        rows.append(
            BoardRow(
                commune_id=commune.pk,
                name=commune.name,
                slug=commune.slug,
                delegation_id=place.delegation_id if place else here.get(commune.pk),
                is_here=bool(place) or commune.pk in here,
                hold=hold_of(mandate, version, today),
                has_answered=bool(place and has_answered(place)),
                choice=place.choice if place and shown else "",
                kind=place.kind if place and shown else "",
                by_hand=bool(place and place.by_hand),
                void_choice=voids.get(commune.pk, "") if shown else "",
                weight=place.weight if place else 0,
            )
        )
    return tuple(rows)


def _now_sentence(assembly: Assembly, voices: int, communes: int) -> str:
    """What may we decide now? In one line (design 6.12)."""
    words = {"voices": voices, "communes": communes, "needed": assembly.needed}
    if assembly.stage == AssemblyStage.PLANNED:
        return _("This sitting has not begun. %(voices)s of %(communes)s communes have a voice so far.") % words
    if assembly.stage == AssemblyStage.CLOSED:
        return _("This sitting is closed. What it passed on stands on the pages of its decisions.")
    if assembly.stage == AssemblyStage.INQUORATE:
        return (
            _("Only talk now: %(voices)s of %(communes)s communes have a voice here, %(needed)s are needed to vote.")
            % words
        )
    return _("We may vote: %(voices)s of %(communes)s communes have a voice here, %(needed)s are needed.") % words
