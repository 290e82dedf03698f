"""A browser on a real server: starting both, signing in by a slip, axe, and no sideways scroll.

with running_house(folder) as house, chromium() as browser:
    house.run("from assemblies.services.commune import found_commune …")   # set up, in a process of its own
    page = open_page(browser, house, width=390, scheme="dark")
    sign_in(page, house, "hanna@example.org")
    page.goto(house.url + "/d/")
    assert axe(page) == []
    assert no_sideways_scroll(page)
"""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from atexit import register
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, sync_playwright

from tests.support.servers import FOLDER_VARIABLE
from tests.support.system import find_chromium

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = Path(__file__).resolve().parent / "axe-4.11.4" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or find_chromium() or "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How `make test` looks at every page: wide and light, narrow and dark. `make screens` has the other widths and lights.
VIEWS = ({"width": 1280}, {"width": 320, "scheme": "dark"})
ROOM_FOR_A_NOTE = 300  # pixels
START_SECONDS = 40
SESSION_SECONDS = 3600
ARRIVE_SECONDS = 90  # within which what effects bring must have arrived
SESSION = """
from django.test import Client
from confed.kernel.models import Person
client = Client()
client.force_login(Person.objects.get(mail="{mail}"))
print(client.session.session_key)
"""


@dataclass(frozen=True)
class Served:
    """A server of ours."""

    url: str
    environment: dict[str, str]


@dataclass(frozen=True)
class House(Served):
    """A server of ours, the folder it keeps its data in, and a process for errands on the same data."""

    errands: subprocess.Popen[str]

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on the same data and return what it printed."""
        return self._ask(list(arguments))

    def run(self, code: str) -> str:
        """Run Python on the same data and return what it printed."""
        return self._ask(code)

    def _ask(self, errand: str | list[str]) -> str:
        assert self.errands.stdin
        assert self.errands.stdout
        self.errands.stdin.write(json.dumps(errand) + "\n")
        self.errands.stdin.flush()
        answer: dict[str, str] = json.loads(self.errands.stdout.readline())
        assert "fault" not in answer, f"{errand}: {answer.get('fault')}"
        return answer["printed"]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@cache
def _empty_house() -> Path:
    """Make a migrated database and the collected static files, to be copied for each house.

    Once a run, where its workers share a folder: the first makes it, and the others wait.
    """
    if not (shared := os.environ.get(FOLDER_VARIABLE)):
        shared = mkdtemp(prefix="confed-empty-house-")
        register(rmtree, shared, ignore_errors=True)
    house, made = Path(shared) / "house", Path(shared) / "house-made"
    with Path(shared, "house-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            house.mkdir(exist_ok=True)
            for command in ("migrate", "collectstatic"):
                _manage(house, command, "-v", "0", "--noinput")
            made.touch()
    return house


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL", "CONFED_DEBUG")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.support.house_settings",
        "CONFED_VAR": str(folder),
        "CONFED_LOG_LEVEL": "WARNING",
        **more,
    }


def _manage(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=_environment(folder), check=True)


@contextmanager
def running_house(folder: Path, **more: str) -> Iterator[House]:
    """Start `manage.py serve` on an embedded database in this folder; kill it in the end.

    It serves as in production, from collected static files in the folder.
    """
    copytree(_empty_house(), folder, dirs_exist_ok=True)
    environment = _environment(folder, **more)
    port = free_port()
    url = f"http://localhost:{port}"
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        errands = subprocess.Popen(
            [sys.executable, "-m", "tests.support.errands"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            _wait(url, server, folder / "server.log")
            yield House(url, environment, errands)
        finally:  # nothing of it is kept; how a server ends well is tested elsewhere
            for process in (errands, server):
                with process:
                    process.kill()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url + "/in/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"The server did not answer.\n{log.read_text()}")


def launched(playwright: Playwright) -> Browser:
    """Start Chromium; who asked closes it."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; close it in the end. Tests ask for the fixture `browser` instead."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        try:
            yield browser
        finally:
            browser.close()


def open_page(
    browser: Browser,
    house: Served,
    *,
    width: int = 1280,
    height: int = 900,
    scheme: str = "light",
    contrast: str = "no-preference",
    javascript: bool = True,
    audited: bool = True,
) -> Page:
    """Open an empty page of a context of its own; `audited` lets axe in past the content policy."""
    context = browser.new_context(
        base_url=house.url,
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        contrast=contrast,
        java_script_enabled=javascript,
        bypass_csp=audited,
        locale="en-GB",
    )
    return context.new_page()


def sign_in(page: Page, house: House, mail: str) -> None:
    """Give the browser a session of this person, and show where they land; how people sign in is walked elsewhere."""
    session = house.run(SESSION.format(mail=mail)).split()[-1]
    cookie = {"name": "sessionid", "value": session, "url": house.url, "expires": time.time() + SESSION_SECONDS}
    page.context.add_cookies([cookie])
    page.goto(house.url + "/")


def axe(page: Page) -> list[str]:
    """Return what axe finds, a line each; empty is right. Needs JavaScript and an audited page."""
    page.wait_for_load_state()
    size = page.viewport_size
    assert size
    # As high as the page: what sticks to the window's foot must not cover what can be scrolled free. And higher, for
    # a page may still grow by a note, as that of a phone which has just saved it.
    height: int = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height + ROOM_FOR_A_NOTE})
    page.evaluate(AXE.read_text() + "\n;undefined")
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    page.set_viewport_size(size)
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def no_sideways_scroll(page: Page) -> bool:
    """Say whether the page is no wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide <= 0


def press(page: Page, name: str) -> None:
    """Press the first button of this name, and wait for the page it leads to."""
    follow(page.get_by_role("button", name=name, exact=True).first)


def follow(target: Locator) -> None:
    """Press what leads to another page, or to the same one anew, and wait for it: nothing is read too early."""
    with target.page.expect_navigation():
        target.click()


def until(page: Page, address: str, words: str, *, within: str = "main", gone: bool = False) -> None:
    """Read a page anew until it says these words, or no more: effects arrive within seconds, not at once."""
    end = time.monotonic() + ARRIVE_SECONDS
    page.goto(address)
    while (words in " ".join(page.inner_text(within).split())) is gone:
        told = "still says" if gone else "never said"
        assert time.monotonic() < end, f"{address} {told} “{words}”:\n{page.inner_text('main')}"
        time.sleep(0.5)
        page.goto(address)
