"""Wiring of confed.kernel."""

from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class KernelConfig(AppConfig):
    """confed.kernel."""

    name = "confed.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Load the queue's app, and register the task and the checks."""
        import_module(settings.QUEUE_APP)
        import_module("confed.kernel.checks")
        import_module("confed.kernel.tasks")
