"""Wiring of confed.pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """confed.pages."""

    name = "confed.pages"
    label = "pages"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from confed.pages import receivers  # noqa: F401
