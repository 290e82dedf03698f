"""Channels: Redis in production, memory within the one process otherwise."""

from typing import Any

from confed.settings.queue import REDIS_URL

CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
        if REDIS_URL
        else {"BACKEND": "confed.kernel.live.EmbeddedChannelLayer", "CONFIG": {"capacity": 2000}}
    )
}
