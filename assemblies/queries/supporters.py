"""How many supporters a proposal has and needs, and which earlier decision bars its question."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from assemblies.domain.proposals import barred_until, supporters_needed
from assemblies.domain.stages import ProposalKind
from assemblies.models import Decision, Proposal, RollEntry, Support, TextVersion


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


def supporters_asked(proposal: Proposal, of_charter: str, today: date) -> Asked:
    """Say how many supporters submit this proposal on this day (3 queries)."""
    roll = RollEntry.objects.entitled().filter(commune=proposal.commune_id).count()
    bar = bar_on(proposal, today)
    return Asked(supporters_needed(int(of_charter), roll, is_barred=bar is not None), roll, bar)


def bar_on(proposal: Proposal, today: date) -> Bar | None:
    """Return the latest decision on the same question, by title or by words, that still bars it (2 queries)."""
    text = TextVersion.objects.filter(proposal=proposal).order_by("-number").values_list("hash", flat=True).first()
    same = Q(text_version__hash=text)
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
