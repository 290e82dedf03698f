"""Figures of the browsers: a walk of `tests/e2e` is gone a few times, and notes them as `milliseconds`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

WALKS = {
    # From the tap on “Announce” until the page that lies open on the recalled delegate's phone has lost its buttons.
    "recall": "tests/e2e/test_live_recall.py",
    # From asking for the mandates, in a browser that was just opened without signal, until one can be read.
    "card": "tests/e2e/test_offline.py::test_offline_delegates_weekend",
    # From an act in one window of the demo until another, which nobody touches, shows it; the slowest of four.
    "seen": "tests/e2e/test_demo.py::test_one_evening_in_three_windows",
}
ROUNDS = 3


def measure() -> dict[str, Any]:
    """Go each walk a few times; milliseconds of each, least first."""
    return {name: sorted(_milliseconds(walk) for _round in range(ROUNDS)) for name, walk in WALKS.items()}


def _milliseconds(walk: str) -> int:
    """Go it once, on the embedded database, and return what its browsers noted."""
    with tempfile.TemporaryDirectory(prefix="confed-bench-") as folder:
        told = Path(folder) / "walk.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "junit_family=legacy"]
        environment = {name: said for name, said in os.environ.items() if name != "DATABASE_URL"}
        subprocess.run(
            [*command, "-n", "0", f"--junitxml={told}", walk], env=environment, check=True, stdout=sys.stderr
        )
        found = ElementTree.parse(told).find(".//property[@name='milliseconds']")  # noqa: S314  # pytest wrote it
    if found is None:
        raise RuntimeError(f"{walk} noted no moment.")
    return int(found.attrib["value"])
