"""A temporary SQLite of the rehearsal's own: whatever is played in it, the instance's database is not touched."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from channels.layers import InMemoryChannelLayer, channel_layers
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

# The folder is thrown away, so nothing is gained by waiting for the disk.
FAST = (
    "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=OFF;"
)
_empty: list[bytes] = []


@contextmanager
def own_database() -> Iterator[None]:
    """Let the default connection be a fresh, migrated SQLite for the length of the block, then put it back.

    Background threads open theirs from the same settings, so nothing of a rehearsal reaches the instance: neither its
    tables nor, the channel layer being a quiet one meanwhile, its open pages.
    """
    alias = DEFAULT_DB_ALIAS
    kept = connections[alias]
    if kept.in_atomic_block:
        raise RuntimeError("A rehearsal cannot begin inside a transaction.")
    kept_settings = connections.settings[alias]
    with tempfile.TemporaryDirectory(prefix="confed-rehearsal-") as folder:
        file = Path(folder) / "rehearsal.sqlite3"
        connections.settings[alias] = _settings_of(file, kept_settings)
        connections[alias] = connections.create_connection(alias)
        kept_layer = channel_layers.set("default", InMemoryChannelLayer())
        try:
            _make_tables(file)
            yield
        finally:
            connections[alias].close()
            connections[alias] = kept
            connections.settings[alias] = kept_settings
            channel_layers.set("default", kept_layer)
            if kept_layer is None:
                channel_layers.backends.pop("default", None)
            ContentType.objects.clear_cache()


def _make_tables(file: Path) -> None:
    """Migrate the first time; every further variant of this process starts from a copy."""
    if _empty:
        file.write_bytes(_empty[0])
        return
    call_command("migrate", verbosity=0, interactive=False)
    connections[DEFAULT_DB_ALIAS].close()
    _empty.append(file.read_bytes())


def _settings_of(file: Path, like: dict[str, Any]) -> dict[str, Any]:
    return {
        **like,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": FAST},
    }
