"""The report-back of one delegation: beside what the commune said stands what was voted, item by item."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from assemblies.models import AgendaItem, Assembly, Commune, Decision, Result, TextVersion
from assemblies.models.tree import remember_line, zone_in
from assemblies.rules import held_by
from confed.kernel import clock
from confed.kernel.models import Person
from delegates.domain.reports import contest_until, is_overdue
from delegates.domain.stages import ReportStage
from delegates.models import ReportBack
from delegates.queries.report_find import carried_by, open_sitting_of
from delegates.rules import may_give_report, may_take_report
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import CascadeStage, CouncilVoteStage, ItemStage, VoiceKind
from mandates.models import CouncilItem, CouncilVote, Mandate, Ratification, Voice
from mandates.queries.mandate_cards import Hold, hold_of, newest_mandates


@dataclass(frozen=True, slots=True)
class Said:
    """What the commune had said on an item before the vote."""

    hold: Hold
    position: str = ""
    red_lines: tuple[str, ...] = ()
    if_touched: str = ""
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class Voted:
    """One vote of the council on the item, and what this delegation did in it."""

    code: str
    version: int
    choice: str
    kind: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the item asks of the commune now, and until when."""

    words: str
    until: date | None
    stage: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One item: you said, we voted, result, asked of us."""

    number: int
    title: str
    said: Said
    voted: tuple[Voted, ...]
    stage: str
    stage_kind: str
    decision: int | None
    counted: str
    asked: Asked | None
    contested: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The whole report, and what its reader may do with it."""

    commune: str
    slug: str
    council: str
    council_slug: str
    number: int
    place: str
    held_on: date | None
    people: tuple[str, ...]
    due_on: date
    stage: str
    overdue: bool
    words: str
    answer: str
    received_on: date | None
    contest_until: date | None
    rows: tuple[ReportRow, ...]
    sitting: Assembly | None
    may_give: bool
    may_take: bool
    may_contest: bool

    @property
    def shown_stage(self) -> str:
        """The stage as its stamp says it."""
        return "overdue" if self.overdue else self.stage

    @property
    def voids(self) -> int:
        """How many votes went against a mandate."""
        return sum(1 for row in self.rows for vote in row.voted if vote.kind == VoiceKind.VOID)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the commune is asked, the next day first."""
        found = [row.asked for row in self.rows if row.asked]
        return tuple(sorted(found, key=lambda one: (one.until is None, one.until or date.max)))


def report_page(report: ReportBack, person: Person | None) -> ReportPage:
    """Everything on the page of a report-back, in a fixed number of queries at any size (rulebook, report-back)."""
    sent, council_sitting = report.delegation, report.assembly
    commune = sent.commune
    line = remember_line(commune)
    zone = zone_in(line)
    today = clock.today(zone)
    people = carried_by(report)
    sitting = open_sitting_of(commune.pk)
    stage = ReportStage(report.stage)
    received = report.received_at
    last = contest_until(received.astimezone(ZoneInfo(zone)).date()) if received else None
    held = held_by(person, commune, line) if person else None
    may_take = bool(person and sitting and may_take_report(person, report, sitting, held))
    return ReportPage(
        commune=commune.name,
        slug=commune.slug,
        council=sent.council.name,
        council_slug=sent.council.slug,
        number=council_sitting.number,
        place=council_sitting.place,
        held_on=council_sitting.held_on,
        people=tuple(str(one.entry) for one in people),
        due_on=report.due_on,
        stage=stage,
        overdue=is_overdue(stage, report.due_on, today),
        words=report.words,
        answer=report.answer,
        received_on=report.received_in.held_on if report.received_in else None,
        contest_until=last if stage is ReportStage.RECEIVED else None,
        rows=_rows(report, commune, today, ZoneInfo(zone)),
        sitting=sitting,
        may_give=bool(person and may_give_report(person, report, people, held)) and stage is not ReportStage.RECEIVED,
        may_take=may_take and stage is not ReportStage.RECEIVED,
        may_contest=may_take
        and stage is not ReportStage.CONTESTED
        and (stage is not ReportStage.RECEIVED or last is None or today <= last),
    )


def _rows(report: ReportBack, commune: Commune, today: date, zone: ZoneInfo) -> tuple[ReportRow, ...]:
    """The items of that sitting, voted on or not, in the order of their numbers (4 queries)."""
    sitting = report.assembly
    listed = AgendaItem.objects.filter(assembly=sitting, proposal__isnull=False).values("proposal")
    voted = CouncilVote.objects.filter(assembly=sitting).exclude(stage=CouncilVoteStage.CANCELLED).values("item")
    items = list(
        CouncilItem.objects.filter(Q(pk__in=voted) | Q(proposal__in=listed), council=sitting.commune_id)
        .annotate(newest=Subquery(_texts().values("number")[:1]))
        .select_related("proposal")
        .order_by("number")
    )
    voices: dict[int, list[Voice]] = defaultdict(list)
    said = list(_voices(report))
    voids = {voice.vote_id for voice in said if voice.kind == VoiceKind.VOID}
    for voice in said:
        if voice.kind or voice.vote_id not in voids:  # a void voice stands beside the empty place it left
            voices[voice.vote.item_id].append(voice)
    decided = {row.proposal_id: row for row in _decisions(sitting, commune)}
    mandates = newest_mandates([commune.pk], [item.pk for item in items])
    rows = []
    for item in items:
        spoken, decision = voices[item.pk], decided.get(item.proposal_id)
        mandate = mandates.get((commune.pk, item.pk))
        held = next((voice.mandate for voice in reversed(spoken) if voice.mandate), None) if spoken else mandate
        version = spoken[-1].vote.text_version.number if spoken else item.newest
        result = decision.result if decision else spoken[-1].vote.result if spoken else None
        rows.append(
            ReportRow(
                number=item.number,
                title=item.proposal.title,
                said=_said(held, version, sitting.held_on or today),
                voted=tuple(
                    Voted(voice.vote.code, voice.vote.text_version.number, voice.choice, voice.kind, voice.by_hand)
                    for voice in spoken
                ),
                stage=decision.stage if decision else "postponed",
                stage_kind="decision" if decision else "proposal",
                decision=decision.number if decision else None,
                counted=_counted(result),
                asked=_asked(item, mandate, decision, zone),
                contested=item.number in report.contested,
            )
        )
    return tuple(rows)


def _texts() -> QuerySet[TextVersion]:
    return TextVersion.objects.filter(proposal=OuterRef("proposal")).order_by("-number")


def _voices(report: ReportBack) -> QuerySet[Voice]:
    """What this delegation did in the votes of the sitting, void voices too."""
    return (
        Voice.objects.filter(vote__assembly=report.assembly_id, delegation=report.delegation_id)
        .exclude(vote__stage=CouncilVoteStage.CANCELLED)
        .select_related("vote__text_version", "vote__result", "mandate__decision", "mandate__text_version")
        .order_by("vote__opened_at", "cast_at", "pk")
    )


def _decisions(sitting: Assembly, commune: Commune) -> QuerySet[Decision]:
    """The decisions of the sitting, each with the answer that this commune still owes it."""
    open_answer = Ratification.objects.filter(
        commune=commune, cascade__decision=OuterRef("pk"), cascade__stage=CascadeStage.OPEN, proposal__isnull=False
    )
    return (
        Decision.objects.filter(assembly=sitting)
        .annotate(
            answer=Subquery(open_answer.values("stage")[:1]),
            until=Subquery(open_answer.values("cascade__closes_on")[:1]),
        )
        .select_related("result")
        .order_by("number")
    )


def _said(mandate: Mandate | None, version: int, day: date) -> Said:
    hold = hold_of(mandate, version, day)
    if mandate is None or mandate.decision is None:
        return Said(hold)
    return Said(hold, mandate.position, tuple(mandate.red_lines), mandate.if_touched, mandate.decision.number)


def _counted(result: Result | None) -> str:
    """Say how the council voted, in one sentence: what counts where it settled, else the tendency."""
    if result is None:
        return _("No vote was taken.")
    if result.outcome == CouncilOutcome.PROVISIONAL:
        units = result.counts["tendency"]["units"]
        return str(_("Tendency, not a decision: %(for)s for, %(against)s against, %(abstain)s abstain.") % units)
    return str(_("Votes that count: %(for)s yes, %(against)s no, %(abstain)s abstain.") % result.counts)


def _asked(item: CouncilItem, mandate: Mandate | None, decision: Any, zone: ZoneInfo) -> Asked | None:
    """What is asked of the commune: to ratify, or to say what its delegates shall say next time."""
    if decision is not None and decision.answer:
        words = _("ratify “%(title)s” or not") % {"title": item.proposal.title}
        return Asked(words, decision.until, decision.answer, "ratification")
    if item.stage != ItemStage.SETTLED and (mandate is None or mandate.decision_id is None):
        until = item.deadline.astimezone(zone).date() if item.deadline else None
        words = _("say what we vote on “%(title)s”") % {"title": item.proposal.title}
        return Asked(words, until, mandate.stage if mandate else "none", "mandate")
    return None
