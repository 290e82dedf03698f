"""Texts that try to run something, in every field people write in: Chromium shows them, and nothing runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.hostile import texts
from tests.support.browser import House, open_page, running_house, sign_in

pytestmark = pytest.mark.browser

CORPUS = Path(__file__).resolve().parent.parent / "support" / "xss.txt"
MEMBER = "reader@example.org"
SET_UP = f"""
from tests.e2e import hostile
print(hostile.fill({str(CORPUS)!r}, {MEMBER!r}))
"""
# What a page of ours never holds, whatever was written into it.
FOREIGN = """() => [
  ...document.querySelectorAll("script:not([src]), iframe, object, embed, base, style, [style], form[action^='javascript']"),
  ...[...document.querySelectorAll("*")].filter(one =>
    [...one.attributes].some(each => each.name.startsWith("on") || /^\\s*(javascript|vbscript|data):/i.test(each.value))),
  ...document.querySelectorAll("main img, main svg:not(.i):not(.mark):not([aria-hidden])"),
].map(one => one.outerHTML.slice(0, 200))"""
WATCH = """
window.ran = () => document.documentElement.setAttribute("data-ran", "yes");
window.stopped = [];
document.addEventListener("securitypolicyviolation", one => window.stopped.push(one.blockedURI));
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_house(tmp_path_factory.mktemp("hostile")) as found:
        yield found


def faults_of(page: Page, house: House, address: str, said: list[str]) -> list[str]:
    """What is wrong with a page after it was loaded, the pointer went over it and everything was unfolded."""
    said.clear()
    answer = page.goto(address)
    assert answer is not None
    found = [] if answer.status == 200 else [f"status {answer.status}"]
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    if page.evaluate("document.documentElement.hasAttribute('data-ran')"):
        found.append("something ran")
    found += page.evaluate("window.stopped")
    found += page.evaluate(FOREIGN)
    return found + said


def test_200_texts_in_every_field_run_nothing_and_cause_no_report(house: House, browser: Browser) -> None:
    addresses = house.run(SET_UP).strip().splitlines()[-1].split()
    assert len(texts(str(CORPUS))) >= 200
    assert len(addresses) > 90
    page = open_page(browser, house, audited=False)
    page.add_init_script(WATCH)
    sign_in(page, house, MEMBER)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: None if request.url.startswith(house.url) else said.append(request.url))
    found = {address: faults for address in addresses if (faults := faults_of(page, house, address, said))}
    page.context.close()
    assert found == {}


def test_the_watch_sees_what_runs(house: House, browser: Browser) -> None:
    page = open_page(browser, house, audited=False)
    page.add_init_script(WATCH)
    page.goto("/in/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=ran()><p style=x:1>')"
    )
    page.wait_for_function("window.stopped.length")
    assert page.evaluate(FOREIGN)
    page.context.close()
