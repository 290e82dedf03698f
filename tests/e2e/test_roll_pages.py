"""Bringing 200 neighbours in from a spreadsheet, in a browser without script; the pages of the roll in two lights."""

import pytest

from tests.support.browser import VIEWS, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
STORY = """
from confed.kernel.models import Person
from assemblies.services.roll import add_entry
from tests.factories.assemblies import *
hall = make_hall(6, name="Marbrook", parent=make_root("Avelle"))
Person.objects.filter(pk=hall.secretary.pk).update(mail="priya@example.org")
add_entry(actor=hall.secretary, commune=hall.commune, name="Olu Adeyemi", card="88")
add_entry(actor=hall.secretary, commune=hall.commune, name="Mia Ode", card="89")
"""
NAMES = ["D'Arcy-O’Neil", "نور الدين", "Zîn Şêxo", "<b>Bold</b>", "=cmd|' /C calc'!A0"]
IMPORT = "/c/marbrook/members/import/"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        house.run(STORY)
        yield house


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    rows = ["Full name;No.;Contact;Moved in;Passport", "Ola Adeyemi;88;;;P88", ";231;;9 June 2020;P231"]
    rows += [f"{name};{100 + at};;;P" for at, name in enumerate(NAMES)]
    rows += [f"Neighbour {at};{300 + at};n{at}@example.org;2 May 2021;P{at}" for at in range(195)]
    path = tmp_path_factory.mktemp("files") / "members-june.csv"
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    return path


def choose(page, path):
    page.goto(IMPORT)
    if page.get_by_role("button", name="Throw this table away").count():
        follow(page.get_by_role("button", name="Throw this table away"))
        page.get_by_role("button", name="Read the table").wait_for()
    page.get_by_label("A file: CSV or XLSX").set_input_files(path)
    follow(page.get_by_role("button", name="Read the table"))
    page.get_by_role("heading", name="How we read the columns").wait_for()


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_pages_of_the_roll_are_clean(house, browser, june, view):
    page = open_page(browser, house, **view)
    sign_in(page, house, "priya@example.org")

    def clean(what):
        assert axe(page) == [], what
        assert no_sideways_scroll(page), what

    page.goto(IMPORT)
    clean("empty")
    choose(page, june)
    clean("read")
    page.get_by_text("Change how columns are read").click()
    page.get_by_text("See the 200 new names").click()
    clean("opened")
    follow(page.get_by_role("button", name="Throw this table away"))
    follow(page.get_by_role("button", name="Read the table"))
    page.get_by_text("Choose a file, or paste the table.").wait_for()
    clean("refused")
    for address in ("/c/marbrook/members/", "/c/marbrook/members/cards/"):
        page.goto(address)
        clean(address)
    follow(page.get_by_role("button", name="Make the sheet"))
    page.get_by_role("heading", name="Print this page now").wait_for()
    clean("sheet")
    page.context.close()


def test_200_neighbours_come_in_from_a_file_without_script(house, browser, june):
    page = open_page(browser, house, width=390, javascript=False, audited=False)
    sign_in(page, house, "priya@example.org")
    page.goto("/c/marbrook/members/")
    follow(page.get_by_role("link", name="Bring in members from a table"))
    choose(page, june)
    page.get_by_text("Thrown away at once: “Passport”.").wait_for()
    page.get_by_label("Name in row 3").fill("Nour Saleh")
    follow(page.get_by_role("button", name="Save"))
    follow(page.get_by_role("button", name="Same person"))
    page.get_by_text("You said: Same person.").wait_for()
    follow(page.get_by_role("button", name="Import 202 rows"))
    page.get_by_text("New on the roll: 201. Changed: 1. Nobody was removed.").wait_for()
    page.goto("/c/marbrook/members/?q=" + "noUR")
    page.get_by_role("link", name="Nour Saleh").wait_for()
    for name in NAMES:
        page.goto("/c/marbrook/members/")
        page.get_by_label("Name or card number").fill(name)
        follow(page.get_by_role("button", name="Search"))
        page.get_by_role("link", name=name).wait_for()
    page.goto(IMPORT)
    choose(page, june)
    page.get_by_text("Nothing here would change the roll.").wait_for()  # a second time makes nobody twice
    follow(page.get_by_role("button", name="Throw this table away"))
    follow(page.get_by_role("button", name="Undo this import"))
    page.get_by_text("Undone. The roll reads as before the import.").wait_for()
    page.goto("/c/marbrook/members/?q=Neighbour")
    assert "Nobody with that name or card." in page.content()
    page.context.close()


def test_a_printed_code_lets_in_once(house, browser):
    page = open_page(browser, house, width=1280, audited=False)
    sign_in(page, house, "priya@example.org")
    page.goto("/c/marbrook/members/cards/?q=Mia")
    follow(page.get_by_role("button", name="Make the sheet"))
    address = page.locator(".way").inner_text()
    assert page.get_by_role("img", name="Code of Mia Ode").is_visible()
    guest = open_page(browser, house, width=390, audited=False)
    guest.goto(address)
    follow(guest.get_by_role("button", name="Sign in as Mia Ode"))
    guest.wait_for_url(house.url + "/")
    guest.goto(address)
    assert "used up" in guest.content()
    for opened in (page, guest):
        opened.context.close()
