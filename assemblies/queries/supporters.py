"""How many supporters a proposal has and needs, and which earlier decision bars its question."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from assemblies.domain.proposals import answer_due, barred_until, supporters_needed
from assemblies.domain.stages import ProposalKind, ProposalStage
from assemblies.models import Decision, Proposal, RollEntry, Support


@dataclass(frozen=True, slots=True)
class Bar:
    """A decision on the same question less than a year ago."""

    number: int
    title: str
    until: date


@dataclass(frozen=True, slots=True)
class Asked:
    """How many supporters are needed, of how many on the roll, and what bars the question."""

    needed: int
    roll: int
    bar: Bar | None


def supports_of(proposal: Proposal) -> "QuerySet[Support]":
    """Those who support it now and still have a vote in the commune, in their order."""
    found = Support.objects.filter(proposal=proposal, withdrawn_at=None, entry__ended_on=None, entry__may_vote=True)
    return found.select_related("entry").order_by("at", "pk")


def supporters_asked(proposal: Proposal, text_hash: str, of_charter: str, today: date) -> Asked:
    """Say how many supporters submit this proposal, with these words, on this day (2 queries)."""
    roll = RollEntry.objects.entitled().filter(commune=proposal.commune_id).count()
    bar = bar_on(proposal, text_hash, today)
    return Asked(supporters_needed(int(of_charter), roll, is_barred=bar is not None), roll, bar)


def may_appeal_now(proposal: Proposal, now: datetime) -> bool:
    """Say whether the convenors returned it, or are late with their answer."""
    if proposal.stage == ProposalStage.RETURNED:
        return True
    late = proposal.submitted_at is not None and answer_due(proposal.submitted_at) < now
    return proposal.stage == ProposalStage.SUBMITTED and late


def bar_on(proposal: Proposal, text_hash: str, today: date) -> Bar | None:
    """Return the latest decision on the same question, by title or by words, that still bars it (1 query)."""
    same = Q(text_version__hash=text_hash)
    if proposal.title_key:
        same |= Q(proposal__title_key=proposal.title_key)
    decided = (
        Decision.objects.filter(same, commune=proposal.commune_id, proposal__kind=ProposalKind.TEXT)
        .exclude(proposal=proposal)
        .order_by("-decided_on", "-pk")
        .first()
    )
    if decided is None or barred_until(decided.decided_on) < today:
        return None
    return Bar(decided.number, decided.title, barred_until(decided.decided_on))
