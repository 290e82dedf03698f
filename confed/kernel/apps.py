"""Wiring of confed.kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """confed.kernel."""

    name = "confed.kernel"
    label = "kernel"
