"""An evening on the run page in a browser: opened, voted by hands, a task, closed; minutes, and a correction that flips."""

import re

import pytest

from tests.support.browser import axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
RUN, MINUTES = "/c/saulx/a/1/run/", "/c/saulx/a/1/minutes/"
STORY = """
from confed.kernel.models import Person
from tests.factories.assemblies import *
hall = make_hall(63, name="Saulx", parent=make_root("Valley"))
for who, mail in ((hall.secretary, "ada"), (hall.facilitator, "bela"), (hall.tellers[0], "cem"), (hall.tellers[1], "dilan")):
    Person.objects.filter(pk=who.pk).update(mail=f"{mail}@example.org")
planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="School yard")
make_item(hall, planned, make_proposal(hall, "Mend the roof"))
"""
VIEWS = ((1440, {"scheme": "light"}), (390, {"contrast": "more"}), (320, {"scheme": "dark"}))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        house.run(STORY)
        yield house


def look(page, address: str, view: int) -> None:
    """Look at a page in one light and width; what axe finds and a sideways scroll are faults."""
    width, light = VIEWS[view]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=light.get("scheme", "light"), contrast=light.get("contrast", "no-preference"))
    page.goto(address)
    assert axe(page) == []
    assert no_sideways_scroll(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def person(browser, house, name: str):
    page = open_page(browser, house, width=1440)
    sign_in(page, house, f"{name}@example.org")
    return page


def test_an_evening_from_opening_to_a_correction_that_flips_the_result(browser, house):
    chair, taker = person(browser, house, "bela"), person(browser, house, "ada")
    tellers = [person(browser, house, name) for name in ("cem", "dilan")]

    chair.goto(RUN)
    chair.get_by_label("With a vote").fill("63")
    follow(chair.get_by_role("button", name="Open the assembly"))
    follow(chair.get_by_role("button", name="Start this item"))
    look(chair, RUN, 0)
    chair.goto(RUN)
    follow(chair.get_by_role("button", name="Open the vote"))
    assert chair.url.endswith(RUN)
    assert chair.get_by_text("Hands are being counted").is_visible()
    look(chair, RUN, 1)

    for number in ("40", "20", "3"):
        for teller in tellers:
            teller.goto("/c/saulx/a/1/")
            teller.get_by_label("Hands you counted").fill(number)
            follow(teller.get_by_role("button", name=re.compile("^Send")).first)
    chair.goto(RUN)
    follow(chair.get_by_role("button", name="Close the vote"))
    follow(chair.get_by_role("button", name="Announce the result"))
    assert "40 yes, 20 no, 3 abstain" in chair.locator("#decided").inner_text()

    chair.get_by_text("Note a task").click()
    chair.get_by_label("What is to be done").fill("Ask three builders")
    chair.get_by_label("Who", exact=True).fill("Hanna")
    chair.context.set_offline(True)
    chair.get_by_role("button", name="Note it").click()
    assert "No signal. Nothing was sent; what you typed stays here." in chair.get_by_role("status").inner_text()
    assert chair.get_by_label("What is to be done").input_value() == "Ask three builders"
    chair.context.set_offline(False)
    follow(chair.get_by_role("button", name="Note it"))
    assert chair.url.endswith(RUN)
    assert chair.get_by_text("Ask three builders").is_visible()
    look(chair, RUN, 2)
    chair.goto(RUN)
    chair.get_by_text("Close the assembly", exact=True).first.click()
    follow(chair.get_by_role("button", name="Close the assembly"))
    follow(chair.get_by_role("link", name="Go to the minutes"))

    taker.goto(f"{MINUTES}edit/")
    taker.locator("#i1 summary", has_text="What was said").click()
    taker.locator("#i1").get_by_label("What was said").fill("The beams are rotten.")
    follow(taker.locator("#i1").get_by_role("button", name="Save", exact=True))
    look(taker, f"{MINUTES}edit/", 1)
    follow(taker.get_by_role("button", name="Lay them open for corrections"))

    member = tellers[0]
    member.goto(MINUTES)
    assert member.get_by_text("The beams are rotten.").is_visible()
    member.get_by_text("A count is wrong").click()
    for label, number in (("Yes", "20"), ("No", "40"), ("Abstain", "3")):
        member.get_by_label(label, exact=True).fill(number)
    member.get_by_label("Why is the count wrong?").fill("The sheets were swapped.")
    follow(member.get_by_role("button", name="Ask to correct the count"))
    look(member, MINUTES, 2)

    taker.goto(MINUTES)
    look(taker, MINUTES, 0)
    follow(taker.get_by_role("button", name="Accept"))
    assert taker.get_by_text("20 yes, 40 no, 3 abstain, of 63 present: 32 needed. Not passed.").is_visible()

    stranger = open_page(browser, house, width=1440)
    stranger.goto(MINUTES)
    assert stranger.get_by_text("20 yes, 40 no, 3 abstain, of 63 present").is_visible()
    assert stranger.get_by_text("The beams are rotten.").count() == 0


def test_the_run_page_works_without_a_script(browser, house):
    page = open_page(browser, house, width=390, javascript=False, audited=False)
    sign_in(page, house, "bela@example.org")
    page.goto(RUN)
    assert page.get_by_role("link", name="Go to the minutes").is_visible()
