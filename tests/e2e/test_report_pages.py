"""A report-back in a browser: without a fault, never sideways, on one side of A4, and given from a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import VIEWS, House, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

ADDRESS = "/c/c01/reports/council/1/"
SET_UP = """
from datetime import UTC, datetime, timedelta
from tests.factories import confederation as story
story.DAY_0 = datetime.now(UTC) - timedelta(days=4)
from tests.factories.reports import after_a_council, home_sits
conf, sent, address = after_a_council()
home_sits(conf)
print(address)
"""


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Browser]]:
    with running_house(tmp_path_factory.mktemp("report")) as house:
        assert house.run(SET_UP).strip().splitlines()[-1] == ADDRESS
        yield house, browser


@pytest.mark.parametrize(
    ("mail", "how"),
    [
        ("secretary.c01@example.org", VIEWS[0]),
        ("c01.1@example.org", VIEWS[1]),
    ],
    ids=["secretary", "delegate"],
)
def test_no_fault_that_axe_finds_and_no_sideways_scroll(place, mail, how):
    house, browser = place
    page = open_page(browser, house, **how)
    sign_in(page, house, mail)
    for address in (ADDRESS, "/c/c01/", "/", "/me/", "/c/c01/mandates/council/3/"):
        answer = page.goto(address)
        assert answer is not None
        if answer.status == 403:
            continue
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
    page.context.close()


def test_it_is_given_from_a_phone_and_prints_on_one_side(place):
    house, browser = place
    page = open_page(browser, house, width=390)
    sign_in(page, house, "c01.1@example.org")
    page.goto("/")
    follow(page.get_by_role("link", name="Report to C01"))
    page.get_by_label("What you heard in the council").fill("The farms spoke long. Travel: 18.40.")
    follow(page.get_by_role("button", name="Give the report"))
    expect(page.get_by_text("The farms spoke long.").first).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    sheet = page.pdf(format="A4", prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
    page.context.close()
