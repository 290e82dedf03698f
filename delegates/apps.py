"""Wiring of delegates."""

from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    """Whom the communes send."""

    name = "delegates"
    label = "delegates"
