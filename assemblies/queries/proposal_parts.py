"""Parts of the page of a proposal: its versions, what was said, where it goes, what it became."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assemblies.models import AgendaItem, Argument, Decision, Proposal, RollEntry, TextVersion
from assemblies.queries.agenda import open_items
from assemblies.queries.labels import decision_label

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the words: when, who asked for it, and why."""

    number: int
    at: datetime
    body: str
    reason: str
    asked_by: str
    hash: str


@dataclass(frozen=True, slots=True)
class Said:
    """One argument or question."""

    id: int
    words: str
    name: str
    is_mine: bool
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class Column:
    """What was said on one side: the first few open, the rest folded."""

    side: str
    heading: str | Promise
    none: str | Promise
    number: int
    first: tuple[Said, ...]
    rest: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """The sitting on whose agenda it stands."""

    assembly: int
    planned_at: datetime
    place: str
    position: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """A decision as a link."""

    slug: str
    number: int
    label: str
    title: str
    stage: str
    decided_on: date
    count_for: int
    count_against: int
    count_abstain: int
    is_hidden: bool
    review_on: date | None


_HEADINGS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    (Argument.Side.FOR, _("For"), _("No argument for it yet.")),
    (Argument.Side.AGAINST, _("Against"), _("No argument against it yet.")),
    (Argument.Side.QUESTION, _("Questions"), _("No questions yet.")),
)


def versions_of(proposal: Proposal) -> tuple[Version, ...]:
    """Every version in its order (1 query)."""
    rows = TextVersion.objects.filter(proposal=proposal).select_related("asked_by").order_by("number")
    return tuple(
        Version(row.number, row.at, row.body, row.reason, str(row.asked_by) if row.asked_by else "", row.hash)
        for row in rows
    )


def columns_of(proposal: Proposal, mine: RollEntry | None) -> tuple[Column, ...]:
    """What was said, in columns, in the order of speaking (1 query)."""
    rows = Argument.objects.filter(proposal=proposal, withdrawn_at=None).select_related("entry", "answered_by")
    sides: dict[str, list[Said]] = {}
    for row in rows.order_by("at", "pk"):
        sides.setdefault(row.side, []).append(
            Said(
                id=row.pk,
                words=row.words,
                name=str(row.entry),
                is_mine=mine is not None and row.entry_id == mine.pk,
                answer=row.answer,
                answered_by=str(row.answered_by) if row.answered_by else "",
            )
        )
    return tuple(
        Column(side, heading, none, len(said := sides.get(side, [])), tuple(said[:SHOWN]), tuple(said[SHOWN:]))
        for side, heading, none in _HEADINGS
    )


def next_of(proposal: Proposal) -> Next | None:
    """Where it is talked about next (1 query)."""
    found: AgendaItem | None = (
        open_items().filter(proposal=proposal).select_related("assembly").order_by("assembly__planned_at").first()
    )
    if found is None:
        return None
    sitting = found.assembly
    return Next(sitting.number, sitting.planned_at, sitting.place, found.position, sitting.opened_at is not None)


def decision_of(proposal: Proposal) -> DecisionRef | None:
    """The latest decision on it (1 query)."""
    found = Decision.objects.filter(proposal=proposal).select_related("commune", "result").order_by("-pk").first()
    return None if found is None else decision_ref(found)


def decision_ref(decision: Decision) -> DecisionRef:
    """A decision read with its commune and its result."""
    commune, counts = decision.commune, decision.result.counts
    return DecisionRef(
        slug=commune.slug,
        number=decision.number,
        label=decision_label(commune.name, decision.number, is_root=commune.parent_id is None),
        title=decision.title,
        stage=decision.stage,
        decided_on=decision.decided_on,
        count_for=int(counts.get("for") or 0),
        count_against=int(counts.get("against") or 0),
        count_abstain=int(counts.get("abstain") or 0),
        is_hidden=bool(counts.get("hidden")),
        review_on=decision.review_on,
    )
