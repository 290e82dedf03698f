"""A commune in a browser: a whole vote by hands and an answer from paper without JavaScript, every page wide and narrow."""

import pytest

from tests.support.browser import VIEWS, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
PUBLIC = (
    "/c/valley/",
    "/c/saulx/",
    "/c/saulx/charter/?present=63&yes=31&no=20",
    "/c/saulx/a/1/minutes/",
    "/c/saulx/a/2/",
)
STORY = """
from confed.kernel.models import Person
from assemblies.services.assembly import close_assembly
from tests.factories.assemblies import *
valley = make_root("Valley")
hall = make_hall(63, name="Saulx", parent=valley, youth=2)
for who, mail in ((hall.secretary, "ada"), (hall.facilitator, "bela"), (hall.tellers[0], "cem"), (hall.tellers[1], "dilan")):
    Person.objects.filter(pk=who.pk).update(mail=f"{mail}@example.org")
made = decide(hall, 40, 12, 5, make_proposal(hall, "Tool library"))
close_assembly(actor=hall.facilitator, assembly=made.assembly)
answer = make_proposal(hall, "Shared water", kind="ratification")
planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="School yard")
make_item(hall, planned, make_proposal(hall, "Mend the roof"))
print(answer.code)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def paper(house):
    """The story told; the address at which the answer from paper is entered."""
    return f"/c/saulx/paper/{house.run(STORY).strip()}/"


@pytest.mark.parametrize("view", VIEWS)
def test_public_pages_are_clean(house, browser, paper, view):
    page = open_page(browser, house, **view)
    for address in PUBLIC:
        page.goto(address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
    page.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_pages_of_the_secretary_are_clean(house, browser, paper, view):
    page = open_page(browser, house, **view)
    sign_in(page, house, "ada@example.org")
    page.goto("/c/saulx/members/")
    entry = page.get_by_role("link", name="Cem of Saulx").get_attribute("href")
    own = ("/c/saulx/", "/c/saulx/members/", entry, "/c/saulx/plan/", "/c/saulx/matter/", paper, "/c/saulx/a/2/")
    for address in own:
        page.goto(address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
    page.context.close()


def test_a_vote_is_run_without_script_and_read_live_by_everybody(house, browser, paper):
    address = "/c/saulx/a/2/"

    def enter(mail):
        page = open_page(browser, house, width=390, javascript=False, audited=False)
        sign_in(page, house, f"{mail}@example.org")
        page.goto(address)
        return page

    chair, cem, dilan = enter("bela"), enter("cem"), enter("dilan")
    public = open_page(browser, house, width=390)
    public.goto(address)
    chair.get_by_label("With a vote").first.fill("60")
    follow(chair.get_by_role("button", name="Open the assembly"))
    follow(chair.get_by_role("button", name="Start this item"))
    assert "Passes with 31 yes: more than half of the 60 present." in chair.content()
    follow(chair.get_by_role("button", name="Open the vote"))
    send(cem, "Yes", 41)
    send(dilan, "Yes", 42)
    assert "The two counts differ." in dilan.content()
    assert dilan.locator("h1").count() == 1
    public.reload()
    assert "Vote open" in public.content()
    assert "41" not in public.inner_text("main")
    assert axe(public) == []
    for word, number in (("Yes", 42), ("No", 10), ("Abstain", 8)):
        for teller in (cem, dilan):
            send(teller, word, number)
    chair.reload()
    follow(chair.get_by_role("button", name="Close the vote"))
    follow(chair.get_by_role("button", name="Announce the result"))
    sentence = "42 yes, 10 no, 8 abstain, of 60 present: 31 needed. Passed."
    public.get_by_text(sentence).first.wait_for(timeout=15_000)  # nobody reloads
    for page in (chair, cem, dilan, public):
        page.context.close()


def test_an_answer_from_paper_without_script(house, browser, paper):
    page = open_page(browser, house, width=390, javascript=False, audited=False)
    sign_in(page, house, "ada@example.org")
    page.goto(paper)
    sheet = {
        "Day": "2026-01-02",
        "Place": "School yard",
        "People with a vote": "40",
        "Yes": "44",
        "No": "10",
        "Abstain": "2",
        "First teller": "Joe Lund",
        "Second teller": "Amal Haddad",
    }
    for label, words in sheet.items():
        page.get_by_label(label, exact=True).fill(words)
    follow(page.get_by_role("button", name="See what this means"))
    assert "56 votes were counted, 16 more than the people with a vote." in page.content()
    page.get_by_label("People with a vote").fill("58")
    page.get_by_label("Day", exact=True).fill(
        house.run("from confed.kernel import clock; print(clock.today('UTC'))").strip()
    )
    follow(page.get_by_role("button", name="See what this means"))
    assert page.get_by_role("heading", name="This is the answer of Saulx: yes.").is_visible()
    follow(page.get_by_role("button", name="Enter this assembly"))
    assert "The answer of Saulx is in." in page.content()
    page.context.close()


def send(page, word: str, number: int) -> None:
    """Send one teller's number, on a page as it stands now."""
    page.reload()
    page.get_by_label("Hands you counted").first.fill(str(number))
    follow(page.get_by_role("button", name=f"number for {word}").first)
