"""What Django needs to know of the house: apps, language, time, keys."""

from confed.settings.environment import BASE_DIR, VAR_DIR, env, generated_secret

DEBUG = env.bool("CONFED_DEBUG", default=False)
SECRET_KEY_GIVEN = bool(env.str("SECRET_KEY", default=""))
SECRET_KEY = env.str("SECRET_KEY", default="") or generated_secret("signing")
# Wraps the keys of open urns; web, worker and every backup of the database that is to be used need the same one.
URN_KEY_GIVEN = bool(env.str("URN_KEY", default=""))
URN_KEY = env.str("URN_KEY", default="") or generated_secret("urn")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "tree_queries",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "knox",
    "confed.kernel",
    "assemblies",
    "delegates",
    "mandates",
    "confed.pages",
    "confed.rehearsal",
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "kernel.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("CONFED_ZONE", default="UTC")

# A rehearsal or a demo may move time: the file holds seconds to add. Never set in production.
CLOCK_FILE = VAR_DIR / "clock" if env.bool("CONFED_MOVABLE_CLOCK", default=False) else None

# The first tree of communes may be founded by anybody; more trees only where the operator opens it.
CONFED_OPEN_FOUNDING = env.bool("CONFED_OPEN_FOUNDING", default=False)
