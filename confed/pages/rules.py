"""How long a sign-in on a shared phone holds, and who may read the figures of the machine room."""

import hmac
import time
from collections.abc import Mapping

from confed.kernel.access import SHARED as SHARED  # said twice: read by all that asks whose phone it is

IDLE_SECONDS = 5 * 60
STEP_SECONDS = 30
# Who asks from the machine itself; behind a proxy everybody would seem to.
ITSELF = ("127.0.0.1", "::1")


def has_rested(shared: Mapping[str, float]) -> bool:
    """Say whether nobody touched this phone for five minutes."""
    return time.time() - shared["seen"] >= IDLE_SECONDS


def is_to_be_noted(shared: Mapping[str, float]) -> bool:
    """Say whether this touch is worth a write: at most one in half a minute is."""
    return time.time() - shared["seen"] >= STEP_SECONDS


def may_read_figures(*, sender: str, is_handed_on: bool, shown: str, token: str, proxies: int) -> bool:
    """Say whether this request comes from the machine itself, with no proxy before it, or shows the token."""
    if token and hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
        return True
    return proxies == 0 and not is_handed_on and sender in ITSELF
