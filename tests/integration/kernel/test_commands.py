"""The commands of the kernel: verify, drain, move the clock of a demo, print a way in."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from confed.kernel import clock, effects
from confed.kernel.access import peek_code
from confed.kernel.models import Disclosure, Effect
from confed.kernel.person import register_person
from confed.kernel.use_case import in_use_case
from tests.integration.kernel.acts import KIND, TESTER, move_benches, open_commune, owe_moves
from tests.support.processes import ROOT

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def movable(settings, tmp_path):
    settings.CLOCK_FILE = tmp_path / "clock"


def test_verify_journal_prints_one_line_a_chain():
    move_benches(chain=open_commune(code="rosehill"))
    open_commune(code="hilltop")
    first, second = run("verify_journal").splitlines()
    assert first == "good  hilltop: 0 entries, head "
    assert second.startswith("good  rosehill: 1 entries, head ")


def test_verify_journal_names_the_first_bad_entry_and_exits_1():
    chain = open_commune(code="rosehill")
    for _ in range(3):
        move_benches(chain=chain)
    Disclosure.objects.exclude(entry__seq=1).update(value="Somebody")
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_journal", stdout=out, stderr=StringIO())
    assert end.value.code == 1
    assert out.getvalue() == (
        "BAD   rosehill: entry 2: the personal words of “who” are not those it was entered with (and 1 more)\n"
    )


def test_drain_says_what_it_did():
    owe_moves(chain=open_commune(code="rosehill"), number=2)
    assert run("drain") == "2 done, 0 stuck.\n"


def test_drain_tries_again_what_is_stuck_only_where_it_is_told_to():
    owe_moves(chain=open_commune(code="rosehill"), number=2)
    Effect.objects.update(attempts=effects.MOST_ATTEMPTS)
    assert run("drain") == "0 done, 2 stuck.\n"
    assert run("drain", "--stuck") == "2 done, 0 stuck.\n"


def test_signin_link_lets_this_person_in():
    person = register_person(actor=TESTER, name="Rojda", mail="rojda@example.org")
    line = run("signin_link", "Rojda@example.org").strip()
    assert line.startswith("/in/slip/")
    assert peek_code(line.removeprefix("/in/slip/").rstrip("/")) == person


def test_signin_link_for_nobody_is_refused():
    with pytest.raises(CommandError, match="Nobody signs in"):
        run("signin_link", "nobody@example.org")


def test_move_clock_without_a_movable_clock_is_refused(settings):
    settings.CLOCK_FILE = None
    with pytest.raises(CommandError, match="cannot be moved"):
        run("move_clock", "--days", "1")


def test_move_clock_by_days_adds_up(movable):
    begun = datetime.now(UTC)
    run("move_clock", "--days", "1")
    run("move_clock", "--days", "2")
    assert timedelta(days=3) <= clock.now() - begun < timedelta(days=3, seconds=30)


def test_move_clock_to_a_moment_of_a_zone(movable):
    year = datetime.now(UTC).year + 1
    said = run("move_clock", f"{year}-12-05 23:59", "--zone", "Europe/Paris")
    assert said == f"It is now {year}-12-05 23:59 CET.\n"
    assert timedelta(0) <= clock.now() - datetime(year, 12, 5, 22, 59, tzinfo=UTC) < timedelta(seconds=30)


def test_move_clock_to_the_next_effect_makes_it_due(movable):
    chain = open_commune(code="rosehill")
    with in_use_case():
        later = clock.now() + timedelta(days=18)
        effects.put(key="close", kind=KIND, args={"chain": chain.pk, "count": 1}, not_before=later)
    assert effects.drain() == 0
    run("move_clock", "--to-next-effect")
    assert effects.drain() == 1
    with pytest.raises(CommandError, match="Nothing is waiting"):
        run("move_clock", "--to-next-effect")


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        ([], "Say one of"),
        (["--days", "1", "--to-next-effect"], "Say one of"),
        (["2020-01-01 00:00"], "only moves forward"),
        (["--days=-1"], "only moves forward"),
        (["tomorrow"], "not a moment"),
        (["2026-12-05", "--zone", "Nowhere/Land"], "not a moment"),
    ],
)
def test_move_clock_to_what_cannot_be_is_refused(movable, arguments: list[str], refusal: str):
    with pytest.raises(CommandError, match=refusal):
        run("move_clock", *arguments)


def test_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    nobody = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "confed.settings",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "CONFED_VAR": str(tmp_path),
    }
    ended = subprocess.run(
        [sys.executable, "manage.py", "verify_journal"],
        cwd=ROOT,
        env=nobody,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database did not answer: ")
    assert "Nothing was changed." in ended.stderr
    assert "Traceback" not in ended.stderr
