"""A live recall, walked in browsers with the numbers of the rehearsal: a void hand, thirteen phones, the alternate votes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import House, axe, follow, no_sideways_scroll, open_page, press, running_house, until

pytestmark = pytest.mark.browser

SCRIPT = Path("confed/rehearsal/scenarios/recall.yaml")
DELEGATE, ALTERNATE, SIGNERS = 5, 6, range(11, 24)
HALL = "/c/the-nine-rivers/a/1/council/"
FOR = ("Saulx", "Aulne", "Brenne", "Cère", "Dore")
AGAINST = ("Esque", "Flon", "Gère", "Hante")
SLIPS = """
from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine, register_person
from assemblies.models import Commune, Role, RollEntry
def slip(person):
    return issue_code(actor=Machine("test"), person=person, use=AccessCode.Use.SLIP, days=9)
for card in ({cards}):
    entry = RollEntry.objects.get(commune__slug="saulx", card=f"{{card:03d}}")
    if entry.person is None:
        entry.person = register_person(actor=Machine("test"), name=entry.name)
        entry.save(update_fields=["person"])
    print(slip(entry.person))
for slug in ("the-nine-rivers", "saulx"):
    print(slip(Role.objects.get(commune__slug=slug, kind="facilitator").person))
for role in Role.objects.filter(commune__slug="saulx", kind="teller").order_by("pk")[:1]:
    print(slip(role.person))
