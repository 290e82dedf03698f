"""The council's hall on one page: its items, the vote on the floor, and every commune's mandate and answer."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule, Tally, yes_needed
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune, TextVersion
from assemblies.queries import zone_of
from confed.kernel import clock
from confed.kernel.errors import NotThere
from mandates.domain.council import CouncilOutcome, CouncilTally, VoiceCount, tally, verdict
from mandates.domain.stages import Choice, CouncilVoteStage, ItemStage, Purpose, VoiceKind
from mandates.models import CouncilVote, Voice
from mandates.queries.changes import Change, text_changes
from mandates.queries.council_rows import ItemRow, Seat, items_of, seats
from mandates.queries.mandate_cards import Hold, hold_of, newest_mandates
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
    communes = seats(assembly)
    votes = list(
        CouncilVote.objects.filter(assembly=assembly)
        .select_related("text_version", "result")
        .annotate(before=_text_before())
        .order_by("opened_at", "pk")
    )
    items = items_of(assembly, {vote.item_id for vote in votes})
    chosen = _on_floor(items, votes, item_number)
    vote = next((one for one in reversed(votes) if chosen and one.item_id == chosen.id), None)
    voices = list(Voice.objects.filter(vote=vote).select_related("delegation", "mandate__text_version")) if vote else []
    item = _floor_item(chosen) if chosen and not vote else None
    version = vote.text_version.number if vote else item.version if item else 1
    zone = zone_of(council)
    voices_here = sum(commune.delegation_id is not None for commune in communes)
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
        delegates=sum(commune.hands for commune in communes),
        voices=voices_here,
        communes=len(communes),
        needed=assembly.needed,
        decides=assembly.stage == AssemblyStage.QUORATE,
        now_sentence=_now_sentence(assembly, voices_here, len(communes)),
        items=tuple(_board_item(one, votes, chosen) for one in items),
        vote=_floor_vote(vote, chosen, voices, communes, council) if vote and chosen else None,
        item=item,
        rows=_rows(communes, chosen, vote, voices, version, clock.today(zone)),
    )


def _text_before() -> Subquery:
    """The words of the version before the one that is voted on."""
    earlier = TextVersion.objects.filter(
        proposal=OuterRef("text_version__proposal"), number=OuterRef("text_version__number") - 1
    )
    return Subquery(earlier.values("body")[:1])


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


def _on_floor(items: Sequence[ItemRow], votes: Sequence[CouncilVote], item_number: int | None) -> ItemRow | None:
    by_id = {item.id: item for item in items}
    asked = next((item for item in items if item.number == item_number), None)
    if asked:
        return asked
    open_vote = next((vote for vote in votes if vote.stage == CouncilVoteStage.OPEN), None)
    newest = open_vote or (votes[-1] if votes else None)
    return by_id.get(newest.item_id) if newest else next(iter(items), None)


def _board_item(item: ItemRow, votes: Sequence[CouncilVote], chosen: ItemRow | None) -> BoardItem:
    vote = next((one for one in reversed(votes) if one.item_id == item.id), None)
    return BoardItem(
        id=item.id,
        number=item.number,
        title=item.title,
        stage=item.stage,
        vote_stage=vote.stage if vote else "",
        decision_number=item.decision_number,
        decision_stage=item.decision_stage,
        on_floor=chosen is not None and item.id == chosen.id,
    )


def _floor_item(item: ItemRow) -> FloorItem:
    """An item before its vote: the newest text against the one before it (one query)."""
    newest, *before = TextVersion.objects.filter(proposal=item.proposal_id).order_by("-number")[:2]
    text = text_changes(before[0].body if before else newest.body, newest.body)
    return FloorItem(item.id, item.number, item.title, newest.number, text)


def _floor_vote(
    vote: CouncilVote,
    item: ItemRow,
    voices: Sequence[Voice],
    communes: Sequence[Seat],
    council: Commune,
) -> FloorVote:
    places = one_per_delegation(voices)
    by_members = vote.rule.get("weight") == "members"
    absent = {commune.id for commune in communes} - {place.delegation.commune_id for place in places}
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
    body = vote.text_version.body
    before: str | None = getattr(vote, "before", None)
    return FloorVote(
        code=vote.code,
        item_id=item.id,
        item_number=item.number,
        title=item.title,
        version=vote.text_version.number,
        text=text_changes(body if before is None else before, body),
        reason=vote.text_version.reason,
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
        decision_number=item.decision_number if vote.stage == CouncilVoteStage.CLOSED else None,
    )


def _rows(
    communes: Sequence[Seat],
    item: ItemRow | None,
    vote: CouncilVote | None,
    voices: Sequence[Voice],
    version: int,
    today: datetime.date,
) -> tuple[BoardRow, ...]:
    places = {place.delegation.commune_id: place for place in one_per_delegation(voices)}
    voids = {v.delegation.commune_id: v.choice for v in voices if v.kind == VoiceKind.VOID}
    mandates = newest_mandates([commune.id for commune in communes], [item.id]) if item else {}
    shown = may_show(vote, voices) if vote else False
    rows = []
    for commune in communes:
        place = places.get(commune.id)
        mandate = place.mandate if place else mandates.get((commune.id, item.id)) if item else None
        rows.append(
            BoardRow(
                commune_id=commune.id,
                name=commune.name,
                slug=commune.slug,
                delegation_id=place.delegation_id if place else commune.delegation_id,
                is_here=bool(place) or commune.delegation_id is not None,
                hold=hold_of(mandate, version, today),
                has_answered=bool(place and has_answered(place)),
                choice=place.choice if place and shown else "",
                kind=place.kind if place and shown else "",
                by_hand=bool(place and place.by_hand),
                void_choice=voids.get(commune.id, "") if shown else "",
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


def find_sitting(slug: str, number: int) -> Assembly:
    """The sitting of this number, or NotThere."""
    found = Assembly.objects.filter(commune__slug=slug, number=number).select_related("commune").first()
    if found is None:
        raise NotThere(_("There is no sitting of this number here."), "", _("Look at the page of the council."))
    return found
