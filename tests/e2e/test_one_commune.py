"""One commune from nothing: founded, 200 brought in, a secret vote in 20 browsers, minutes approved and carried out."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import House, axe, follow, no_sideways_scroll, open_page, press, running_house, until

pytestmark = pytest.mark.browser

VOTERS = 20
TITLE = "A bench by the well"
RUN = "/c/marbrook/a/{}/run/"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house"), CONFED_MOVABLE_CLOCK="1") as house:
        yield house


def test_from_an_empty_instance_to_approved_minutes(house: House, browser: Browser, tmp_path: Path) -> None:
    secretary = found(browser, house)
    bring_in(secretary, tmp_path)
    phones = [enter(browser, house, address, at) for at, address in enumerate(slips(secretary))]
    tellers = phones[:2]

    proposal = propose(phones, secretary)
    plan(secretary, house)
    give_tasks(secretary, 1)
    secretary.goto(RUN.format(1))
    open_with(secretary, 45)
    press(secretary, "Start this item")
    secretary.get_by_text("Secret ballot", exact=True).click()
    press(secretary, "Open the vote")
    codes = [cast(phone, "Yes" if at < 15 else "No") for at, phone in enumerate(phones)]
    assert len(set(codes)) == VOTERS
    secretary.goto(RUN.format(1))
    press(secretary, "Close the vote")
    press(secretary, "Announce the result")
    decided = secretary.locator("#decided").inner_text()
    assert "15 yes, 5 no, 0 abstain" in decided
    assert "11 of the 20 yes and no votes needed. Passed." in decided
    receipt(browser, house, codes)
    phones[5].goto(proposal)
    expect(phones[5].get_by_text("In force").first).to_be_visible()

    lay_open(secretary, 1)
    plan(secretary, house)
    give_tasks(secretary, 2)
    approve(house, secretary, tellers)
    carry_out(secretary, phones[7])


def open_with(page: Page, voters: int) -> None:
    page.get_by_label("With a vote").first.fill(str(voters))
    press(page, "Open the assembly")


def found(browser: Browser, house: House) -> Page:
    """An empty instance; whoever founds the commune is its secretary for the first term."""
    page = open_page(browser, house, width=1280, javascript=False, audited=False)
    page.goto("/found/")
    page.get_by_text("A commune: people").first.click()
    page.get_by_label(re.compile("What is it called")).fill("Marbrook")
    page.get_by_label(re.compile("Your name")).fill("Ida Founder")
    page.get_by_label(re.compile("Your e-mail")).fill("ida@example.org")
    press(page, "Begin")
    return page


def bring_in(page: Page, folder: Path) -> None:
    table = folder / "neighbours.csv"
    rows = [f"Neighbour {at:03};{at}" for at in range(1, 201)]
    table.write_text("\n".join(["Name;Card", *rows]), encoding="utf-8")
    page.goto("/c/marbrook/members/import/")
    page.get_by_label("A file: CSV or XLSX").set_input_files(table)
    press(page, "Read the table")
    expect(page.get_by_text("200 new").first).to_be_visible()
    follow(page.get_by_role("button", name=re.compile("^Import 200")))
    page.get_by_text("New on the roll: 200.").wait_for()


def slips(page: Page) -> list[str]:
    """Print the sign-in slips of the first twenty and more; each lets one neighbour in."""
    page.goto("/c/marbrook/members/cards/?q=Neighbour+0")
    press(page, "Make the sheet")
    page.get_by_role("heading", name="Print this page now").wait_for()
    return [address.strip() for address in page.locator(".way").all_inner_texts()[:VOTERS]]


def enter(browser: Browser, house: House, address: str, at: int) -> Page:
    page = open_page(browser, house, width=390, javascript=at % 5 == 0, audited=at == 0)
    page.goto(address)
    follow(page.get_by_role("button", name=re.compile("^Sign in as")))
    page.wait_for_url(house.url + "/")
    return page


def propose(phones: list[Page], secretary: Page) -> str:
    """A draft, three supporters, the form in order."""
    author = phones[0]
    author.goto("/c/marbrook/matter/")
    author.get_by_label("What is it about?").fill(TITLE)
    author.get_by_label("What should the assembly decide?").fill("A bench **of oak** is put by the well.")
    press(author, "Keep this draft")
    expect(author.get_by_role("heading", name=TITLE)).to_be_visible()
    for phone in phones[1:4]:
        phone.goto(author.url)
        press(phone, "Support it")
    author.reload()
    assert axe(author) == []
    press(author, "Hand it in")
    secretary.goto(author.url)
    press(secretary, "Its form is in order")
    return author.url


def plan(page: Page, house: House) -> None:
    said = house.run("from confed.kernel import clock; print(clock.today('UTC'))")
    page.goto("/c/marbrook/plan/")
    page.get_by_label("Day", exact=True).fill(said.strip().splitlines()[-1])
    page.get_by_label("Time", exact=True).fill("19:00")
    page.get_by_label("Place", exact=True).fill("School yard")
    press(page, "Plan this assembly")
    page.get_by_label("Plan it all the same").check()  # today is no week of notice
    press(page, "Plan this assembly")


def give_tasks(page: Page, number: int) -> None:
    page.goto(f"/c/marbrook/a/{number}/")
    follow(page.get_by_role("link", name="Give a task for this sitting"))
    for name in ("Neighbour 001", "Neighbour 002"):
        page.get_by_label("Name or card number").fill(name)
        press(page, "Search")
        follow(page.get_by_role("button", name=f"{name}: teller"))


def cast(phone: Page, word: str) -> str:
    phone.goto("/")
    follow(phone.get_by_role("link", name="Vote", exact=True).first)
    phone.locator("label.choice", has=phone.get_by_text(word, exact=True)).click()
    follow(phone.get_by_role("button", name=re.compile("^Cast my vote")))
    phone.get_by_role("heading", name="Your vote is in").wait_for()
    return phone.locator("[data-code]").get_attribute("data-code") or ""


def receipt(browser: Browser, house: House, codes: list[str]) -> None:
    """Nobody signs in to look for a code."""
    stranger = open_page(browser, house, width=320)
    stranger.goto("/c/marbrook/a/1/")
    follow(stranger.get_by_role("link", name=TITLE).last)
    stranger.get_by_label("Your code").fill(codes[3].upper().replace("-", " "))
    press(stranger, "Look for this code")
    expect(stranger.get_by_text("This code is on the list. Its vote was counted.")).to_be_visible()
    assert axe(stranger) == []
    assert no_sideways_scroll(stranger)
    stranger.context.close()


def lay_open(page: Page, number: int) -> None:
    page.goto(RUN.format(number))
    page.get_by_text("Close the assembly", exact=True).first.click()
    press(page, "Close the assembly")
    page.goto(f"/c/marbrook/a/{number}/minutes/edit/")
    page.locator("#i1 summary", has_text="What was said").click()
    page.locator("#i1").get_by_label("What was said").fill("It should stand in the shade.")
    follow(page.locator("#i1").get_by_role("button", name="Save", exact=True))
    press(page, "Lay them open for corrections")


def approve(house: House, page: Page, tellers: list[Page]) -> None:
    """The next assembly has the minutes on its agenda by itself and approves them by hands."""
    until(page, RUN.format(2), "Minutes of")
    open_with(page, 42)
    press(page, "Start this item")
    press(page, "Open the vote")
    for number in ("40", "1", "1"):
        for teller in tellers:
            teller.goto("/c/marbrook/a/2/")
            teller.get_by_label("Hands you counted").first.fill(number)
            follow(teller.get_by_role("button", name=re.compile("^Send")).first)
    page.goto(RUN.format(2))
    press(page, "Close the vote")
    press(page, "Announce the result")


def carry_out(secretary: Page, member: Page) -> None:
    """Approved text is locked; a member takes it home as PDF, text and table."""
    until(member, "/c/marbrook/a/1/minutes/", "Approved, locked")
    assert "It should stand in the shade." in member.inner_text("main")
    for link, opening in (("PDF", b"%PDF-"), ("Plain text", b""), ("Votes as a spreadsheet", b"")):
        address = member.get_by_role("link", name=link).get_attribute("href") or ""
        answer = member.request.get(address)
        assert answer.status == 200
        assert answer.body().startswith(opening)
        if link != "PDF":
            assert "15" in answer.text()
    secretary.goto("/c/marbrook/a/1/minutes/edit/")
    assert "Lay them open for corrections" not in secretary.content()
