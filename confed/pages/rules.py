"""How long a sign-in on a shared phone holds."""

import time
from collections.abc import Mapping

# In a session: True from the form until the sign-in, then when it was last used, and with which sitting it ends.
SHARED = "shared_phone"
IDLE_SECONDS = 5 * 60
STEP_SECONDS = 30


def has_rested(shared: Mapping[str, float]) -> bool:
    """Say whether nobody touched this phone for five minutes."""
    return time.time() - shared["seen"] >= IDLE_SECONDS


def is_to_be_noted(shared: Mapping[str, float]) -> bool:
    """Say whether this touch is worth a write: at most one in half a minute is."""
    return time.time() - shared["seen"] >= STEP_SECONDS
