"""Settings, one file per concern; everything comes from the environment, nothing is needed."""

from confed.settings.accounts import *  # noqa: F403
from confed.settings.api import *  # noqa: F403
from confed.settings.base import *  # noqa: F403
from confed.settings.database import *  # noqa: F403
from confed.settings.environment import VAR_DIR as VAR_DIR  # said twice: read by the checks
from confed.settings.live import *  # noqa: F403
from confed.settings.logs import *  # noqa: F403
from confed.settings.queue import *  # noqa: F403
from confed.settings.web import *  # noqa: F403
