"""The council's hall on one page: its items, the vote on the floor, and every commune's mandate and answer."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, TextVersion
from assemblies.queries import zone_of
from assemblies.queries.hours import tell_hours_of
from confed.kernel import clock
from confed.kernel.errors import NotThere
from mandates.domain.stages import CouncilVoteStage, ItemStage, VoiceKind
from mandates.models import CouncilVote, Voice
from mandates.queries.changes import Change, text_changes
from mandates.queries.council_floor import (
    FloorVote,
    floor_vote,
    has_answered,
    may_show,
    one_per_delegation,
    text_before,
)
from mandates.queries.council_rows import ItemRow, Seat, items_of, seats
from mandates.queries.mandate_cards import Hold, hold_of, newest_mandates

FEW = 6
RUNNING = (CouncilVoteStage.OPEN, CouncilVoteStage.SUSPENDED)


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
        return self.stage != ItemStage.SETTLED and self.vote_stage not in RUNNING


@dataclass(frozen=True, slots=True)
class MayOpen:
    """The items on which the chair may open a vote: one by one where they are few, else the one on the floor apart."""

    first: tuple[BoardItem, ...]
    others: tuple[BoardItem, ...]


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
    red_lines: int


@dataclass(frozen=True, slots=True)
class FloorItem:
    """An item on the floor on which no vote has been opened yet."""

    item_id: int
    number: int
    title: str
    version: int
    text: tuple[Change, ...]
    purpose: str


@dataclass(frozen=True, slots=True)
class CouncilBoard:
    """The whole page of a council's sitting."""

    assembly_id: int
    council_id: int
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

    @property
    def may_open(self) -> MayOpen | None:
        """What the chair may put to the vote, if anything."""
        found = tuple(item for item in self.items if item.may_open)
        if len(found) <= FEW:
            return MayOpen(found, ()) if found else None
        return MayOpen(
            tuple(item for item in found if item.on_floor), tuple(item for item in found if not item.on_floor)
        )

    @property
    def instructed_sentence(self) -> str:
        """How many communes told their delegates what to say on the item on the floor."""
        told = [row for row in self.rows if row.hold is not Hold.NONE]
        words = {"told": len(told), "of": self.communes, "lined": sum(row.red_lines > 0 for row in told)}
        return _("%(told)s of %(of)s communes are instructed, %(lined)s with red lines.") % words


def council_board(assembly: Assembly, item_number: int | None = None) -> CouncilBoard:
    """The board of a sitting: a fixed number of queries for any number of communes and items.

    On the floor is the item asked for, else the open vote, else the newest vote, else the first item.
    """
    council = assembly.commune
    communes = seats(assembly)
    votes = list(
        CouncilVote.objects.filter(assembly=assembly)
        .select_related("text_version", "result")
        .annotate(before=text_before())
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
        council_id=assembly.commune_id,
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
        vote=floor_vote(vote, chosen, voices, communes, council) if vote and chosen else None,
        item=item,
        rows=_rows(communes, chosen, vote, voices, version, clock.today(zone)),
    )


def _on_floor(items: Sequence[ItemRow], votes: Sequence[CouncilVote], item_number: int | None) -> ItemRow | None:
    by_id = {item.id: item for item in items}
    asked = next((item for item in items if item.number == item_number), None)
    if asked:
        return asked
    open_vote = next((vote for vote in votes if vote.stage in RUNNING), None)
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
    return FloorItem(item.id, item.number, item.title, newest.number, text, item.purpose)


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
                red_lines=len(mandate.red_lines) if mandate else 0,
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
    return _sitting(commune__slug=slug, number=number)


def sitting_with(pk: int, council: int) -> Assembly:
    """The same sitting for those who know it by its topics, or NotThere."""
    return _sitting(pk=pk, commune=council)


def _sitting(**address: str | int) -> Assembly:
    found: Assembly | None = Assembly.objects.filter(**address).select_related("commune").first()
    if found is None:
        raise NotThere(_("There is no sitting of this number here."), "", _("Look at the page of the council."))
    tell_hours_of(found.commune)
    return found
