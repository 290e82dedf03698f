"""The whole spine in a browser without JavaScript, from an empty instance to a ratified decision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import House, axe, follow, no_sideways_scroll, open_page, press, running_house, until

pytestmark = pytest.mark.browser

COMMUNES = ("Northmoor", "Southbank", "Westhill")
TEXT = "The reserve opens on 1 July for everybody."


@dataclass
class Walk:
    """The house, its browser, and everybody who has signed in so far."""

    house: House
    browser: Browser
    pages: dict[str, Page] = field(default_factory=dict)

    def enter(self, name: str) -> Page:
        """Sign in by a mailed code, as somebody whose mail stands on a roll."""
        if name not in self.pages:
            page = open_page(self.browser, self.house, width=390, javascript=False, audited=False)
            page.goto("/in/")
            page.get_by_role("textbox", name="E-mail").fill(mail_of(name))
            follow(page.get_by_role("button", name="Send me a code"))
            page.get_by_label("6 digits").fill(self.mailed_code())
            follow(page.get_by_role("button", name=re.compile("Sign in")))
            page.wait_for_url(self.house.url + "/")
            self.pages[name] = page
        return self.pages[name]

    def mailed_code(self) -> str:
        folder = Path(self.house.environment["CONFED_VAR"]) / "mail"
        newest = max(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        found = re.findall(r"^\s*(\d{6})\s*$|(?<!\d)(\d{6})(?!\d)", newest.read_text(), re.M)
        return next(code for pair in reversed(found) for code in pair if code)

    @property
    def today(self) -> date:
        said = self.house.run("from confed.kernel import clock; print(clock.today('UTC'))")
        return date.fromisoformat(said.strip().splitlines()[-1])


def mail_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


@pytest.fixture
def walk(browser: Browser, tmp_path: Path) -> Iterator[Walk]:
    with running_house(tmp_path, CONFED_MOVABLE_CLOCK="1") as house:
        yield Walk(house, browser)


def fill(page: Page, values: dict[str, str]) -> None:
    for label, words in values.items():
        page.get_by_label(label, exact=True).fill(words)


def found_tree(walk: Walk) -> Page:
    """An empty instance: the confederation is founded, then three communes under it."""
    page = open_page(walk.browser, walk.house, width=390, javascript=False, audited=False)
    page.goto("/found/")
    page.get_by_text("A confederation: communes meet").click()
    page.get_by_label(re.compile("What is it called")).fill("Valley Assembly")
    page.get_by_label(re.compile("Your name")).fill("Ida Founder")
    page.get_by_label(re.compile("Your e-mail")).fill("ida@example.org")
    page.get_by_text("Commune and district").click()
    press(page, "Begin")
    for name in COMMUNES:
        page.goto("/c/valley-assembly/")
        follow(page.get_by_role("link", name="Found a commune under it"))
        page.get_by_label("What is it called?").fill(name)
        press(page, "Found it under Valley Assembly")
        expect(page.get_by_text(f"{name} is founded.")).to_be_visible()
    return page


def fill_rolls(page: Page) -> None:
    """Ten names each: the delegate with a mail, in the first commune two tellers too."""
    for name in COMMUNES:
        page.goto(f"/c/{name.lower()}/members/")
        with_mail = [f"Dele {name}", "Tell One", "Tell Two"] if name == "Northmoor" else [f"Dele {name}"]
        for person in with_mail:
            page.locator("#one-name").fill(person)
            page.locator("#one-mail").fill(mail_of(person))
            press(page, "Enter this name")
        page.locator("#many-names").fill(
            "\n".join(f"Member {number} {name}" for number in range(1, 11 - len(with_mail)))
        )
        press(page, "Enter these names")
        expect(page.locator(".bignums").first).to_contain_text("10")


def plan_at_short_notice(page: Page) -> None:
    """Nobody waits a week here: the page says what the charter asks, and plans it all the same."""
    if page.get_by_label("Plan it all the same").count():
        page.get_by_label("Plan it all the same").check()
        press(page, "Plan this assembly")


def plan(page: Page, slug: str, day: date) -> None:
    page.goto(f"/c/{slug}/plan/")
    fill(page, {"Day": day.isoformat(), "Time": "19:00", "Place": "School yard"})
    press(page, "Plan this assembly")
    plan_at_short_notice(page)


def bring_up(page: Page, slug: str, title: str, body: str) -> None:
    page.goto(f"/c/{slug}/matter/")
    page.get_by_label("What is it about?").fill(title)
    page.get_by_label(re.compile("What should the assembly decide")).fill(body)
    press(page, "Bring it up")


def decide_by_hands(walk: Walk, page: Page) -> None:
    """The first commune meets in a hall: two tellers get their task for this sitting and count hands."""
    tellers = [walk.enter("Tell One"), walk.enter("Tell Two")]
    sitting = "/c/northmoor/a/1/"
    page.goto(sitting)
    follow(page.get_by_role("link", name="Give a task for this sitting"))
    for name in ("Tell One", "Tell Two"):
        page.get_by_label("Name or card number").fill(name)
        press(page, "Search")
        follow(page.get_by_role("button", name=f"{name}: teller"))
        expect(page.get_by_text(f"{name} has this task at this sitting.")).to_be_visible()
    page.goto(sitting)
    page.get_by_label("With a vote").first.fill("9")
    press(page, "Open the assembly")
    press(page, "Start this item")
    press(page, "Open the vote")
    for word, number in (("Yes", 7), ("No", 1), ("Abstain", 1)):
        for teller in tellers:
            teller.goto(sitting)
            teller.get_by_label("Hands you counted").first.fill(str(number))
            follow(teller.get_by_role("button", name=f"number for {word}").first)
    page.goto(sitting)
    press(page, "Close the vote")
    press(page, "Announce the result")
    assert "7 yes, 1 no, 1 abstain" in page.inner_text("main")


def on_paper(page: Page, address: str, day: date, counts: tuple[int, int, int]) -> None:
    """A sheet brought home from a hall, entered by the secretary: first what it means, then the act."""
    page.goto(address)
    sheet = {
        "Day": day.isoformat(),
        "Place": "Mill",
        "People with a vote": str(sum(counts)),
        "Yes": str(counts[0]),
        "No": str(counts[1]),
        "Abstain": str(counts[2]),
        "First teller": "Joe Lund",
        "Second teller": "Amal Haddad",
    }
    fill(page, sheet)
    press(page, "See what this means")
    press(page, "Enter this assembly")


def paper_address(page: Page, slug: str, number: int, title: str) -> str:
    page.goto(f"/c/{slug}/a/{number}/")
    row = page.get_by_role("listitem").filter(has_text=title).first
    return row.get_by_role("link", name="It was decided on paper").get_attribute("href") or ""


def send_delegate(page: Page, name: str) -> None:
    """Name one delegate and one alternate by the decision that the commune made."""
    page.goto(f"/c/{name.lower()}/")
    follow(page.get_by_role("link", name="Name a delegation"))
    follow(page.get_by_role("link", name="Name a delegation"))
    page.get_by_label("How many carry the voice?").select_option("single")
    page.get_by_label("Name or card number").fill("Dele")
    press(page, "Search")
    follow(page.get_by_role("button", name=f"Dele {name}: Delegate"))
    page.get_by_label("Name or card number").fill("Member 2")
    press(page, "Search")
    follow(page.get_by_role("button", name=f"Member 2 {name}: Alternate"))
    press(page, "See what this means")
    expect(page.get_by_role("heading", name="To the council of Valley Assembly")).to_be_visible()
    press(page, "Send them")
    expect(page.get_by_text(f"Dele {name} carry the word of {name}.")).to_be_visible()


def test_the_whole_spine_without_javascript(walk: Walk) -> None:
    page = found_tree(walk)
    today = walk.today
    fill_rolls(page)

    # Each commune decides whom it sends: one in its hall, two on paper.
    for name in COMMUNES:
        plan(page, name.lower(), today)
        bring_up(page, name.lower(), "Our delegate", "We send Dele, and Member 2 if Dele cannot come.")
    decide_by_hands(walk, page)
    for name in COMMUNES[1:]:
        on_paper(page, paper_address(page, name.lower(), 1, "Our delegate"), today, (8, 1, 0))
    for name in COMMUNES:
        send_delegate(page, name)

    # The council publishes an item; it reaches every commune by itself.
    page.goto("/c/valley-assembly/")
    follow(page.get_by_role("link", name="Publish an item"))
    page.get_by_label("What is it about?").fill("Summer water reserve")
    page.get_by_label("What should the council decide?").fill(TEXT)
    press(page, "Publish it")
    item = "/c/valley-assembly/items/1/"
    until(page, item, "not reached yet", gone=True)

    # Each writes its terms and instructs its delegate.
    for name, counts in zip(COMMUNES, ((9, 0, 0), (8, 1, 0), (1, 7, 1)), strict=True):
        page.goto(f"/c/{name.lower()}/mandates/")
        follow(page.get_by_role("link", name="Write its terms"))
        page.get_by_label("Red lines, one a line").fill("Small farms stay exempt.")
        press(page, "Write these terms")
        page.goto(f"/c/{name.lower()}/mandates/")
        follow(page.get_by_role("link", name="Change its terms"))
        on_paper(page, page.get_by_role("link", name="It was decided on paper").get_attribute("href"), today, counts)
    until(page, item, "asked", within="section[aria-labelledby=as] ul", gone=True)

    # The council sits on its credentials and votes.
    page.goto("/c/valley-assembly/plan/")
    fill(page, {"Day": today.isoformat(), "Time": "20:00", "Place": "Mill hall"})
    press(page, "Plan this assembly")
    plan_at_short_notice(page)
    follow(page.get_by_role("link", name="Credentials").first)
    for name in COMMUNES:
        page.get_by_label(f"Dele {name}").check()
    press(page, "These are here")
    assert "3 voices" in page.inner_text("main")
    press(page, "Open the sitting")
    hall = "/c/valley-assembly/a/1/council/"
    page.goto(hall)
    press(page, "Open the vote on item 1")
    for name, word in zip(COMMUNES, ("Yes", "Yes", "No"), strict=True):
        delegate = walk.enter(f"Dele {name}")
        delegate.goto("/")
        follow(delegate.get_by_role("link", name=re.compile(f"Vote for {name}|Summer water reserve")).first)
        delegate.get_by_role("radio", name=word).first.check()
        press(delegate, f"Vote for {name}")
        expect(delegate.get_by_text("Your vote is in:")).to_be_visible()
    page.goto(hall)
    follow(page.get_by_role("button", name=re.compile("^Close")).first)
    follow(page.get_by_role("link", name=re.compile("where it stands")).first)
    decision = page.url

    # Back down: every assembly answers, and the page of the decision adds them up.
    for name, counts in zip(COMMUNES, ((8, 1, 0), (6, 3, 0), (2, 7, 0)), strict=True):
        until(page, "/?all=1", f"Enter the answer of {name}")
        link = page.get_by_role("link", name=re.compile(f"Enter the answer of {name}")).first
        on_paper(page, link.get_attribute("href"), today, counts)
    until(page, decision, "2 of 3 ratified")
    public = open_page(walk.browser, walk.house, width=320)
    public.goto(decision)
    assert axe(public) == []
    assert no_sideways_scroll(public)

    # The window closes by itself.
    walk.house.manage("move_clock", "--days", "40")
    until(page, decision, "In force")
    public.reload()
    assert "In force" in public.inner_text("main")
