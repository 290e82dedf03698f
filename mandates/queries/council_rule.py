"""The rule of a council's votes as its charter says it; frozen when a vote opens."""

from collections.abc import Mapping

from assemblies.models import Assembly
from assemblies.queries.charter import charter_on
from confed.kernel import clock

KEYS = (
    "council.rule.threshold",
    "council.rule.base",
    "council.weight",
    "council.abstain_against_mandate",
    "mandate.off_mandate_effect",
    "ratify.ask",
)


def rule_from(charter: Mapping[str, str]) -> dict[str, str]:
    """What a council vote keeps of the charter, under short names (rulebook, council votes)."""
    return {_short(key): charter[key] for key in KEYS}


def rule_of(assembly: Assembly) -> dict[str, str]:
    """The rule a vote would have if it opened in this sitting now (2 queries)."""
    return rule_from(charter_on(assembly.commune, assembly.held_on or clock.now().date()))


def _short(key: str) -> str:
    return key.removeprefix("council.rule.").removeprefix("council.").removeprefix("mandate.")
