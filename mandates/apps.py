"""Wiring of mandates."""

from importlib import import_module

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """What binds the delegates."""

    name = "mandates"
    label = "mandates"

    def ready(self) -> None:
        """Let the receivers hear the news from below."""
        import_module("mandates.receivers")
