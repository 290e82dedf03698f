"""What Redis says of itself, asked with little patience; without REDIS_URL there is nothing to ask."""

from typing import Any

from django.conf import settings
from redis import Redis, RedisError

PATIENCE_SECONDS = 1


def answers() -> bool:
    """Say whether the broker answers; the one-process build is its own broker."""
    return not settings.REDIS_URL or _ask("ping") is not None


def condition() -> dict[str, Any] | None:
    """Return Redis's report on itself, or None where there is none or it does not answer."""
    found = _ask("info") if settings.REDIS_URL else None
    return found if isinstance(found, dict) else None


def _ask(command: str) -> Any:
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        ) as client:
            return getattr(client, command)()
    except (RedisError, OSError):
        return None
