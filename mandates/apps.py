"""Wiring of mandates."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    """mandates."""

    name = "mandates"
    label = "mandates"
