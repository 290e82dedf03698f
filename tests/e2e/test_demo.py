"""The demo as a newcomer walks it: five landing screens, one evening in three windows, and the end of the story."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import axe, follow, no_sideways_scroll, open_page, press
from tests.support.demo import Demo, running_demo

pytestmark = pytest.mark.browser

LIVE = 20_000  # milliseconds in which an open page must have heard of what a whole machine does beside it


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


def faults(page: Page) -> list[str]:
    return [*axe(page), *([] if no_sideways_scroll(page) else ["scrolls sideways"])]


def seen(page: Page, words: str, since: float) -> float:
    """Wait until a page that nobody touches says this; return after how many seconds."""
    page.get_by_text(words).first.wait_for(timeout=LIVE)
    return time.monotonic() - since


def test_what_is_printed_says_what_happens_meanwhile_and_how_to_close(demo: Demo) -> None:
    assert demo.printed.count("/in/slip/") == 4
    assert "up to a minute" in demo.printed
    assert "demo-close" in demo.printed


def test_observer_without_account_sees_the_ring_and_the_hall(demo: Demo, browser: Browser) -> None:
    page = open_page(browser, demo.house, width=320, height=844, scheme="dark")
    page.goto(demo.address("/d/59/"))
    for words in ("Shared summer water reserve", "Being ratified", "9 needed", "Karm al-Tin", "12", "47"):
        assert words in page.inner_text("main")
    assert faults(page) == []
    page.goto(demo.address("/a/31/"))
    assert "A secret ballot." in page.inner_text("main")
    assert "62 of the 214" not in page.content()
    assert faults(page) == []
    page.context.close()


def test_delegate_lands_on_the_cards_and_one_text_has_changed(demo: Demo, browser: Browser) -> None:
    page = open_page(browser, demo.house, width=390, height=844)
    demo.enter(page, "delegate")
    said = page.inner_text("main")
    for words in ("Shared doctor", "Saturday is one of the days.", "Night bus, line 4", "No mandate"):
        assert words in said
    assert "version 2" in said
    assert faults(page) == []
    page.context.close()


def test_secretary_lands_on_minutes_with_two_corrections(demo: Demo, browser: Browser) -> None:
    page = open_page(browser, demo.house, contrast="more")
    demo.enter(page, "secretary")
    said = page.inner_text("main")
    for words in ("Open for corrections", "Hanna Brook", "Olu Adeyemi", "Nobody volunteered"):
        assert words in said
    assert faults(page) == []
    page.context.close()


def test_one_evening_in_three_windows(
    demo: Demo, browser: Browser, record_property: Callable[[str, object], None]
) -> None:
    facilitator, observer, hall = (open_page(browser, demo.house) for _ in range(3))
    member = open_page(browser, demo.house, width=390, height=844)
    demo.enter(facilitator, "facilitator")
    demo.enter(member, "member")
    assert "One thing needs you now" in member.inner_text("main")
    facilitator.get_by_text("62 of the 214 on the roll have voted.").wait_for()
    assert faults(facilitator) == []
    assert faults(member) == []
    observer.goto(demo.address("/d/59/"))
    hall.goto(demo.address("/a/31/"))
    for page in (facilitator, observer, hall):
        page.evaluate("window.neverReloaded = true")

    follow(member.get_by_role("link", name="Vote").first)
    member.locator("label.choice", has=member.get_by_text("Yes", exact=True)).click()
    assert faults(member) == []
    press(member, "Cast my vote: Yes")
    took = {"count": seen(facilitator, "63 of the 214 on the roll have voted.", time.monotonic())}

    press(facilitator, "Close the vote")
    took["closed"] = seen(hall, "The vote is closed.", time.monotonic())
    press(facilitator, "Announce the result")
    since = time.monotonic()
    took["announced"] = seen(hall, "44 yes, 10 no, 9 abstain", since)
    took["ring"] = seen(observer, "9 needed, 1 more", since)
    assert all(page.evaluate("window.neverReloaded") for page in (observer, hall))
    record_property("milliseconds", round(max(took.values()) * 1000))  # a figure of `make bench`

    demo.close()
    observer.get_by_text("In force").first.wait_for(timeout=LIVE)
    assert observer.evaluate("window.neverReloaded") is True
    assert faults(observer) == []
