"""A petition in browsers: filed, signed on three phones, handed in, and with its notice on the agenda."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import House, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

SET_UP = """
from datetime import UTC, datetime, timedelta
from tests.factories import confederation as factory
factory.DAY_0 = datetime.now(UTC).replace(microsecond=0)
from tests.factories.recall import story
from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain
tale = story(voters=20)
clock.set_clock(None)
plan_assembly(actor=tale.chair, commune=tale.home, planned_at=clock.now() + timedelta(days=4), place="Yard", kind="special")
for person in [*tale.members[:4], tale.delegate.entry.person, tale.tellers[1]]:
    if not (person.mail or "").endswith("example.org"):
        person.mail = person.name.lower().replace(" ", ".") + "@example.org"
        person.save()
drain()
"""


@pytest.fixture(scope="module")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Browser]]:
    with running_house(tmp_path_factory.mktemp("petition")) as house:
        house.run(SET_UP)
        yield house, browser


def phone(browser: Browser, house: House, number: int, **how):
    page = open_page(browser, house, **{"width": 390, **how})
    sign_in(page, house, f"c01.{number}@example.org")
    return page


def fair(page) -> None:
    page.reload()  # without the word that an act was done
    assert axe(page) == []
    assert no_sideways_scroll(page)


def test_from_a_name_on_the_page_of_the_commune_to_the_notice_of_the_vote(place):
    house, browser = place
    first = phone(browser, house, 3)
    first.goto("/c/c01/")
    follow(first.get_by_role("link", name="Ask for a vote on recalling C01 1"))
    fair(first)
    follow(first.get_by_role("button", name="File the petition"))
    expect(first.get_by_role("heading", name="1 name so far")).to_be_visible()
    address = first.url.removeprefix(house.url)
    fair(first)

    for number, how in ((4, {"scheme": "dark"}), (5, {"width": 320})):
        page = phone(browser, house, number, **how)
        page.goto(address)
        follow(page.get_by_role("link", name="Sign this petition"))
        expect(page.get_by_text("Only the tellers see your name")).to_be_visible()
        follow(page.get_by_role("button", name="Yes, I sign"))
        expect(page.get_by_text("You signed.", exact=True)).to_be_visible()
        fair(page)
        page.context.close()

    concerned = phone(browser, house, 1)
    concerned.goto("/")
    follow(concerned.get_by_role("link", name="Read and answer"))
    concerned.get_by_role("textbox", name="Your answer").fill("I gave my notes.")
    follow(concerned.get_by_role("button", name="Put it beside the petition"))
    expect(concerned.get_by_text("I gave my notes.").first).to_be_visible()
    fair(concerned)
    assert "C01 4" not in concerned.content()

    first.reload()
    follow(first.get_by_role("button", name="Hand the petition in"))
    expect(first.get_by_text("Enough names")).to_be_visible()
    expect(first.get_by_role("link", name="assembly 2", exact=True)).to_be_visible()
    fair(first)
    first.goto("/c/c01/a/2/")
    expect(first.get_by_text("Recall of our delegate to the council of Council").first).to_be_visible()


def test_a_teller_enters_a_sheet_without_script(place):
    house, browser = place
    page = open_page(browser, house, width=1440, javascript=False)
    sign_in(page, house, "c01.20@example.org")
    page.goto("/c/c01/")
    follow(page.get_by_role("link", name="Shall we vote on recalling C01 1?"))
    follow(page.get_by_role("link", name="Check the names"))
    expect(page.get_by_role("heading", name="3 names")).to_be_visible()
    expect(page.get_by_text("Names are not collected any more")).to_be_visible()
