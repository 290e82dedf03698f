"""The demo as a newcomer starts it: what it prints, where each guest signs in, and its end."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.support.browser import ROOT, Served, free_port

START_SECONDS = 300


@dataclass(frozen=True)
class Demo:
    """A running demo and what it printed."""

    house: Served
    printed: str
    port: int
    folder: Path

    def address(self, ending: str) -> str:
        """Return the first printed address that ends so."""
        return next(word for word in self.printed.split() if word.startswith("http") and word.endswith(ending))

    def slip(self, role: str) -> str:
        """Return the sign-in address printed for a role."""
        part = self.printed.split(f"  {role} ", 1)[1]
        return next(word for word in part.split() if "/in/slip/" in word)

    def enter(self, page: Page, role: str) -> None:
        """Sign in by the printed address, as a newcomer would, and land where it leads."""
        slip = self.slip(role)
        page.goto(slip)
        page.get_by_role("button", name=re.compile("Sign in as")).click()
        page.wait_for_url(self.house.url + slip.partition("?next=")[2])

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
def running_demo(folder: Path, story: str = "avelle") -> Iterator[Demo]:
    """Start `manage.py demo` as a newcomer would, and stop it in the end."""
    port, log = free_port(), folder / "demo.log"
    dropped = ("DATABASE_URL", "REDIS_URL", "CONFED_DEBUG", "CONFED_DEMO", "CONFED_VAR")
    environment = {key: value for key, value in os.environ.items() if key not in dropped}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.support.house_settings"
    data = folder / "data"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--story", story, "--port", str(port), "--folder", str(data)],
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
