"""Logs go to the standard error stream; they name no person and no choice."""

from confed.settings.environment import env

# plain: a line for people; json: an object a line, for programs that keep logs.
LOG_FORMAT = env.str("CONFED_LOG_FORMAT", default="plain")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "confed.kernel.loglines.PlainLines"},
        "json": {"()": "confed.kernel.loglines.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": env.str("CONFED_LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},  # nothing beside the one handler
        "uvicorn": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},  # a line every few seconds
        "celery.worker.strategy": {"level": "WARNING"},  # two lines for every drain
        "celery.app.trace": {"level": "WARNING"},
    },
}
