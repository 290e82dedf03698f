"""The clock stands at the moment of the rows of `build`, as beside the council's pages."""

from tests.integration.mandates_pages.conftest import that_moment

__all__ = ["that_moment"]
