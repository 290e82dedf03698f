"""`make lighthouse`: Lighthouse on a mobile profile over four pages of a running house; writes docs/lighthouse.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.machine import describe
from tests.support.browser import CHROMIUM, FLAGS, ROOT, House, running_house

PROGRAM = ROOT / ".tools" / "lighthouse" / "node_modules" / ".bin" / "lighthouse"
PAGE = ROOT / "docs" / "lighthouse.md"
ROUNDS, TRIES = 3, 3
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100}
FIGURES = {
    "first-contentful-paint": "first paint, s",
    "largest-contentful-paint": "largest paint, s",
    "total-blocking-time": "blocked, ms",
    "total-byte-weight": "sent, KB",
}
DIVISORS = {"first-contentful-paint": 1000, "largest-contentful-paint": 1000, "total-byte-weight": 1024}


@dataclass(frozen=True)
class Look:
    """A page that is measured: the world it stands in, its address there, and who reads it."""

    name: str
    world: str
    address: str
    mail: str


LOOKS = (
    Look("Now", "votes", "/", "voter@example.org"),
    Look("Ballot", "votes", "/v/{secret}/", "voter@example.org"),
    Look("Decision", "council", "/c/{ring}/d/59/", "hand1@saltmarsh.example"),
    Look("Mandate", "council", "/mandates/", "hand1@saltmarsh.example"),
)


def measured(url: str, session: str) -> dict[str, Any]:
    """Run Lighthouse over this address, signed in, and return its report; on a busy machine it may lose its trace."""
    flags = " ".join(["--headless=new", *FLAGS])
    command = [str(PROGRAM), url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(GOALS)}", f"--extra-headers={json.dumps({'Cookie': session})}"]
    environment = {**os.environ, "CHROME_PATH": CHROMIUM}
    for _ in range(TRIES):
        run = subprocess.run(command, env=environment, check=False, stdout=subprocess.PIPE, text=True)
        if run.returncode == 0:
            break
    run.check_returncode()
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def score(report: dict[str, Any], category: str) -> int:
    return round(report["categories"][category]["score"] * 100)


def visit(house: House, looks: list[Look]) -> dict[str, dict[str, Any]]:
    """Measure the pages of one world; of the rounds the one in the middle counts."""
    mails = sorted({look.mail for look in looks})
    said = house.run(f"from tests.screens.worlds import tell; tell({looks[0].world!r}, {mails!r})")
    told = json.loads(said.strip().splitlines()[-1])
    found = {}
    for look in looks:
        url = house.url + look.address.format(**told["places"])
        session = f"sessionid={told['sessions'][look.mail]}"
        rounds = [measured(url, session) for _ in range(ROUNDS)]
        found[look.name] = sorted(rounds, key=lambda report: score(report, "performance"))[ROUNDS // 2]
        print(look.name, *(f"{goal} {score(found[look.name], goal)}" for goal in GOALS), flush=True)
    return found


def faults(report: dict[str, Any]) -> list[str]:
    """Name what cost points, most of it first."""
    lost = []
    for category in GOALS:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                lost.append((-part["weight"] * (1 - audit["score"]), f"{audit['id']} {audit.get('displayValue', '')}"))
    return [" ".join(line.split()) for _, line in sorted(lost)]


def page(found: dict[str, dict[str, Any]]) -> str:
    """Write the figures as a page."""
    any_report = next(iter(found.values()))
    lines = [
        "# Lighthouse",
        "",
        f"Written by `make lighthouse` on {datetime.now(UTC).date().isoformat()}: Lighthouse"
        f" {any_report['lighthouseVersion']}, its mobile profile (a slow phone on slow 4G, simulated), {describe()}.",
        "Signed in, on `manage.py serve` as in production, every file sent anew;"
        f" the middle one of {ROUNDS} rounds. Goals: {', '.join(f'{name} {goal}' for name, goal in GOALS.items())}.",
        "",
        f"| page | {' | '.join([*GOALS, *FIGURES.values()])} | what costs points |",
        f"|---|{'---|' * (len(GOALS) + len(FIGURES) + 1)}",
    ]
    for name, report in found.items():
        scores = [str(score(report, goal)) for goal in GOALS]
        sizes = [f"{report['audits'][kind]['numericValue'] / DIVISORS.get(kind, 1):.1f}" for kind in FIGURES]
        lines.append(f"| {' | '.join([name, *scores, *sizes])} | {'; '.join(faults(report)) or 'nothing'} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure each page, write the figures, fail where a goal is missed."""
    reader = argparse.ArgumentParser(prog="python -m tests.screens.lighthouse", description=__doc__)
    reader.add_argument("--keep", type=Path, help="a folder for the whole reports, as JSON")
    chosen = reader.parse_args()
    found: dict[str, dict[str, Any]] = {}
    for world in dict.fromkeys(look.world for look in LOOKS):
        with tempfile.TemporaryDirectory(prefix="confed-lighthouse-") as scratch, running_house(Path(scratch)) as house:
            found |= visit(house, [look for look in LOOKS if look.world == world])
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        for name, report in found.items():
            (chosen.keep / f"{name}.json").write_text(json.dumps(report))
    PAGE.write_text(page(found))
    print(PAGE.read_text())
    missed = [name for name, report in found.items() if any(score(report, at) < goal for at, goal in GOALS.items())]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
