"""Settings of the kill tests: those of the house, and effects that take their time."""

from confed.settings import *  # noqa: F403
from confed.settings import INSTALLED_APPS, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.support.kill_app"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
