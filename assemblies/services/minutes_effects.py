"""What the assembly decided about its minutes is carried out right after the act that decided it."""

from assemblies.models import Decision
from assemblies.queries.agenda import ABOUT_MINUTES
from confed.kernel import effects

MINUTES_DECIDED = "minutes.decided"


def settle_minutes_later(decision: Decision) -> None:
    """Put the effect that approves minutes, or settles their wording, if this decision was about them."""
    if (decision.proposal.origin_key or "").startswith(ABOUT_MINUTES):
        key = f"minutes/decided:{decision.pk}:{decision.result_id}"
        effects.put(key=key, kind=MINUTES_DECIDED, args={"decision": decision.pk})
