"""What members of a commune ask for together, how many back it, and what this reader may do."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from assemblies.domain.requests import LEFT_OUT, SHARE_OF, people_asked
from assemblies.domain.stages import ProposalKind, RequestKind, RequestStage
from assemblies.models import Backing, Commune, Proposal, Request, RollEntry
from assemblies.models.tree import has_communes_below, remember_line, zone_in
from assemblies.queries.agenda import open_items
from assemblies.queries.find import entry_in
from assemblies.queries.inherited import values_on
from assemblies.rules import Held, held_by, may_read, may_request
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person

MOST = 50
SHOWN_MET = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: what it wants, how many back it, of how many it needs."""

    id: int
    kind: str
    stage: str
    title: str
    proposal: str  # its code
    wanted_at: datetime | None
    place: str
    backed: int
    needed: int
    roll: int
    assembly: int
    is_mine: bool

    @property
    def missing(self) -> int:
        """How many are still needed."""
        return max(0, self.needed - self.backed)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A proposal that was handed in: what can be asked for it."""

    code: str
    title: str
    may_list: bool
    may_send_up: bool


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """The requests of one commune for one reader."""

    slug: str
    commune: str
    zone: str
    may_ask: bool
    why_not: object
    roll: int
    for_agenda: int | None
    for_assembly: int | None
    open: tuple[Asked, ...]
    met: tuple[Asked, ...]
    left_out: tuple[LeftOut, ...]


def backings_of(request: Request) -> "QuerySet[Backing]":
    """Those who back it now and still have a vote in the commune."""
    return Backing.objects.filter(request=request, withdrawn_at=None, entry__ended_on=None, entry__may_vote=True)


def find_request(commune: Commune, pk: int) -> Request:
    """The request with this number; NotThere without one."""
    found = Request.objects.select_related("commune", "proposal").filter(commune=commune, pk=pk).first()
    if found is None:
        raise NotThere(_("There is no such request here."), do=_("Look at the list of requests again."))
    return found


def proposal_left_out(commune: Commune, code: str) -> Proposal | None:
    """The proposal of this commune with this code."""
    return Proposal.objects.filter(commune=commune, code=code).first()


def requests_page(commune: Commune, person: Person | None) -> RequestsPage:
    """Read what is asked for, and what this reader may ask (9 queries at most)."""
    line = remember_line(commune)
    entry = entry_in(commune, person)
    held = held_by(person, commune, line) if person else Held(frozenset(), frozenset())
    verdict = may_request(entry)
    values = values_on(line, clock.today(zone_in(line)))
    roll = RollEntry.objects.entitled().filter(commune=commune).count()
    rows = Request.objects.filter(commune=commune).select_related("proposal__commune", "assembly").order_by("-pk")
    waiting = list(rows.filter(stage=RequestStage.OPEN)[:MOST])
    met = list(rows.filter(stage=RequestStage.MET)[:SHOWN_MET])
    backed, mine = _backed([*waiting, *met], entry)
    shown = [row for row in [*waiting, *met] if _may_see(row, entry, held)]
    asked = [_asked(row, backed[row.pk], is_mine=row.pk in mine) for row in shown]
    may_ask = verdict.allowed and not has_communes_below(commune)
    return RequestsPage(
        slug=commune.slug,
        commune=commune.name,
        zone=zone_in(line),
        may_ask=may_ask,
        why_not=verdict.reason,
        roll=roll,
        for_agenda=people_asked(values[SHARE_OF[RequestKind.AGENDA]], roll),
        for_assembly=people_asked(values[SHARE_OF[RequestKind.ASSEMBLY]], roll),
        open=tuple(one for one in asked if one.stage == RequestStage.OPEN),
        met=tuple(one for one in asked if one.stage == RequestStage.MET),
        left_out=_left_out(commune) if may_ask else (),
    )


def _may_see(row: Request, entry: RollEntry | None, held: Held) -> bool:
    return row.proposal is None or bool(may_read(row.proposal, entry, held))


def _backed(rows: list[Request], entry: RollEntry | None) -> tuple[Counter[int], set[int]]:
    """How many back each of these, and which of them this entry backs (1 query)."""
    counts: Counter[int] = Counter()
    mine = set()
    found = Backing.objects.filter(
        request__in=[row.pk for row in rows], withdrawn_at=None, entry__ended_on=None, entry__may_vote=True
    )
    for request, who in found.values_list("request_id", "entry_id"):
        counts[request] += 1
        if entry is not None and who == entry.pk:
            mine.add(request)
    return counts, mine


def _asked(row: Request, backed: int, *, is_mine: bool) -> Asked:
    return Asked(
        id=row.pk,
        kind=row.kind,
        stage=row.stage,
        title=row.proposal.title if row.proposal else row.words,
        proposal=row.proposal.code if row.proposal else "",
        wanted_at=row.wanted_at,
        place=row.place,
        backed=backed,
        needed=row.needed,
        roll=row.roll_count,
        assembly=row.assembly.number if row.assembly else 0,
        is_mine=is_mine,
    )


def _left_out(commune: Commune) -> tuple[LeftOut, ...]:
    """Proposals that can be asked for: on no agenda, or not sent to the council yet (1 query)."""
    asked = Request.objects.filter(proposal=OuterRef("pk")).exclude(stage=RequestStage.DROPPED)
    rows = (
        Proposal.objects.filter(commune=commune, kind=ProposalKind.TEXT, stage__in=LEFT_OUT)
        .filter(Q(origin_key=None) | ~Q(origin_key__startswith="minutes:"))
        .annotate(
            listed=Exists(open_items().filter(proposal=OuterRef("pk"))),
            asked=Exists(asked.filter(kind=RequestKind.AGENDA, stage=RequestStage.OPEN)),
            sent=Exists(asked.filter(kind=RequestKind.SEND_UP)),
        )
        .order_by("-pk")[:MOST]
    )
    has_council = commune.parent_id is not None
    found = [LeftOut(row.code, row.title, not (row.listed or row.asked), has_council and not row.sent) for row in rows]
    return tuple(one for one in found if one.may_list or one.may_send_up)
