"""Live pages in a browser: what is everybody's comes once for all, what is the commune's own stays, and a loss is told."""

import pytest
from playwright.sync_api import Page, WebSocketRoute

from tests.support.browser import open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
STORY = """
from confed.kernel.models import Person
from tests.factories.assemblies import make_item, make_proposal, make_root, make_sitting
from tests.factories.ballots import make_phones

phones = make_phones(12, name="Marbrook", parent=make_root("Avelle"))
sitting = make_sitting(phones.hall, 12)
make_item(phones.hall, sitting)
make_item(phones.hall, sitting, make_proposal(phones.hall, title="Wash-house"))
for person, mail in ((phones.hall.facilitator, "bela"), (phones.people[8], "iris")):
    Person.objects.filter(pk=person.pk).update(mail=f"{mail}@example.org")
print(sitting.pk, sitting.commune_id)
"""
SITTING = "/c/marbrook/a/1/"
TEXT = "Every house reads its own meter."
MINUTE, STEP = 60_000, 2_000


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def story(house):
    """The story told; where its sitting stands as everybody sees it."""
    return "/live/assembly-{}-{}/".format(*house.run(STORY).split()[-2:])


def asked(page: Page) -> list[str]:
    """What this page fetches from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if request.resource_type == "fetch" else None)
    return found


def act(page: Page, name: str) -> None:
    page.goto(SITTING)
    with page.expect_navigation():
        page.locator(f"form:has(input[name=act][value={name}])").first.evaluate("form => form.requestSubmit()")


def test_a_hall_follows_what_is_shared_and_keeps_the_words_that_are_its_own(house, browser, story):
    live = story
    inside, outside, desk = (open_page(browser, house, width=390, audited=False) for _ in range(3))
    sign_in(inside, house, "iris@example.org")
    sign_in(desk, house, "bela@example.org")
    for page in (inside, outside):
        with page.expect_response(lambda answer: live in answer.url):  # what changed before the socket was open
            page.goto(SITTING)
    seen = {page: asked(page) for page in (inside, outside)}
    act(desk, "start")
    inside.locator("#floor").get_by_text(TEXT).wait_for()
    outside.locator("#floor").get_by_text("Only Marbrook can read this text until it is voted.").wait_for()
    assert outside.get_by_text(TEXT).count() == 0
    assert inside.locator("#agenda details:visible").count() == 1  # the text of the other item, as before
    act(desk, "end")
    inside.get_by_role("heading", name="Between two items").wait_for()
    for page in (inside, outside):
        assert seen[page]
        assert {url.split("?")[0] for url in seen[page]} == {house.url + live}
    for page in (inside, outside, desk):
        page.context.close()


def test_a_lost_socket_is_told_asked_for_ever_more_slowly_and_comes_back_without_a_storm(house, browser, story):
    page = open_page(browser, house, width=390, audited=False)
    sockets: list[WebSocketRoute] = []
    is_lost = False

    def connect(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        if is_lost:
            socket.close()
        else:
            socket.connect_to_server()

    page.route_web_socket("**/live/**", connect)
    page.clock.install()
    with page.expect_response(lambda answer: story in answer.url):
        page.goto(SITTING)
    page.clock.run_for(STEP)
    assert page.locator("#status").inner_text() == ""
    fetched, is_lost = asked(page), True
    sockets[-1].close()
    for _step in range(MINUTE // STEP):
        page.clock.run_for(STEP)
        page.wait_for_timeout(30)  # what was asked for arrives
    assert "Not live since" in page.locator("#status").inner_text()
    assert 3 <= len(fetched) <= 9, "about every ten seconds"
    assert 3 <= len(sockets) <= 9, "each time after a longer pause"
    is_lost, before = False, len(fetched)
    while "Not live" in page.locator("#status").inner_text():
        page.clock.run_for(STEP)
        page.wait_for_timeout(30)
    assert 1 <= len(fetched) - before <= 9
    page.context.close()
