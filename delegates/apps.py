"""Wiring of delegates."""

from django.apps import AppConfig


class DelegatesConfig(AppConfig):
    """delegates."""

    name = "delegates"
    label = "delegates"
