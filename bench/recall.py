"""How soon who is recalled can no longer vote: from the tap on “Announce” to the page that lies open on their phone.

`python -m bench.recall` walks the story of a live recall in browsers, as its test does, and prints what they measured.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

WALK = "tests/e2e/test_live_recall.py"
TIMES = 3


def milliseconds() -> float:
    """Walk the story once and return what its browsers noted."""
    with tempfile.TemporaryDirectory(prefix="confed-bench-") as folder:
        told = Path(folder) / "walk.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "junit_family=legacy"]
        subprocess.run([*command, f"--junitxml={told}", WALK], check=True, stdout=sys.stderr)
        found = ElementTree.parse(told).find(".//property[@name='milliseconds']")  # noqa: S314  # pytest wrote it
    if found is None:
        raise RuntimeError("The walk noted no moment.")
    return float(found.attrib["value"])


def main() -> int:
    """Print the middle and the slowest of a few walks."""
    walks = sorted(milliseconds() for _ in range(TIMES))
    print(f"{TIMES} live recalls: median {walks[TIMES // 2] / 1000:.2f} s, slowest {walks[-1] / 1000:.2f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
