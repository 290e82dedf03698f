"""The composition root of confed: settings, servers, kernel, pages and rehearsals."""

from confed.celery import app as celery_app

__all__ = ["celery_app"]
