"""An offline delegate's weekend: saved with signal, read without, after a restart of the browser, until signal is back."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.support.browser import CHROMIUM, FLAGS, House, axe, follow, no_sideways_scroll, running_house, sign_in
from tests.support.signal import Signal, signal_before

pytestmark = pytest.mark.browser

CARDS = "/mandates/"
DELEGATE = "hand1@marbrook.example"
OTHER = "hand1@saltmarsh.example"  # on a phone that is not theirs
SAVED = 15_000  # milliseconds until a phone has saved, or heard that signal is back
SET_UP = """
from tests.integration.mandates_pages import build
council = build.make_council(["Marbrook", "Saltmarsh"])
water = build.make_item(council, 7, "Shared summer water reserve", build.V4)
build.make_item(council, 8, "Night bus, line 4")
build.give_mandate(council.communes[0], water, "for", version=1, latitude="bounded", if_touched="against",
                   red_lines=["Farms under 2 hectares stay exempt"], reasons="The small farms feed us.")
"""
NEWER = """
from assemblies.models import Proposal
from tests.integration.mandates_pages import build
build.make_text(Proposal.objects.get(kind="council", title__startswith="Shared"), 2, build.V5, "Moved by Pontavelle")
"""
TERM_OVER = """
from delegates.models import Delegation
from tests.integration.mandates_pages import build
from datetime import timedelta
Delegation.objects.filter(commune__slug="marbrook").update(until=build.TODAY - timedelta(days=1))
"""


@contextmanager
def phone(playwright: Playwright, folder: Path, signal: Signal) -> Iterator[Page]:
    """A browser with a memory: what it kept is there when it is started again."""
    context = playwright.chromium.launch_persistent_context(
        str(folder),
        executable_path=CHROMIUM,
        args=FLAGS,
        base_url=signal.url,
        viewport={"width": 390, "height": 844},
        bypass_csp=True,
        locale="en-GB",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Signal]]:
    with running_house(tmp_path_factory.mktemp("house")) as house, signal_before(house.url) as signal:
        house.run(SET_UP)
        yield replace(house, url=signal.url), signal


def save(page: Page, house: House, mail: str = DELEGATE) -> None:
    sign_in(page, house, mail)
    page.goto(CARDS)
    expect(page.get_by_text("Saved on this phone today at")).to_be_visible(timeout=SAVED)


def wait_until_forgotten(page: Page) -> None:
    page.wait_for_function("caches.has('mandates').then((kept) => !kept)", timeout=SAVED)


def test_offline_delegates_weekend(
    playwright: Playwright, place: tuple[House, Signal], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    house, signal = place
    with phone(playwright, tmp_path / "phone", signal) as page:
        save(page, house)
        expect(page.get_by_text("The text changed")).to_have_count(0)
    signal.cut()
    with phone(playwright, tmp_path / "phone", signal) as page:
        begun = time.monotonic()
        page.goto(CARDS, wait_until="domcontentloaded")
        expect(page.get_by_role("heading", name="Shared summer water reserve")).to_be_visible()
        record_property("milliseconds", round((time.monotonic() - begun) * 1000))  # a figure of `make bench`
        expect(page.get_by_text("No signal. Saved on this phone today at")).to_be_visible()
        follow(page.get_by_role("link", name="7", exact=True))
        card = page.locator("article", has_text="Shared summer water reserve")
        expect(card).to_be_in_viewport()
        expect(card).to_contain_text("Vote yes, as long as none of this is touched:")
        card.get_by_text("Reasons given").click()
        expect(card.get_by_text("The small farms feed us.")).to_be_visible()
        card.get_by_text("The text, version 1").click()
        expect(card.get_by_text("Farms under 2 hectares are exempt.")).to_be_visible()
        assert page.evaluate("document.fonts.check('1em \"Atkinson Hyperlegible Next\"')")
        expect(card.get_by_role("link", name="Minutes")).to_be_hidden()
        assert axe(page) == []
        assert no_sideways_scroll(page)
        page.goto("/")
        expect(page).to_have_url(signal.url + CARDS)

        house.run(NEWER)
        signal.restore()
        changed = card.get_by_role("link", name="The text changed. Read version 2.")
        expect(changed).to_be_visible(timeout=SAVED)
        assert card.evaluate("one => one.classList.contains('mandate--changed')")
        changed.click()
        expect(page.get_by_text("The text, version 2")).to_be_visible()


def test_copy_goes_with_the_term_and_the_sign_in_and_a_shared_phone_keeps_none(
    playwright: Playwright, place: tuple[House, Signal], tmp_path: Path
) -> None:
    house, signal = place
    with phone(playwright, tmp_path / "phone", signal) as page:
        save(page, house)
        page.evaluate("localStorage.setItem('shared:receipt-x', '1'); localStorage.setItem('receipt-y', '1')")
        page.goto("/me/")
        follow(page.get_by_role("button", name="Sign out").first)
        page.wait_for_url(signal.url + "/")
        wait_until_forgotten(page)
        assert page.evaluate("[localStorage.getItem('shared:receipt-x'), localStorage.getItem('receipt-y')]") == [
            None,
            "1",
        ]
        signal.cut()
        page.goto("about:blank")
        with pytest.raises(Exception, match="ERR_"):
            page.goto(CARDS)
        page.wait_for_url("chrome-error://chromewebdata/")  # it comes by itself, a moment later
        signal.restore()

        save(page, house)
        house.run(TERM_OVER)
        page.goto(CARDS)
        expect(page.get_by_text("You carry no commune’s word now.")).to_be_visible()
        wait_until_forgotten(page)
        page.goto("/me/")
        follow(page.get_by_role("button", name="Sign out").first)

        page.goto(house.url + house.manage("signin_link", OTHER).strip().splitlines()[-1])
        page.get_by_label("not my phone", exact=False).check()
        follow(page.get_by_role("button", name="Sign in as"))
        page.wait_for_url(signal.url + "/")
        page.goto(CARDS)
        expect(page.get_by_text("This phone is shared, so nothing is kept on it.")).to_be_visible()
        wait_until_forgotten(page)
