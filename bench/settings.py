"""Settings of a measurement: those of the house, without hashed names of static files."""

from confed.settings import *  # noqa: F403
from confed.settings import MIDDLEWARE, STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
