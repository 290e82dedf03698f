"""Checks of a production instance: `manage.py check --deploy` fails where it leans on the embedded default."""

import stat
from typing import Any

import celery
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

OLDEST_CELERY = (5, 7)
POSTGRESQL_TRIGGERS = {"journal_no_change", "journal_no_truncate"}
SQLITE_TRIGGERS = {"journal_no_update", "journal_no_delete", "journal_no_replace"}


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
        missing = sorted(_expected_triggers() - _present_triggers())
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
    if settings.EMBEDDED_DATABASE or settings.URN_KEY_GIVEN:
        return []
    return [Error("The urn key was made on this machine.", hint="Set URN_KEY, the same for all.", id="confed.E009")]


def _expected_triggers() -> set[str]:
    return POSTGRESQL_TRIGGERS if connection.vendor == "postgresql" else SQLITE_TRIGGERS


def _present_triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger WHERE tgrelid = 'kernel_journalentry'::regclass AND tgenabled = 'A'"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}
