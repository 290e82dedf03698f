"""A proposal in a browser: from draft to the agenda without JavaScript; its pages without a fault in two lights."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import VIEWS, House, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

MEMBERS = [f"member{number}@example.org" for number in range(1, 5)]
SECRETARY = "secretary@example.org"
SET_UP = f"""
from tests.stories.debate import debate
print(debate({MEMBERS!r}, {SECRETARY!r}))
"""


@dataclass(frozen=True)
class Place:
    """A server with a commune in the middle of a debate."""

    house: House
    browser: Browser
    code: str
    draft: str

    @property
    def addresses(self) -> list[str]:
        return [
            f"/p/{self.code}/",
            f"/p/{self.code}/diff/2..3/",
            f"/p/{self.code}/v/1/",
            f"/p/{self.code}/change/",
            f"/p/{self.draft}/",
            "/c/marbrook/proposals/",
            "/c/marbrook/proposals/new/",
        ]


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with running_house(tmp_path_factory.mktemp("proposals")) as house:
        code, draft = house.run(SET_UP).strip().splitlines()[-1].split()
        yield Place(house, browser, code, draft)


def opened(place: Place, mail: str = "", **how) -> Page:
    page = open_page(place.browser, place.house, **how)
    if mail:
        sign_in(page, place.house, mail)
    return page


@pytest.mark.parametrize("how", VIEWS, ids=str)
def test_pages_have_no_fault_that_axe_finds_and_never_scroll_sideways(place: Place, how: dict) -> None:
    page = opened(place, MEMBERS[1], **how)
    faults = {}
    for address in place.addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        wide = [] if no_sideways_scroll(page) else ["scrolls sideways"]
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if found := [*wide, *axe(page)]:
            faults[address] = found
    page.context.close()
    assert faults == {}


def test_from_draft_to_the_agenda_without_javascript(place: Place) -> None:
    author = opened(place, MEMBERS[1], width=390, height=844, javascript=False)
    author.goto("/c/marbrook/matter/")
    author.get_by_label("What is it about?").fill("A bench by the well")
    author.get_by_label("What should the assembly decide?").fill("A bench **of oak** is put by the well.")
    follow(author.get_by_role("button", name="Keep this draft"))
    expect(author.get_by_role("heading", name="A bench by the well")).to_be_visible()
    expect(author.get_by_text("of oak")).to_have_role("strong")
    address = author.url
    for mail in (MEMBERS[2], MEMBERS[3]):
        other = opened(place, mail, javascript=False)
        other.goto(address)
        follow(other.get_by_role("button", name="Support it"))
        other.context.close()
    author.reload()
    follow(author.get_by_role("button", name="Hand it in"))
    expect(author.get_by_text("answer in writing by")).to_be_visible()
    secretary = opened(place, SECRETARY, javascript=False)
    secretary.goto(address)
    follow(secretary.get_by_role("button", name="Its form is in order"))
    expect(secretary.get_by_text("of the agenda")).to_be_visible()
    secretary.context.close()
    author.reload()
    author.get_by_text("Say an argument").click()
    author.get_by_label("Your words").fill("My grandmother walks there.")
    follow(author.get_by_role("button", name="Say it"))
    expect(author.get_by_text("My grandmother walks there.").first).to_be_visible()
    author.context.close()


def test_columns_of_arguments_have_one_width(place: Place) -> None:
    page = opened(place, MEMBERS[0], width=1440)
    page.goto(f"/p/{place.code}/diff/2..3/")
    widths = {round(column.bounding_box()["width"]) for column in page.locator(".args > section").all()}
    assert len(widths) == 1
    expect(page.locator("ins").first).to_contain_text("1 October 2027")
    page.context.close()


def test_strangers_see_the_title_and_where_it_stands(place: Place) -> None:
    page = opened(place)
    page.goto(f"/p/{place.code}/")
    expect(page.get_by_role("heading", name="Mend the wash-house roof")).to_be_visible()
    expect(page.get_by_text("Only Marbrook can see this until it is voted.")).to_be_visible()
    expect(page.get_by_text("fuse box")).to_have_count(0)
    assert axe(page) == []
    page.context.close()
