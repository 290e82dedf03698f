"""The test box of the charter: “if 63 are here, how many yes?”, answered by the code that counts the votes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Base, Outcome, Rule, Tally, decide, yes_needed
from assemblies.domain.quorum import is_quorate, people_needed
from assemblies.domain.shares import parse_share
from assemblies.models import Commune
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.charter_lines import Part, split
from assemblies.queries.inherited import values_on
from confed.kernel import clock


@dataclass(frozen=True, slots=True)
class Trial:
    """What the counting code says of the numbers in the test box."""

    outcome: str
    presence: str
    verdict: str
    needed: tuple[Part, ...]
    silence: str


def try_rule(
    commune: Commune, *, council: bool, everybody: int, present: int, yes: int | None, no: int | None
) -> Trial:
    """Say what these numbers would mean under today's charter (2 queries).

    `everybody` is who stands on the roll, or the communes of a council.
    """
    line = line_of(commune)
    values = values_on(line, clock.today(zone_in(line)))
    prefix = "council.rule" if council else "rule.ordinary"
    rule = Rule.from_values({"threshold": values[f"{prefix}.threshold"], "base": values[f"{prefix}.base"]})
    share = values["quorum.council" if council else "quorum.ordinary"]
    needed_here = people_needed(None if share == NONE else parse_share(share), everybody)
    tally = Tally(yes or 0, no or 0, 0, present, everybody)
    outcome = str(decide(rule, tally)) if yes is not None else ""
    return Trial(
        outcome=outcome,
        presence=_presence(present, needed_here),
        verdict=_verdict(outcome, tally) if outcome else "",
        needed=split(_needed(rule, tally, no)),
        silence=_silence(rule),
    )


def _needed(rule: Rule, tally: Tally, no: int | None) -> str:
    if rule.base != Base.CAST:
        needed = yes_needed(rule, tally)
        if needed is None or needed > tally.present:
            return _("With so few here no number of yes would pass.")
        return _("[[%(needed)s]] yes would pass.") % {"needed": needed}
    if no is None:
        return _("How many yes are needed depends on how many say no: put a number into No.")
    for count in range(1, tally.present - tally.against + 1):
        if decide(rule, Tally(count, tally.against, 0, tally.present, tally.all)) == Outcome.ADOPTED:
            return _("Against %(no)s no, [[%(needed)s]] yes would pass.") % {"needed": count, "no": tally.against}
    return _("Against %(no)s no, no number of yes would pass.") % {"no": tally.against}


def _presence(present: int, needed: int) -> str:
    words = {"present": present, "needed": needed}
    if is_quorate(present, needed):
        return _("%(present)s are here and %(needed)s are needed: you can decide.") % words
    return _("%(present)s are here and %(needed)s are needed: you can talk, not decide.") % words


def _verdict(outcome: str, tally: Tally) -> str:
    words = {"yes": tally.for_, "no": tally.against}
    if outcome == Outcome.ADOPTED:
        return _("%(yes)s yes and %(no)s no are enough.") % words
    if outcome == Outcome.TIED:
        return _("%(yes)s yes and %(no)s no are equal. A tie does not pass.") % words
    return _("%(yes)s yes and %(no)s no are not enough.") % words


def _silence(rule: Rule) -> str:
    if rule.base == Base.CAST:
        return _("Who is here and says neither yes nor no changes nothing under this rule.")
    if rule.base == Base.PRESENT:
        return _("Who is here and says neither yes nor no makes yes harder under this rule.")
    return _("Who stays away, or says neither yes nor no, makes yes harder under this rule.")
