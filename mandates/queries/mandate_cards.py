"""What a commune's delegates say on each item of their council, as cards."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max

from assemblies.models import AgendaItem, Commune, TextVersion
from assemblies.models.tree import line_of
from assemblies.queries import zone_of
from confed.kernel import clock
from confed.kernel.models import Person
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Delegate
from mandates.domain.compliance import covers_new_version
from mandates.domain.stages import CouncilVoteStage, ItemStage, Latitude, MandateStage
from mandates.models import CouncilItem, CouncilVote, Mandate
from mandates.queries.card_texts import CardText, card_texts
from mandates.queries.changes import Change

GIVEN = (MandateStage.GRANTED, MandateStage.DEGRADED, MandateStage.EXERCISED, MandateStage.UNUSED)
_WAITING = (MandateStage.GRANTED, MandateStage.DEGRADED)


class Hold(StrEnum):
    """What a mandate does to the voice today."""

    BINDING = "binding"
    INDICATIVE = "indicative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MandateCard:
    """One item of the council and what the commune said on it."""

    anchor: str
    commune: str
    commune_slug: str
    number: int
    title: str
    hold: Hold
    stage: str
    position: str
    red_lines: tuple[str, ...]
    if_touched: str
    latitude: str
    reasons: str
    late: bool
    decided_on: datetime.date | None
    count_for: int
    count_against: int
    count_abstain: int
    decision_number: int | None
    assembly_number: int | None
    version: int | None
    newest_version: int
    expires_on: datetime.date | None
    expired: bool
    on_floor: bool
    vote_code: str
    settled: bool
    text: CardText | None
    changes: tuple[Change, ...]

    @property
    def text_changed(self) -> bool:
        """Whether the council has a newer text than the one the assembly decided about."""
        return self.version is not None and self.version < self.newest_version

    @property
    def may_be_revoked(self) -> bool:
        """Whether a mandate stands here that an assembly could take back."""
        return self.stage in _WAITING


@dataclass(frozen=True, slots=True)
class MandateHand:
    """The cards of one sending: a commune, its council, and the items in their order."""

    commune: str
    commune_slug: str
    council: str
    council_slug: str
    until: datetime.date | None
    cards: tuple[MandateCard, ...]
    ends_at: datetime.datetime | None = None
    zone: str = ""
    seat: int | None = None


def mandate_cards(person: Person) -> list[MandateHand]:
    """The cards of every commune this person carries the word of, now or as an alternate, whole with their texts.

    A term that is over carries nothing, whether or not somebody ended it.
    """
    seats = (
        Delegate.objects.filter(entry__person=person, delegation__stage=DelegationStage.ACTIVE)
        .exclude(stage=DelegateStage.ENDED)
        .select_related("delegation__commune", "delegation__council")
        .order_by("delegation__commune__name")
    )
    held = {
        seat.delegation: seat.pk
        for seat in seats
        if seat.delegation.until >= clock.today(zone_of(seat.delegation.council))
    }
    pairs = [(sending.commune, sending.council) for sending in held]
    cards = _cards(pairs, open_only=True)
    return [
        MandateHand(
            commune=sending.commune.name,
            commune_slug=sending.commune.slug,
            council=sending.council.name,
            council_slug=sending.council.slug,
            until=sending.until,
            cards=tuple(cards[sending.commune_id, sending.council_id]),
            ends_at=clock.day_end(sending.until, zone_of(sending.council)),
            zone=zone_of(sending.council),
            seat=seat,
        )
        for sending, seat in held.items()
    ]


def mandates_of(commune: Commune) -> MandateHand | None:
    """Every mandate a commune gave to its council, settled items included; nothing for the commune at the top."""
    if commune.parent_id is None:
        return None
    council = line_of(commune)[1]
    cards = _cards([(commune, council)], open_only=False)
    return MandateHand(
        commune=commune.name,
        commune_slug=commune.slug,
        council=council.name,
        council_slug=council.slug,
        until=None,
        cards=tuple(cards[commune.pk, council.pk]),
    )


def hold_of(mandate: Mandate | None, newest_version: int, today: datetime.date) -> Hold:
    """What a mandate does to the voice: it binds, it is a first word, or there is none (rulebook, mandates)."""
    if mandate is None:
        return Hold.NONE
    return hold_from(
        mandate.stage,
        covers_new_version(Latitude(mandate.latitude), bool(mandate.red_lines)),
        mandate.text_version.number < newest_version,
        mandate.expires_on is not None and mandate.expires_on < today,
    )


def hold_from(stage: str, covers: bool, text_moved: bool, ran_out: bool) -> Hold:
    """The same from what is known of a mandate, for many at once (rulebook, mandates)."""
    if stage not in GIVEN or (ran_out and stage in _WAITING):
        return Hold.NONE
    if stage == MandateStage.DEGRADED or (text_moved and not covers and stage != MandateStage.EXERCISED):
        return Hold.INDICATIVE
    return Hold.BINDING


def _is_expired(mandate: Mandate, today: datetime.date) -> bool:
    return mandate.expires_on is not None and mandate.expires_on < today and mandate.stage in _WAITING


def newest_mandates(communes: Iterable[int], items: Iterable[int]) -> dict[tuple[int, int], Mandate]:
    """The mandate that stands for each commune and item: the newest one not taken back (one query)."""
    found = (
        Mandate.objects.filter(giver__in=list(communes), item__in=list(items))
        .exclude(stage=MandateStage.REVOKED)
        .select_related("decision__result", "decision__assembly", "text_version")
        .order_by("pk")
    )
    return {(mandate.giver_id, mandate.item_id): mandate for mandate in found}


def newest_versions(proposals: Iterable[int]) -> dict[int, int]:
    """The number of the newest text of each proposal (one query)."""
    texts = TextVersion.objects.filter(proposal__in=list(proposals)).values("proposal").annotate(newest=Max("number"))
    return {row["proposal"]: row["newest"] for row in texts}


def _cards(pairs: Sequence[tuple[Commune, Commune]], *, open_only: bool) -> dict[tuple[int, int], list[MandateCard]]:
    """The cards of each pair of commune and council: six queries for any number of them."""
    items = CouncilItem.objects.filter(council__in={council.pk for _, council in pairs}).select_related("proposal")
    if open_only:
        items = items.exclude(stage=ItemStage.SETTLED)
    listed = list(items.order_by("number" if open_only else "-number"))
    proposals = [item.proposal_id for item in listed]
    texts = card_texts(proposals) if open_only else {}
    newest = {key: text.number for key, text in texts.items()} or newest_versions(proposals)
    mandates = newest_mandates({commune.pk for commune, _ in pairs}, {item.pk for item in listed})
    votes = dict(
        CouncilVote.objects.filter(item__in=listed, stage=CouncilVoteStage.OPEN).values_list("item_id", "code")
    )
    running = set(
        AgendaItem.objects.filter(proposal__in=proposals, started_at__isnull=False, ended_at=None).values_list(
            "proposal_id", flat=True
        )
    )
    found: dict[tuple[int, int], list[MandateCard]] = {}
    for commune, council in pairs:
        today = clock.today(zone_of(council))
        found[commune.pk, council.pk] = [
            _card(
                commune,
                item,
                mandates.get((commune.pk, item.pk)),
                newest[item.proposal_id],
                texts.get(item.proposal_id),
                votes.get(item.pk, ""),
                item.proposal_id in running,
                today,
            )
            for item in listed
            if item.council_id == council.pk
        ]
    return found


def _card(
    commune: Commune,
    item: CouncilItem,
    mandate: Mandate | None,
    newest: int,
    text: CardText | None,
    vote_code: str,
    running: bool,
    today: datetime.date,
) -> MandateCard:
    decision = mandate.decision if mandate else None
    counts = decision.result.counts if decision else {}
    given = mandate if decision else None
    return MandateCard(
        anchor=f"i{item.number}-{commune.slug}",
        commune=commune.name,
        commune_slug=commune.slug,
        number=item.number,
        title=item.proposal.title,
        hold=hold_of(mandate, newest, today),
        stage=mandate.stage if mandate else "",
        position=given.position if given else "",
        red_lines=tuple(given.red_lines) if given else (),
        if_touched=given.if_touched if given else "",
        latitude=given.latitude if given else "",
        reasons=given.reasons if given else "",
        late=given.late if given else False,
        decided_on=decision.decided_on if decision else None,
        count_for=counts.get("for", 0),
        count_against=counts.get("against", 0),
        count_abstain=counts.get("abstain", 0),
        decision_number=decision.number if decision else None,
        assembly_number=decision.assembly.number if decision else None,
        version=given.text_version.number if given else None,
        newest_version=newest,
        expires_on=given.expires_on if given else None,
        expired=_is_expired(given, today) if given else False,
        on_floor=bool(vote_code) or running,
        vote_code=vote_code,
        settled=item.stage == ItemStage.SETTLED,
        text=text,
        changes=text.changes_since(given.text_version.number) if text and given else (),
    )
