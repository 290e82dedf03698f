"""SQLite beside the code, or PostgreSQL where DATABASE_URL names one."""

from typing import Any

from confed.settings.environment import VAR_DIR, env

# IMMEDIATE: a transaction that will write takes the lock first, so none fails half way.
# FULL: a ballot that was confirmed survives a power cut.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
    ),
}


def database(url: str) -> dict[str, Any]:
    """Return Django's settings of the database at this URL, persistent and safe for many threads."""
    config: dict[str, Any] = env.db_url_config(url)
    config["CONN_MAX_AGE"] = 600
    config["CONN_HEALTH_CHECKS"] = True
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS
    return config


DATABASE_URL = env.str("DATABASE_URL", default="")
EMBEDDED_DATABASE = not DATABASE_URL
DATABASES = {"default": database(DATABASE_URL or f"sqlite:///{VAR_DIR / 'confed.sqlite3'}")}
# Only while `manage.py move_database` moves an instance from one database to another.
if target_url := env.str("CONFED_MOVE_TO", default=""):
    DATABASES["target"] = database(target_url)
