"""The clock runs again after each story."""

from collections.abc import Iterator

import pytest

from confed.kernel import clock


@pytest.fixture(autouse=True)
def _clock_runs_again() -> Iterator[None]:
    yield
    clock.set_clock(None)
