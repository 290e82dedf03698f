"""The rule in one sentence before a vote, and the reckoning in one after it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assemblies.domain.majority import Base, Outcome, Rule, Tally, yes_needed
from assemblies.domain.shares import ceil_of, share_text


def needed_after(rule: Rule, counts: Mapping[str, int]) -> int:
    """Return how many yes this vote needed, now that it is counted: of those present, of all, or of the votes cast."""
    tally = tally_of(counts)
    known = yes_needed(rule, tally)
    if known is not None:
        return known
    if rule.threshold is None:
        return tally.cast // 2 + 1
    return max(ceil_of(rule.threshold, tally.cast), 1)


def tally_of(counts: Mapping[str, int]) -> Tally:
    """Return the counts of a result as a tally."""
    return Tally(counts["for"], counts["against"], counts["abstain"], counts["present"], counts["all"])


def rule_sentence(rule: Rule, present: int, all: int) -> str:  # noqa: A002 - the word of the charter
    """Say before the vote what it needs, of which base."""
    needed = yes_needed(rule, Tally(0, 0, 0, present, all))
    words: dict[str, object] = {"needed": needed, "present": present, "all": all}
    if rule.threshold is not None:
        words["share"] = share_text(rule.threshold)
    if rule.base == Base.PRESENT:
        if rule.threshold is None:
            return _("Passes with %(needed)s yes: more than half of the %(present)s present.") % words
        return _("Passes with %(needed)s yes: at least %(share)s of the %(present)s present.") % words
    if rule.base == Base.ALL:
        if rule.threshold is None:
            return _("Passes with %(needed)s yes: more than half of the %(all)s on the roll.") % words
        return _("Passes with %(needed)s yes: at least %(share)s of the %(all)s on the roll.") % words
    if rule.threshold is None:
        return _("Passes with more yes than no; those who abstain are not counted. %(present)s are present.") % words
    return _("Passes when at least %(share)s of the yes and no votes are yes. %(present)s are present.") % words


def reckoning(counts: Mapping[str, int], rule: Rule, outcome: str) -> str:
    """Say after the vote what was counted, out of whom, what was needed, and what follows."""
    if counts.get("hidden"):
        few = _("Fewer than five voted in secret, so the counts are not printed.")
        return f"{few} {outcome_sentence(outcome)}"
    words = dict(counts) | {"needed": needed_after(rule, counts), "cast": counts["for"] + counts["against"]}
    if rule.base == Base.PRESENT:
        counted = _("%(for)s yes, %(against)s no, %(abstain)s abstain, of %(present)s present: %(needed)s needed.")
    elif rule.base == Base.ALL:
        counted = _(
            "%(for)s yes, %(against)s no, %(abstain)s abstain, of %(all)s on the roll, %(present)s of them present: "
            "%(needed)s needed."
        )
    else:
        counted = _(
            "%(for)s yes, %(against)s no, %(abstain)s abstain, of %(present)s present: %(needed)s of the %(cast)s "
            "yes and no votes needed."
        )
    return f"{counted % words} {outcome_sentence(outcome)}"


def outcome_sentence(outcome: str) -> str:
    """Say what a result means, in one short sentence."""
    if outcome == Outcome.ADOPTED:
        return _("Passed.")
    if outcome == Outcome.TIED:
        return _("Tied: not passed.")
    return _("Not passed.")
