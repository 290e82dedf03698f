"""Logs go to the standard error stream; they name no person and no choice."""

from confed.settings.environment import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("CONFED_LOG_LEVEL", default="INFO")},
    "loggers": {
        "uvicorn": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},  # two lines for every drain
        "celery.app.trace": {"level": "WARNING"},
    },
}
