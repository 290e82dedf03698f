"""Wiring of assemblies."""

from importlib import import_module

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    """Where people meet and decide."""

    name = "assemblies"
    label = "assemblies"

    def ready(self) -> None:
        """Register the facts, so that minutes can be read in any process, and hear what is owed."""
        import_module("assemblies.signals")
        import_module("assemblies.receivers")
