"""Celery: Redis in production, memory in the one-process build. The row is the queue, a message is a hint."""

from typing import Any

from confed.settings.environment import env

REDIS_URL = env.str("REDIS_URL", default="")

# The module with the Celery app; the kernel loads it, so that a nudge from any process finds the broker.
QUEUE_APP = "confed.celery"
CELERY_BROKER_URL = REDIS_URL or "memory://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {
        "visibility_timeout": 120,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "health_check_interval": 10,
        "socket_keepalive": True,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    }
    if REDIS_URL
    else {"polling_interval": 0.05}
)
# A message is acknowledged when it is taken: what it hints at stands in the database, and beat hints again. Late
# acknowledgement made workers die at a lost Redis (kombu 5.7.0 rejects the message on a channel that is gone).
CELERY_TASK_ACKS_LATE = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 50  # an effect that hangs counts as a failed attempt before its worker is killed
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
DRAIN_SECONDS = env.float("CONFED_DRAIN_SECONDS", default=5.0)
CELERY_BEAT_SCHEDULE = {
    # A hint that nobody took expires: workers that come back after hours find one, not a heap.
    "drain": {"task": "confed.drain", "schedule": DRAIN_SECONDS, "options": {"expires": 2 * DRAIN_SECONDS}}
}
