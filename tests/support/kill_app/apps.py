"""Wiring of the app of the kill tests."""

from importlib import import_module

from django.apps import AppConfig


class KillConfig(AppConfig):
    """tests.support.kill_app."""

    name = "tests.support.kill_app"
    label = "kill_app"

    def ready(self) -> None:
        """Come after the receivers of the house, whose effect it wraps."""
        import_module("tests.support.kill_app.receivers")
