"""Wiring of assemblies."""

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    """assemblies."""

    name = "assemblies"
    label = "assemblies"
