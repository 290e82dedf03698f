"""Checks of a production instance: `manage.py check --deploy` fails where it leans on the embedded default."""

import stat
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import celery
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from confed.kernel import broker
from confed.kernel.guards import missing_guards

OLDEST_CELERY = (5, 7)
NOT_SHARED = ("locmem.LocMemCache", "dummy.DummyCache")
NOWHERE = ("filebased.EmailBackend", "console.EmailBackend", "dummy.EmailBackend", "locmem.EmailBackend")


@register(Tags.security, deploy=True)
def check_clock(**_: Any) -> list[CheckMessage]:
    """Time is not movable in production."""
    if settings.CLOCK_FILE is None:
        return []
    return [Error("The clock can be moved.", hint="Unset CONFED_MOVABLE_CLOCK.", id="confed.E001")]


@register(Tags.security, deploy=True)
def check_services(**_: Any) -> list[CheckMessage]:
    """Production names its database and its broker."""
    problems: list[CheckMessage] = []
    if settings.EMBEDDED_DATABASE:
        problems.append(Error("The database is the embedded default.", hint="Set DATABASE_URL.", id="confed.E002"))
    if not settings.REDIS_URL:
        problems.append(Error("Queue and sockets live in one process.", hint="Set REDIS_URL.", id="confed.E003"))
    return problems


@register(Tags.security, deploy=True)
def check_celery(**_: Any) -> list[CheckMessage]:
    """Workers of older releases die when Redis does."""
    release = tuple(int(part) for part in celery.__version__.split(".")[:2])
    if release >= OLDEST_CELERY:
        return []
    return [Error(f"Celery {celery.__version__} is too old.", hint="Install 5.7 or later.", id="confed.E004")]


@register(Tags.security, deploy=True)
def check_sqlite(**_: Any) -> list[CheckMessage]:
    """A transaction that will write takes its lock at once, or some of them fail half way."""
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if connection.vendor != "sqlite" or options.get("transaction_mode") == "IMMEDIATE":
        return []
    return [Error("SQLite does not begin transactions as IMMEDIATE.", id="confed.E005")]


@register(Tags.security, deploy=True)
def check_triggers(**_: Any) -> list[CheckMessage]:
    """The journal is guarded by the database itself."""
    try:
        missing = missing_guards()
    except DatabaseError as error:
        return [Error(f"The triggers of the journal cannot be seen: {error}", id="confed.E006")]
    if not missing:
        return []
    return [Error(f"The journal lacks its guard: {', '.join(missing)}.", hint="Run migrate.", id="confed.E007")]


@register(Tags.security, deploy=True)
def check_keys(**_: Any) -> list[CheckMessage]:
    """Secrets are readable by their owner only."""
    return [
        Error(f"{path.name} can be read by others.", hint="chmod 600", id="confed.E008")
        for path in sorted(settings.VAR_DIR.glob("*.key"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


@register(Tags.security, deploy=True)
def check_urn_key(**_: Any) -> list[CheckMessage]:
    """Every machine opens the same urns: a key made on one of them would lock the others out."""
    if settings.EMBEDDED_DATABASE:
        return []
    problems: list[CheckMessage] = []
    if not settings.URN_KEY_GIVEN:
        hint = "Set URN_KEY, the same for all."
        problems.append(Error("The urn key was made on this machine.", hint=hint, id="confed.E009"))
    if not settings.SECRET_KEY_GIVEN:
        hint = "Set SECRET_KEY, the same for all."
        problems.append(Error("The signing key was made on this machine.", hint=hint, id="confed.E010"))
    if settings.URN_KEY == settings.SECRET_KEY:
        hint = "Take another URN_KEY; it is needed nowhere but here."
        problems.append(Error("One key signs and seals.", hint=hint, id="confed.E011"))
    return problems


@register(Tags.security, deploy=True)
def check_cache(**_: Any) -> list[CheckMessage]:
    """Limits of sign-in are counted once for all processes, not once in each."""
    if not settings.CACHES["default"]["BACKEND"].endswith(NOT_SHARED):
        return []
    return [Error("The cache is not shared, so limits of sign-in do not hold.", id="confed.E012")]


@register(Tags.security, deploy=True)
def check_proxies(**_: Any) -> list[CheckMessage]:
    """HTTPS ends at a proxy, and who is behind one is told apart only if their number is known."""
    if not settings.HTTPS or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0:
        return []
    hint = "Set CONFED_PROXIES to how many stand before this server."
    return [Error("No proxy is named, so everybody shares one limit of sign-in.", hint=hint, id="confed.E013")]


@register(Tags.security, deploy=True)
def check_hall(**_: Any) -> list[CheckMessage]:
    """A hall without HTTPS is for one evening in one hall."""
    if not settings.CONFED_LAN:
        return []
    return [Error("The mode of a hall without HTTPS is on.", hint="Unset CONFED_LAN.", id="confed.E014")]


@register(Tags.security, deploy=True)
def check_mail(**_: Any) -> list[CheckMessage]:
    """Codes of sign-in reach people."""
    if not settings.EMAIL_BACKEND.endswith(NOWHERE):
        return []
    return [Error("Mail goes nowhere, so no code of sign-in arrives.", hint="Set EMAIL_URL.", id="confed.E015")]


@register(Tags.security, deploy=True)
def check_static(**_: Any) -> list[CheckMessage]:
    """Pages find their styles: without the list of collected files every page fails."""
    if "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]:
        return []
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    return [Error("The static files were not collected.", hint="Run collectstatic.", id="confed.E016")]


@register(Tags.security, deploy=True)
def check_driver(**_: Any) -> list[CheckMessage]:
    """The driver of PostgreSQL is the one whose connections last; Django would prefer the other without a word."""
    if find_spec("psycopg") is None:
        return []
    return [Error("psycopg 3 is installed beside psycopg2.", hint="Remove it.", id="confed.E017")]


@register(Tags.security, deploy=True)
def check_redis(**_: Any) -> list[CheckMessage]:
    """Redis answers, keeps a file, and throws no hint away for want of memory."""
    if not settings.REDIS_URL:
        return []
    found = broker.condition()
    if found is None:
        return [Error("Redis does not answer.", hint="Start it, or mend REDIS_URL.", id="confed.E018")]
    problems: list[CheckMessage] = []
    if found.get("maxmemory_policy", "noeviction") != "noeviction":
        hint = "maxmemory-policy noeviction"
        problems.append(Error("Redis may throw hints away.", hint=hint, id="confed.E019"))
    if not found.get("aof_enabled", 1):
        problems.append(Error("Redis keeps no file.", hint="appendonly yes", id="confed.E020"))
    return problems