"""


def story(folder: Path) -> Path:
    """The shipped rehearsal as a story of today and tomorrow, up to the hands on item 3: the rest is done in browsers."""
    script, _rest = SCRIPT.read_text().split("  # Item 3, version 3, by hand")
    path = folder / "recall.yaml"
    path.write_text(re.sub(r"^start: .*$", f"start: {datetime.now(UTC).date()}", script, flags=re.M))
    return path


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with running_house(tmp_path, CONFED_MOVABLE_CLOCK="1", CONFED_ZONE="Europe/Paris") as house:
        house.manage("rehearse", str(story(tmp_path)), "--into")
        yield house


def it_is(house: House, day: int, hour: str) -> None:
    date = datetime.now(UTC).date() + timedelta(days=day)
    house.manage("move_clock", f"{date.isoformat()} {hour}", "--zone", "Europe/Paris")


def enter(browser: Browser, token: str, house: House, **how) -> Page:
    page = open_page(browser, house, **{"width": 390, **how})
    page.goto(f"/in/slip/{token}/")
    follow(page.get_by_role("button", name=re.compile("^Sign in as")))
    page.wait_for_url(house.url + "/")
    return page


def fair(page: Page) -> None:
    assert axe(page) == []
    assert no_sideways_scroll(page)


def test_a_delegate_is_recalled_while_the_council_sits(house: House, browser: Browser, record_property) -> None:
    cards = (DELEGATE, ALTERNATE, *SIGNERS)
    slips = house.run(SLIPS.format(cards=", ".join(map(str, cards)))).split()
    it_is(house, 1, "18:40")
    delegate, alternate, *signers = (enter(browser, slip, house) for slip in slips[: len(cards)])
    chair, home, teller = (enter(browser, slip, house, width=1280) for slip in slips[len(cards) :])

    by_hand(chair)
    petition = thirteen_names(house, signers)
    plan(home, house)
    delegate.goto("/")
    follow(delegate.get_by_role("link", name="Read and answer"))
    delegate.get_by_role("textbox", name="Your answer").fill("The weir saves the mill at Dore.")
    press(delegate, "Put it beside the petition")
    expect(delegate.get_by_text("Your answer stands beside the petition.")).to_be_visible()
    fair(delegate)
    it_is(house, 1, "21:00")
    signers[0].goto(petition)
    press(signers[0], "Hand the petition in")
    expect(signers[0].get_by_text("Enough names").first).to_be_visible()
    chair.goto(f"{HALL}?item=2")
    expect(chair.get_by_text(re.compile("stands still")).first).to_be_visible()

    it_is(house, 2, "17:00")
    voted = secret_vote(home, petition, signers[:3], teller)
    delegate.goto(voted)
    assert "This vote is about you" in delegate.inner_text("main")
    assert delegate.get_by_role("button", name=re.compile("^Cast my vote|^Choose first")).count() == 0
    speaks_now = open_floor(chair, delegate)
    watch_until_gone(delegate)
    tapped = announce(home)
    expect(speaks_now).to_have_count(0)  # on the page that lies open, without a reload
    record_property("milliseconds", round(delegate.evaluate("goneAt") - tapped))  # a figure of `make bench`
    home.goto(petition)
    expect(home.get_by_role("heading", name=re.compile("is recalled"))).to_be_visible()
    fair(home)

    it_is(house, 2, "18:20")
    taken_up_again(chair, alternate, delegate)


def by_hand(chair: Page) -> None:
    """Five hands for, four against; one of the five is void, and the vote is tied."""
    chair.goto(f"{HALL}?item=2")
    press(chair, "Open the vote on item 2")
    for word, communes in (("Yes", FOR), ("No", AGAINST)):
        for commune in communes:
            chair.goto(f"{HALL}?item=2")
            chair.get_by_text("Write down a hand").click()
            chair.get_by_label("Whose voice").select_option(commune)
            chair.get_by_label("Raised for").select_option(word)
            press(chair, "Write it down")
    chair.goto(f"{HALL}?item=2")
    fair(chair)
    follow(chair.get_by_role("button", name=re.compile("^Close")).first)
    said = re.sub(r"\s+", " ", chair.inner_text("main"))
    assert "Version 3 was tied: it did not pass. Binding: 4 yes, 4 no." in said
    assert "Void: against the mandate 1" in said


def thirteen_names(house: House, signers: list[Page]) -> str:
    it_is(house, 1, "18:55")
    first = signers[0]
    first.goto("/c/saulx/")
    fair(first)
    follow(first.get_by_role("link", name=re.compile("^Ask for a vote on recalling")).first)
    press(first, "File the petition")
    expect(first.get_by_role("heading", name="1 name so far")).to_be_visible()
    petition = first.url
    for page in signers[1:]:
        page.goto(petition)
        follow(page.get_by_role("link", name="Sign this petition"))
        press(page, "Yes, I sign")
        expect(page.get_by_text("You signed.", exact=True)).to_be_visible()
    first.reload()
    expect(first.get_by_role("heading", name="13 names so far")).to_be_visible()
    assert "9 names are needed" in first.inner_text("main")
    fair(first)
    return petition


def plan(home: Page, house: House) -> None:
    """Saulx meets the next day at five."""
    it_is(house, 1, "20:45")
    home.goto("/c/saulx/plan/")
    home.get_by_label("Day", exact=True).fill((datetime.now(UTC).date() + timedelta(days=2)).isoformat())
    home.get_by_label("Time", exact=True).fill("17:00")
    home.get_by_label("Place", exact=True).fill("The old wash-house")
    home.get_by_label(re.compile("^Special")).check()
    press(home, "Plan this assembly")
    home.get_by_label("Plan it all the same").check()
    press(home, "Plan this assembly")
    expect(home.get_by_text("The old wash-house").first).to_be_visible()


def secret_vote(home: Page, petition: str, phones: list[Page], teller: Page) -> str:
    """33 with a vote; three vote by phone, thirty on paper that two tellers put into the same urn."""
    home.goto(petition)
    assert "9 names are needed: a tenth of the 84 with a vote" in home.inner_text("main")
    follow(home.get_by_role("link", name=re.compile("^assembly")).first)
    sitting = home.url
    home.get_by_label("With a vote").first.fill("33")
    press(home, "Open the assembly")
    assert "17" in home.inner_text("main")
    home.goto(petition)
    follow(home.get_by_role("button", name=re.compile("was heard, last$")))
    home.goto(sitting)
    press(home, "Start this item")  # what the council asked came first on the agenda
    home.get_by_text("Done with this item?").click()
    follow(home.locator("details", has_text="Done with this item?").get_by_role("button").first)
    press(home, "Start this item")
    expect(
        home.get_by_role("heading", name=re.compile("Recall of our delegate|Does our delegate stay")).first
    ).to_be_visible()
    if home.get_by_text("Secret ballot", exact=True).count():
        home.get_by_text("Secret ballot", exact=True).click()
    press(home, "Open the vote")
    for phone in phones:
        phone.goto("/")
        follow(phone.get_by_role("link", name="Vote", exact=True).first)
        fair(phone)
        phone.locator("label.choice", has=phone.get_by_text("Stops", exact=True)).click()
        follow(phone.get_by_role("button", name=re.compile("^Cast my vote")))
        phone.get_by_role("heading", name="Your vote is in").wait_for()
    ballot = phones[0].url.split("/v/")[1].split("/")[0]
    teller.goto(f"/v/{ballot}/paper/")
    teller.get_by_label("Card numbers or names, one a line").fill("\n".join(f"{card:03d}" for card in range(30, 60)))
    for word, number in (("Yes", 21), ("No", 7), ("Abstain", 2)):
        teller.get_by_label(word, exact=True).fill(str(number))
    teller.get_by_label("The other teller").select_option(index=1)
    press(teller, "Put these slips into the urn")
    home.goto(sitting)
    return f"/v/{ballot}/"


def open_floor(chair: Page, delegate: Page) -> Locator:
    """While Saulx votes, its delegate has another vote of the council open on the phone."""
    chair.goto("/c/the-nine-rivers/")
    follow(chair.get_by_role("link", name="Publish an item"))
    chair.get_by_label("What is it about?").fill("Bread for the sitting")
    chair.get_by_label("What should the council decide?").fill("Each commune brings one loaf.")
    press(chair, "Publish it")
    chair.goto(f"{HALL}?item=4")
    press(chair, "Open the vote on item 4")
    delegate.goto("/")
    follow(delegate.get_by_role("link", name=re.compile("Vote for Saulx|Bread for the sitting")).first)
    button = delegate.get_by_role("button", name=re.compile("^Vote for Saulx"))
    expect(button).to_be_visible()
    return button


def watch_until_gone(delegate: Page) -> None:
    """Let the browser itself note the moment at which nobody can vote on this page any more."""
    delegate.evaluate(
        """() => {
            window.goneAt = 0;
            const isHere = () => [...document.querySelectorAll("button")].some(
                (button) => button.textContent.trim().startsWith("Vote for Saulx"));
            new MutationObserver(() => { window.goneAt ||= isHere() ? 0 : Date.now(); })
                .observe(document.documentElement, {childList: true, subtree: true});
        }"""
    )


def announce(home: Page) -> float:
    """Close and announce; return the moment of the tap, in the milliseconds of the browsers' clock."""
    press(home, "Close the vote")
    tapped: float = home.evaluate("Date.now()")
    press(home, "Announce the result")
    assert "24 yes, 7 no, 2 abstain, of 33 present" in home.inner_text("main")
    return tapped


def taken_up_again(chair: Page, alternate: Page, delegate: Page) -> None:
    """The alternate carries the same mandate: eight voices stand, one speaks. Who was recalled speaks no more."""
    until(chair, f"{HALL}?item=2", "carries a voice that was void")
    follow(chair.get_by_role("button", name=re.compile("up again$")))
    alternate.goto(f"{HALL}?item=2")
    follow(alternate.get_by_role("link", name="Delegates vote here"))
    fair(alternate)
    alternate.get_by_role("radio", name="No").first.check()
    press(alternate, "Vote No for Saulx")
    expect(alternate.get_by_text("Your vote is in:")).to_be_visible()
    delegate.goto(alternate.url)
    assert "Vote for Saulx" not in delegate.content()
    assert "credential for this sitting has ended" in delegate.inner_text("main")
    chair.goto(f"{HALL}?item=2")
    follow(chair.get_by_role("button", name=re.compile("^Close")).first)
    said = re.sub(r"\s+", " ", chair.inner_text("main"))
    assert "Binding: 4 yes, 5 no." in said
    fair(chair)
