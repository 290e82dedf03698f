"""Decision, council, vote and mandate cards in a browser: live, whole without JavaScript, without a fault."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import VIEWS, House, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

HALL = "/c/avelle/a/12/council/"
DELEGATE = "hand1@saltmarsh.example"
LIVE = 20_000  # milliseconds in which an open page must have heard of a change
SET_UP = """
from tests.stories.council_hall import council_hall
print(council_hall())
"""
RING = """
from tests.integration.mandates_pages import build
print(build.avelle().commune.slug)
"""


@dataclass(frozen=True)
class Place:
    """A server with a council in the middle of a vote."""

    house: House
    browser: Browser
    code: str

    @property
    def addresses(self) -> list[str]:
        return [
            HALL,
            HALL + "?item=8",
            f"/council/v/{self.code}/",
            "/mandates/",
            "/c/saltmarsh/mandates/",
            "/c/pontavelle/d/88/",
            "/c/assembly-of-assemblies/d/59/",
            "/c/wide-confederation/d/59/",
        ]


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running_house(tmp_path_factory.mktemp("council")) as house:
        yield Place(house, browser, house.run(SET_UP).strip().splitlines()[-1])


def opened(place: Place, mail: str = "", **how) -> Page:
    page = open_page(place.browser, place.house, **how)
    if mail:
        sign_in(page, place.house, mail)
    return page


@pytest.mark.parametrize("how", VIEWS, ids=str)
def test_pages_have_no_fault_that_axe_finds_and_never_scroll_sideways(place: Place, how: dict) -> None:
    page = opened(place, DELEGATE, **how)
    faults = {}
    for address in place.addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        found = axe(page)
        if found or not no_sideways_scroll(page):
            faults[address] = found or ["scrolls sideways"]
    page.context.close()
    assert faults == {}


def test_pages_keep_to_the_content_policy(place: Place) -> None:
    page = opened(place, DELEGATE, audited=False)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    for address in place.addresses:
        page.goto(address, wait_until="load")
    page.context.close()
    assert said == []


def test_delegate_votes_without_javascript_and_the_hall_hears_it_without_reloading(place: Place) -> None:
    hall = opened(place)
    hall.goto(HALL)
    expect(hall.get_by_text("1 of 3 communes here have answered.")).to_be_visible()
    hall.evaluate("window.stayed = true")
    hall.mouse.move(1, 1)

    phone = opened(place, DELEGATE, width=390, height=844, javascript=False)
    phone.goto(f"/council/v/{place.code}/")
    expect(phone.get_by_role("heading", name="The text changed after your mandate")).to_be_visible()
    phone.get_by_label("No", exact=False).first.check()
    follow(phone.get_by_role("button", name="Vote for Saltmarsh"))
    expect(phone.get_by_text("Your vote is in:")).to_be_visible()

    expect(hall.locator("#floor")).to_contain_text("2 of 3 communes here have answered.", timeout=LIVE)
    expect(hall.get_by_role("status")).to_contain_text("2 of 3 communes here have answered.")
    expect(hall.get_by_text("Indicative no")).to_have_count(0)
    assert hall.evaluate("window.stayed") is True
    phone.context.close()
    hall.context.close()


def test_blocked_answer_can_be_read_with_its_reason_and_the_button_repeats_the_choice(place: Place) -> None:
    page = opened(place, "hand1@marbrook.example", width=390, height=844)
    page.goto(f"/council/v/{place.code}/")
    blocked = page.get_by_role("radio", name="Yes")
    expect(blocked).to_be_disabled()
    expect(blocked).to_have_accessible_description("Against your mandate")
    page.get_by_role("radio", name="Ask Marbrook").check()
    expect(page.get_by_role("button", name="Vote Ask Marbrook for Marbrook")).to_be_visible()
    page.context.close()


def test_chair_closes_and_everybody_sees_every_answer(place: Place) -> None:
    hall = opened(place)
    hall.goto(HALL)
    hall.mouse.move(1, 1)
    chair = opened(place, "chair@council.example", javascript=False)
    chair.goto(HALL)
    follow(chair.get_by_role("button", name="Close the vote on version 2"))
    expect(chair.get_by_role("heading", name="Votes that count")).to_be_visible()
    expect(hall.get_by_role("heading", name="Votes that count")).to_be_visible(timeout=LIVE)
    follow(hall.get_by_role("link", name="where it stands"))
    expect(hall.get_by_role("heading", name="Where it stands")).to_be_visible()
    chair.context.close()
    hall.context.close()


def test_ring_stands_beside_the_table_and_its_links_are_out_of_the_tab_order(place: Place) -> None:
    slug = place.house.run(RING.replace("build.avelle()", "build.avelle('drawn')")).strip().splitlines()[-1]
    page = opened(place, width=1440)
    page.goto(f"/c/{slug}/d/59/")
    ring = page.locator("svg.ringmap")
    expect(ring).to_have_attribute("aria-hidden", "true")
    expect(ring.locator("a.nd")).to_have_count(13)
    expect(page.get_by_role("row", name="Saltmarsh")).to_contain_text("Ratified")
    table, drawing = page.locator("table.standing").bounding_box(), ring.bounding_box()
    assert table is not None
    assert drawing is not None
    assert drawing["x"] + drawing["width"] <= table["x"]
    assert axe(page) == []
    page.context.close()
