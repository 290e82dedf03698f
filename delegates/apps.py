"""Wiring of delegates."""

from importlib import import_module

from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    """Whom the communes send."""

    name = "delegates"
    label = "delegates"

    def ready(self) -> None:
        """Let the receivers hear the news from below."""
        import_module("delegates.receivers")
