"""A secret ballot in six browsers, from the run page to the list; its pages in two lights and from right to left."""

import re

import pytest

from tests.support.browser import VIEWS, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
VOTERS = 6
STORY = """
from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine
from tests.factories.assemblies import *
from tests.factories.ballots import *
phones = make_phones(30, name="Marbrook", parent=make_root("Avelle"))
hall = phones.hall
for who, mail in ((hall.facilitator, "bela"), (hall.tellers[0], "cem")):
    Person.objects.filter(pk=who.pk).update(mail=f"{mail}@example.org")
sitting = make_sitting(hall)
make_item(hall, sitting, make_proposal(hall, "Do we mend the roof of the school?"))
for person in phones.people[4:10]:
    print(issue_code(actor=Machine("test"), person=person, use=AccessCode.Use.SLIP, days=1))
"""
STATES = """
from tests.stories.votes import every_vote
print(*every_vote().values())
"""
NAMES = ("done", "beside", "shut", "secret", "named", "slips", "rivals")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def tokens(house):
    """The story told; a sign-in slip for each voter."""
    return house.run(STORY).split()


@pytest.fixture(scope="module")
def votes(house, tokens):
    """A vote in every state, by name."""
    return dict(zip(NAMES, house.run(STATES).split(), strict=True))


def signed_in(browser, house, token, **more):
    page = open_page(browser, house, width=390, height=844, **more)
    page.goto(f"/in/slip/{token}/")
    follow(page.get_by_role("button", name="Sign in as"))
    page.wait_for_url(house.url + "/")
    return page


def test_six_browsers_vote_in_secret_and_find_their_codes(house, browser, tokens):
    chair = open_page(browser, house, audited=False)
    sign_in(chair, house, "bela@example.org")
    chair.goto("/c/marbrook/a/1/")
    follow(chair.get_by_role("button", name="Start this item").first)
    chair.get_by_text("Secret ballot", exact=True).click()
    follow(chair.get_by_role("button", name="Open the vote"))
    codes = []
    for number, token in enumerate(tokens):
        voter = signed_in(browser, house, token, javascript=number % 5 != 0, audited=False)
        follow(voter.get_by_role("link", name="Vote", exact=True))
        word = "Yes" if number < 3 else "No" if number < 5 else "Abstain"
        if number % 5:
            voter.get_by_role("button", name="Choose first").wait_for()
        voter.locator("label.choice", has=voter.get_by_text(word, exact=True)).click()
        cast = f"Cast my vote: {word}" if number % 5 else "Cast my vote"
        follow(voter.get_by_role("button", name=cast, exact=True))
        voter.get_by_role("heading", name="Your vote is in").wait_for()
        codes.append(voter.locator("[data-code]").get_attribute("data-code"))
        assert not re.search(r"\d{3}", voter.url.split("/v/")[1].split("/", 1)[1])
        voter.context.close()
    assert len(set(codes)) == VOTERS
    chair.reload()
    assert "6 of the 30 on the roll have voted." in chair.content()
    for button in ("Close the vote", "Announce the result"):
        follow(chair.get_by_role("button", name=button))
    assert "3 yes, 2 no, 1 abstain, of 30 present: 16 needed. Not passed." in chair.content()
    public = open_page(browser, house, width=390)
    public.goto("/c/marbrook/a/1/")
    follow(public.get_by_role("link", name="Do we mend the roof of the school?").last)
    listed = public.locator(".codes .code-line").all_inner_texts()
    assert sorted(listed) == sorted(codes)
    public.get_by_label("Your code").fill(codes[0].upper().replace("-", " "))
    follow(public.get_by_role("button", name="Look for this code"))
    assert "This code is on the list. Its vote was counted." in public.inner_text("main")
    assert axe(public) == []
    chair.context.close()
    public.context.close()


def pages_of(votes):
    return [
        *(f"/v/{votes[name]}/" for name in NAMES),
        *(f"/v/{votes[name]}/codes/" for name in ("done", "beside", "shut", "secret")),
        f"/v/{votes['done']}/check/",
        f"/v/{votes['secret']}/change/",
        f"/v/{votes['rivals']}/print/",
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_every_state_is_clean(house, browser, votes, view):
    page = open_page(browser, house, **view)
    sign_in(page, house, "voter@example.org")
    for address in ["/", *pages_of(votes)]:
        page.goto(address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert no_sideways_scroll(page), f"{address} from right to left"
    page.context.close()
    page = open_page(browser, house, **view)
    sign_in(page, house, "teller@example.org")
    for address in (f"/v/{votes['secret']}/paper/", f"/v/{votes['named']}/paper/"):
        page.goto(address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
    page.context.close()


def test_pressing_before_choosing_explains_and_keeps_the_focus(house, browser, votes):
    page = open_page(browser, house, width=390)
    sign_in(page, house, "voter@example.org")
    page.goto(f"/v/{votes['secret']}/")
    page.get_by_role("button", name="Choose first").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("alert").inner_text() == "Choose an answer first. Your vote is not in."
    assert page.evaluate("document.activeElement.value") == "for"
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Cast my vote: No").wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name="Cast my vote: No").click()
    assert "Not sent. Your vote is not in." in page.get_by_role("alert").inner_text()
    page.context.set_offline(False)
    page.context.close()


def test_a_receipt_is_kept_on_the_phone_and_changes_the_vote(house, browser, votes):
    page = open_page(browser, house, width=390)
    sign_in(page, house, "voter@example.org")
    page.goto(f"/v/{votes['rivals']}/")
    for number, word in enumerate(("Yes", "No", "Abstain")):
        page.locator("fieldset").nth(number).locator("label.choice", has=page.get_by_text(word, exact=True)).click()
    follow(page.get_by_role("button", name="Cast my vote: Yes, No, Abstain"))
    code = page.locator("[data-code]").get_attribute("data-code")
    assert axe(page) == []
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Keep it on this phone").click()
    page.goto(f"/v/{votes['rivals']}/done/")
    assert page.locator("[data-kept-code]").inner_text() == code
    page.get_by_role("button", name="Take the code off this phone").click()
    page.reload()
    assert code not in page.inner_text("main")
    page.goto(f"/v/{votes['rivals']}/change/")
    page.get_by_label("The code of your receipt").fill(code)
    for number in range(3):
        page.locator("fieldset").nth(number).locator("label.choice").first.click()
    follow(page.get_by_role("button", name="Change my vote: Yes, Yes, Yes"))
    page.get_by_role("heading", name="Your new vote is in").wait_for()
    page.reload()  # the same form again
    assert page.locator("[data-code]").get_attribute("data-code") == code
    page.context.close()
