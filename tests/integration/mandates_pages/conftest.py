"""The rows of `build` are of one moment; the clock stands there, so that midnight may pass while tests run."""

import pytest

from confed.kernel import clock
from tests.integration.mandates_pages.build import NOW


@pytest.fixture(autouse=True)
def that_moment(own_hours):
    clock.set_clock(NOW)
