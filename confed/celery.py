"""The Celery app: `celery -A confed worker` and `celery -A confed beat`; its one task is `confed.drain`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confed.settings")

app = Celery("confed", set_as_current=True)
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
