"""The way in and the first pages in a browser: without JavaScript, at three widths, in three lights, and alive."""

import re
import urllib.request
from pathlib import Path

import pytest

from tests.support.browser import VIEWS, House, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
FIRST_VIEW_BYTES = 100_000
PUBLIC = ("/", "/in/", "/d/", "/d/?q=water", "/nothing-here/")
OWN = ("/", "/me/", "/d/")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def founded(house, browser):
    """Found the place through its page, in a browser that runs no script."""
    page = open_page(browser, house, width=390, height=844, javascript=False)
    page.goto("/")
    assert page.url.endswith("/found/")
    page.get_by_label("What is it called?").fill("Marbrook")
    page.get_by_label("Who can belong?").fill("Who lives between the ferry and the mill")
    page.get_by_label("Which clock holds here?").select_option("Europe/Paris")
    page.get_by_label("Your name").fill("Hanna Brook")
    page.get_by_label("Your e-mail").fill("hanna@example.org")
    follow(page.get_by_role("button", name="Begin"))
    assert page.url.endswith("/c/marbrook/")
    page.context.close()
    return house


def mailed_code(house: House) -> str:
    newest = max((Path(house.environment["CONFED_VAR"]) / "mail").iterdir(), key=lambda file: file.stat().st_mtime_ns)
    found = re.search(r"^\d{6}$", newest.read_text(), re.MULTILINE)
    assert found
    return found.group(0)


@pytest.mark.parametrize("javascript", [False, True])
def test_a_mailed_code_signs_in_and_one_signs_out(founded, browser, javascript):
    page = open_page(browser, founded, width=390, height=844, javascript=javascript, audited=False)
    page.goto("/me/")
    page.get_by_role("textbox", name="E-mail").fill("hanna@example.org")
    follow(page.get_by_role("button", name="Send me a code"))
    page.get_by_label("6 digits").fill("x")
    follow(page.get_by_role("button", name="Sign in"))
    assert "You can try 2 more times." in page.get_by_role("alert").inner_text()
    page.get_by_label("6 digits").fill(mailed_code(founded))
    follow(page.get_by_role("button", name="Sign in"))
    page.get_by_role("heading", name="Hanna Brook").wait_for()
    page.get_by_label("Dark").check()
    follow(page.get_by_role("button", name="Keep this"))
    page.locator("html[data-theme=dark]").wait_for()
    page.get_by_label("Like my device").first.check()
    follow(page.get_by_role("button", name="Keep this"))
    follow(page.get_by_role("button", name="Sign out here"))
    page.goto("/me/")
    assert "/in/" in page.url
    page.context.close()


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(founded, browser, view):
    page = open_page(browser, founded, **view)
    faults = {}
    for address in PUBLIC:
        page.goto(address)
        faults[address] = axe(page)
        assert no_sideways_scroll(page), address
    sign_in(page, founded, "hanna@example.org")
    for address in OWN:
        page.goto(address)
        faults[f"own {address}"] = axe(page)
        assert no_sideways_scroll(page), address
    page.context.close()
    assert {address: found for address, found in faults.items() if found} == {}


def test_the_first_view_is_light_and_comes_from_here(founded, browser):
    page = open_page(browser, founded, width=390, height=844, audited=False)
    sizes, problems = {}, []
    page.on("response", lambda answer: sizes.update({answer.url: answer.request.sizes()["responseBodySize"]}))
    page.on("console", lambda message: problems.append(message.text))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(founded.url) for url in sizes)
    assert sum(sizes.values()) < FIRST_VIEW_BYTES, sizes
    assert problems == []
    page.context.close()


def test_the_keyboard_reaches_the_content_first(founded, browser):
    page = open_page(browser, founded, audited=False)
    page.goto("/in/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "mail"
    page.context.close()


def test_a_page_says_since_when_it_is_not_live(founded, browser):
    page = open_page(browser, founded, audited=False)
    page.route_web_socket(re.compile("/live/"), lambda socket: socket.close())
    page.goto("/c/marbrook/")
    page.get_by_text(re.compile(r"Not live since \d\d:\d\d. Trying again.")).wait_for(timeout=9000)
    page.context.close()


def test_a_page_that_is_open_elsewhere_changes_without_loading_again(founded, browser):
    watching = open_page(browser, founded, audited=False)
    watching.goto("/c/marbrook/")
    watching.evaluate("window.before = true")
    acting = open_page(browser, founded, audited=False)
    sign_in(acting, founded, "hanna@example.org")
    acting.goto("/c/marbrook/plan/")
    acting.locator("main input[type=date]").first.fill("2031-07-01")
    acting.locator("main input[type=time]").fill("19:00")
    acting.locator("main button[type=submit]").last.click()
    watching.get_by_text("1 July").first.wait_for(timeout=8000)
    assert watching.evaluate("window.before") is True
    watching.context.close()
    acting.context.close()


def test_static_files_are_compressed_and_kept(founded):
    page = urllib.request.urlopen(founded.url + "/in/").read().decode()
    style = re.search(r'href="(/static/css/base\.[0-9a-f]+\.css)"', page)
    assert style
    request = urllib.request.Request(founded.url + style.group(1), headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
