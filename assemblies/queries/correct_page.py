"""An announced count to be corrected: what stands, what the new numbers would mean, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assemblies.domain.majority import Outcome, Rule, Tally, decide
from assemblies.domain.stages import ProposalKind
from assemblies.models import Ballot, Decision
from assemblies.queries.sentences import reckoning
from confed.kernel.errors import NotThere

BY_HAND = (Ballot.Method.HANDS, Ballot.Method.SLIPS)


@dataclass(frozen=True, slots=True)
class CorrectPage:
    """A decision with the count that stands."""

    commune: str
    slug: str
    number: int
    title: str
    decided_on: date
    kind: str
    counts: Mapping[str, int]
    rule: Mapping[str, str]
    outcome: str
    reckoning: str
    present: int
    is_by_hand: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What other numbers would mean."""

    outcome: str
    reckoning: str
    turns: bool
    follows: str


def find_own_decision(slug: str, number: int) -> Decision:
    """The decision of this number, or NotThere (1 query)."""
    found = (
        Decision.objects.filter(commune__slug=slug, number=number)
        .select_related("commune", "result", "proposal")
        .first()
    )
    if found is None:
        raise NotThere(_("There is no decision of this number here."), do=_("Look in the register of decisions."))
    return found


def correct_page(decision: Decision) -> CorrectPage:
    """The count that stands, and whether people counted it by hand (1 query)."""
    result = decision.result
    ballot = Ballot.objects.filter(result=result).first()
    by_hand = ballot is not None and ballot.method in BY_HAND and not ballot.texts and not ballot.sealed_counts
    return CorrectPage(
        commune=decision.commune.name,
        slug=decision.commune.slug,
        number=decision.number,
        title=decision.title,
        decided_on=decision.decided_on,
        kind=decision.proposal.kind,
        counts=result.counts if by_hand else {},
        rule=result.rule,
        outcome=result.outcome,
        reckoning=reckoning(result.counts, Rule.from_values(result.rule), result.outcome) if by_hand else "",
        present=ballot.present if ballot is not None and by_hand else 0,
        is_by_hand=by_hand,
    )


def correction_of(page: CorrectPage, count_for: int, count_against: int, count_abstain: int) -> Correction:
    """What these numbers would mean under the frozen rule, by the code that counts (no query)."""
    rule = Rule.from_values(dict(page.rule))
    outcome = decide(rule, Tally(count_for, count_against, count_abstain, page.present, page.counts["all"]))
    counts = {**page.counts, "for": count_for, "against": count_against, "abstain": count_abstain}
    return Correction(
        outcome=str(outcome),
        reckoning=reckoning(counts, rule, str(outcome)),
        turns=str(outcome) != page.outcome,
        follows=_follows(page, outcome),
    )


def _follows(page: CorrectPage, outcome: Outcome) -> str:
    if page.kind == ProposalKind.RATIFICATION:
        return _("It is the answer to the council, so the standing of its decision is computed anew at every level.")
    if page.kind == ProposalKind.MANDATE:
        return _("It is a mandate, so the council and those who carry it are told.")
    if str(outcome) == page.outcome:
        return _("The decision stands as it is.")
    if outcome == Outcome.ADOPTED:
        return _("The decision comes into force after all.")
    if page.outcome == Outcome.ADOPTED:
        return _("The decision is no longer in force.")
    return _("The decision stays not passed.")
