"""Settings of a test run: those of the house over a folder that is thrown away.

`CONFED_TEST_DATABASE=postgres` takes the server named by `CONFED_TEST_POSTGRES` instead of SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

VAR = Path(tempfile.mkdtemp(prefix="confed-test-"))
OWNER = os.getpid()


def _tidy() -> None:
    if os.getpid() == OWNER:
        shutil.rmtree(VAR, ignore_errors=True)


atexit.register(_tidy)

ON_POSTGRES = os.environ.get("CONFED_TEST_DATABASE") == "postgres"
for name in ("DATABASE_URL", "REDIS_URL", "CONFED_HTTPS", "CONFED_DEBUG", "CONFED_MOVABLE_CLOCK"):
    os.environ.pop(name, None)
os.environ["CONFED_VAR"] = str(VAR)
if ON_POSTGRES:
    os.environ["DATABASE_URL"] = os.environ["CONFED_TEST_POSTGRES"]

from confed.settings import *  # noqa: E402, F403
from confed.settings import DATABASES, MIDDLEWARE, STORAGES  # noqa: E402

# The address of a static file needs no collected folder in a test.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if not ON_POSTGRES:
    # A file, not memory: threads and other connections must see the same tables.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
