"""One Chromium for all the walks of a worker; each file finds it without a window and leaves it so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.support.browser import launched


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What drives browsers; there can be one at a time in a process."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser of this worker."""
    running = launched(playwright)
    yield running
    running.close()


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Iterator[Browser]:
    """The same browser, without what an earlier file opened in it."""
    yield chromium
    for context in chromium.contexts:
        context.close()
