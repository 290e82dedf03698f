"""Wiring of confed.rehearsal."""

from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    """confed.rehearsal."""

    name = "confed.rehearsal"
    label = "rehearsal"
