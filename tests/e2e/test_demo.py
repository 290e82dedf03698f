"""The demo as a newcomer walks it: an answer entered by a secretary, seen by another, and the window closed."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import ROOT, Served, axe, chromium, free_port, no_sideways_scroll, open_page

pytestmark = pytest.mark.browser

START_SECONDS = 180
LIVE = 20_000  # milliseconds in which an open page must have heard of a change


@dataclass(frozen=True)
class Demo:
    """A running demo and what it printed."""

    house: Served
    printed: str
    port: int
    folder: Path

    def address(self, ending: str) -> str:
        """Return the first printed address that contains this."""
        return next(word for word in self.printed.split() if word.startswith("http") and ending in word)

    def slip(self, role: str) -> str:
        """Return the sign-in address printed for a role."""
        part = self.printed.split(f"  {role} ", 1)[1]
        return next(word for word in part.split() if "/in/slip/" in word)

    def close(self) -> str:
        """Let the story go on to the end of its window."""
        done = subprocess.run(
            [sys.executable, "manage.py", "demo", "--close", "--port", str(self.port), "--folder", str(self.folder)],
            cwd=ROOT,
            env=self.house.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Start `manage.py demo` as a newcomer would, and stop it in the end."""
    port, log = free_port(), folder / "demo.log"
    dropped = ("DATABASE_URL", "REDIS_URL", "CONFED_DEBUG", "CONFED_DEMO", "CONFED_VAR")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.support.house_settings"
    data = folder / "data"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port), "--folder", str(data)],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            end = time.monotonic() + START_SECONDS
            while "listens on" not in log.read_text():
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < end, log.read_text()
                time.sleep(0.3)
            yield Demo(Served(f"http://localhost:{port}", environment), log.read_text(), port, data)
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def enter(page: Page, slip: str) -> None:
    page.goto(slip)
    page.get_by_role("button", name=re.compile("Sign in as")).click()
    page.wait_for_url(re.compile(r"/$"))


def answer_on_paper(page: Page, day: str) -> None:
    page.get_by_role("link", name=re.compile("Enter the answer of")).first.click()
    page.get_by_label(re.compile("^Day")).fill(day)
    page.get_by_label("Place").fill("Under the market roof")
    for label, number in (("People with a vote", "28"), ("Youth", "0"), ("Guests", "0")):
        page.get_by_label(label).fill(number)
    for label, number in (("Yes", "20"), ("No", "6"), ("Abstain", "2")):
        page.get_by_label(label, exact=True).fill(number)
    page.get_by_label("First teller").fill("Ines Roux")
    page.get_by_label("Second teller").fill("Omar Vidal")
    page.get_by_role("button", name="See what this means").click()
    page.get_by_role("button", name="Enter this assembly").click()
    page.wait_for_load_state()


def test_demo_prints_four_ways_in_and_how_to_close(demo: Demo) -> None:
    assert demo.printed.count("/in/slip/") == 4
    assert "demo-close" in demo.printed


@pytest.mark.parametrize("role", ["delegate", "member", "facilitator"])
def test_slip_signs_in_and_the_first_page_has_no_fault(demo: Demo, browser: Browser, role: str) -> None:
    page = open_page(browser, demo.house, width=390, height=844)
    enter(page, demo.slip(role))
    assert axe(page) == []
    assert no_sideways_scroll(page)
    page.context.close()


PAGES = [
    "/",
    "/in/",
    "/d/",
    "/c/assembly-of-assemblies/",
    "/c/assembly-of-assemblies/charter/",
    "/c/assembly-of-assemblies/d/1/",
    "/c/assembly-of-assemblies/a/1/",
    "/c/assembly-of-assemblies/a/1/minutes/",
    "/c/assembly-of-assemblies/a/1/council/",
    "/c/le-marche/",
    "/c/le-marche/charter/",
    "/c/le-marche/a/1/",
    "/c/le-marche/d/1/",
    "/c/la-barriere/mandates/",
]


@pytest.mark.parametrize(
    ("width", "look"), [(1280, {"scheme": "light"}), (390, {"contrast": "more"}), (320, {"scheme": "dark"})]
)
def test_public_pages_of_the_story_have_no_fault(
    demo: Demo, browser: Browser, width: int, look: dict[str, str]
) -> None:
    page = open_page(browser, demo.house, width=width, height=844, **look)
    faults = []
    for address in PAGES:
        answer = page.goto(demo.house.url + address)
        assert answer is not None
        assert answer.status == 200, address
        faults += [f"{address}: {fault}" for fault in axe(page)]
        if not no_sideways_scroll(page):
            faults.append(f"{address}: scrolls sideways at {width}")
    page.context.close()
    assert faults == []


def test_answer_is_seen_without_reload_and_the_close_turns_the_tendency(demo: Demo, browser: Browser) -> None:
    watcher = open_page(browser, demo.house)
    watcher.goto(demo.address("/d/1/"))
    watcher.evaluate("window.neverReloaded = true")
    watcher.get_by_text("7 yes, 9 no, 1 abstain").first.wait_for()
    watcher.get_by_text("15 for, 8 against, 1 abstain").first.wait_for()

    secretary = open_page(browser, demo.house, width=390, height=844)
    enter(secretary, demo.slip("secretary"))
    answer_on_paper(secretary, f"{datetime.now(ZoneInfo('Europe/Paris')):%Y-%m-%d}")
    watcher.get_by_text("8 yes, 9 no, 1 abstain").first.wait_for(timeout=LIVE)

    demo.close()
    watcher.get_by_text("8 yes, 12 no, 1 abstain").first.wait_for(timeout=LIVE)
    watcher.get_by_text("Not ratified").first.wait_for(timeout=LIVE)
    assert watcher.get_by_text("The tendency is reversed").is_visible()
    assert watcher.evaluate("window.neverReloaded") is True
    assert axe(watcher) == []
