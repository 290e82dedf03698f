"""The forms of the spine in a browser: no fault that axe finds, and never wider than a small phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import VIEWS, House, axe, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

CHAIR = (
    "/c/council/",
    "/c/council/communes/new/",
    "/c/council/items/",
    "/c/council/items/new/",
    "/c/council/items/1/",
    "/c/council/a/1/",
    "/c/council/a/1/tasks/?q=C01",
    "/c/council/a/1/credentials/",
)
HOME = (
    "/c/c01/",
    "/c/c01/delegation/",
    "/c/c01/delegation/new/",
    "/c/c01/delegation/new/?q=C01&act=find&decision=1&form=single&seat=1&alternate=2",
    "/c/c01/delegation/new/?act=check&decision=1&form=single&seat=1",
    "/c/c01/delegation/new/?act=check&decision=1&form=single",
    "/c/c01/mandates/",
    "/c/c01/mandates/council/1/",
    "/c/c01/d/1/",
    "/c/c01/d/1/correct/",
)
STORY = "from tests.stories.spine import before_the_council; before_the_council()"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(tmp_path_factory.mktemp("doors")) as running:
        running.run(STORY)
        yield running


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_forms_of_the_spine_are_clean(house: House, browser: Browser, view: dict) -> None:
    faults = {}
    for mail, addresses in (("secretary.council@example.org", CHAIR), ("secretary.c01@example.org", HOME)):
        page = open_page(browser, house, **view)
        sign_in(page, house, mail)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status in (200, 400), address
            found = axe(page)
            if found or not no_sideways_scroll(page):
                faults[address] = found or ["scrolls sideways"]
        page.context.close()
    assert faults == {}
