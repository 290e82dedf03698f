"""Settings of a server under a browser: those of the house, with its collected static files in its own folder."""

from confed.settings import *  # noqa: F403
from confed.settings.environment import VAR_DIR

STATIC_ROOT = VAR_DIR / "static"
