"""Wiring of confed.kernel."""

from importlib import import_module

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """confed.kernel."""

    name = "confed.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Register the task and the checks."""
        import_module("confed.kernel.checks")
        import_module("confed.kernel.tasks")
