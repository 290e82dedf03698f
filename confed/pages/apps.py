"""Wiring of confed.pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """confed.pages."""

    name = "confed.pages"
    label = "pages"
