"""A rehearsal plays in a database of its own: every variant passes, and the instance is not touched."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[3]
SMALL = """\
rehearsal: 1
title: Three communes try a charter
start: 2025-01-10
zone: Europe/Paris
defaults: {voters: 28}
communes:
  top:
    template: assembly-of-assemblies
    charter: {quorum.ordinary: 1/5, delegation.form: single}
    communes:
      B1..B3: {roll: 40}
steps:
  - day: -5
    name_delegation: {commune: base}
  - publish: {council: top, item: call, title: A call, body: Meet in spring.}
  - mandate: {commune: B1, item: call, says: for, latitude: bounded, red_lines: [No party signs with us]}
  - day: -2
    change_text: {item: call, body: Meet in autumn., reason: the harvest}
  - expect: {item: call, commune: B1, mandate: degraded}
  - day: 0
    at: 10:00
    sitting: {council: top, present: B1..B2}
  - vote: {item: call, cast: {for: B1, send_back: B2}}
  - expect: {item: call, voices: 2, binding: 0-0-0, indicative: 1-0-0, tendency: 1-0-0, send_back: 1, council: provisional}
  - day: 2
    refused:
      words: more than the 28 present
      answer: {item: call, commune: B1, counts: 20-9-2}
  - day: 3
    answer: {item: call, commune: B2, says: for, voters: 7}
  - expect: {item: call, commune: B2, answer: inquorate, quorate: no, needed: 8}
  - day: 4
    paper: {item: call, commune: B3, says: for, held: 2, tellers: [Ana, Bo], witnesses: [Cy, Di], voters: 28}
  - expect: {item: call, commune: B3, answer: for, basis: paper}
  - day: 5
    correct: {item: call, commune: B3, counts: 6-20-2, reason: the sheets were swapped}
  - expect: {item: call, commune: B3, answer: against, counts: 6-20-2}
  - day: 6
    answer: {item: call, commune: B2, by: paper, held: 5, says: for}
  - expect: {item: call, interim: 1-1-0, outstanding: 1, can_change: yes}
"""


@dataclass(frozen=True)
class Done:
    """How the command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Rehearse = Callable[..., Done]


def started(folder: Path, *arguments: str) -> Done:
    """The command as a program of its own, beside an instance that is not there yet."""
    dropped = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    done = subprocess.run(
        [sys.executable, "manage.py", "rehearse", *arguments],
        cwd=ROOT,
        env={**kept, "CONFED_VAR": str(folder / "var"), "CONFED_LOG_LEVEL": "WARNING"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def rehearse(django_db_blocker: DjangoDbBlocker) -> Iterator[Rehearse]:
    """The command in this process, whose own database it leaves alone."""

    def run(*arguments: str) -> Done:
        out, code, refusal = StringIO(), 0, ""
        try:
            call_command("rehearse", *arguments, stdout=out)
        except SystemExit as ended:
            code = int(str(ended.code))
        except CommandError as refused:
            code, refusal = 1, str(refused)
        return Done(code, out.getvalue(), refusal)

    with django_db_blocker.unblock():
        yield run


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("avelle", ""),
        ("saint-nazaire", "stands"),
        ("saint-nazaire", "assent"),
        ("saint-nazaire", "late"),
        ("four-levels", "a-day-late"),
        ("one-commune", "stays"),
        ("one-commune", "beside"),
        ("two-versions", "on-version-2"),
        ("two-versions", "a-day-late"),
        ("recall", "kept"),
    ],
)
def test_variant_of_a_shipped_rehearsal_passes(rehearse: Rehearse, name: str, variant: str) -> None:
    done = rehearse(name, "--variant", variant, "--json")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    (report,) = json.loads(done.stdout)
    assert report["variant"] == variant
    assert report["compared"] >= 40


def test_small_file_with_every_kind_of_answer_passes_and_leaves_no_database(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL)
    done = started(tmp_path, str(tmp_path / "small.yaml"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 differ." in done.stdout
    assert not list((tmp_path / "var").glob("*.sqlite3"))


def test_difference_is_shown_in_a_table_and_the_exit_is_1(rehearse: Rehearse, tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(SMALL.replace("interim: 1-1-0", "interim: 2-0-0"))
    done = rehearse(str(tmp_path / "wrong.yaml"))
    assert done.returncode == 1
    row = next(line for line in done.stdout.splitlines() if line.startswith("as written"))
    line = len(SMALL.splitlines())
    assert re.split(r"\s{2,}", row) == ["as written", str(line), "6", "interim", "2–0–0", "1–1–0"]


def test_act_that_is_refused_stops_the_playing(rehearse: Rehearse, tmp_path: Path) -> None:
    unsent = SMALL.replace("    name_delegation: {commune: base}\n  - publish", "    publish")
    assert unsent != SMALL
    (tmp_path / "stops.yaml").write_text(unsent)
    done = rehearse(str(tmp_path / "stops.yaml"))
    assert done.returncode == 1
    assert "stopped:" in done.stdout
    assert "1 playing stopped" in done.stdout


def test_mistaken_file_plays_nothing_and_names_line_and_key(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(SMALL.replace("roll: 40", "rol: 40"))
    done = started(tmp_path, str(tmp_path / "bad.yaml"), "--into")
    assert done.returncode == 1
    assert "line 11, communes.top.communes.B1..B3.rol: There is no key “rol” here" in done.stderr
    assert "Did you mean “roll”?" in done.stderr
    assert done.stdout == ""
    assert not list((tmp_path / "var").glob("*.sqlite3"))


def test_unknown_name_lists_nothing_and_asks_what_was_meant(rehearse: Rehearse) -> None:
    done = rehearse("saint-nazair")
    assert done.returncode == 1
    assert "Did you mean “saint-nazaire”?" in done.stderr


def test_unknown_variant_names_those_there_are(rehearse: Rehearse) -> None:
    done = rehearse("saint-nazaire", "--variant", "other")
    assert done.returncode == 1
    assert "stands, assent, late" in done.stderr
