"""T1 and T2: nobody votes twice, nothing is cast after the close, and nothing is lost, whoever comes at the same moment."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from assemblies.models import Ballot, Elector, Slip
from assemblies.queries.receipts import fresh_code
from assemblies.services.ballot import announce_result, close_ballot, open_ballot
from assemblies.services.cast import Receipt, cast_named, cast_secret, change_secret
from confed.kernel import clock
from confed.kernel.errors import RuleStops
from confed.kernel.models import JournalEntry, Person
from tests.factories.assemblies import make_item, make_proposal, make_sitting
from tests.factories.ballots import make_phones, open_vote

ROOT = Path(__file__).resolve().parents[3]
PROCESSES, VOTERS = 8, 300
ROUNDS, IN_ROUND, CLOSERS, THREADS = 50, 50, 20, 12


@pytest.fixture(autouse=True)
def running_clock():
    """Other processes have no stopped clock."""
    clock.set_clock(None)


def outside(folder: Path) -> dict[str, str]:
    """The environment of another process on the database of this test."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{config['NAME']}"
    else:
        url = f"postgres://{config['USER']}@{config['HOST'] or '127.0.0.1'}:{config['PORT']}/{config['NAME']}"
    kept = {key: value for key, value in os.environ.items() if key not in ("REDIS_URL", "CONFED_DEBUG")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "confed.settings",
        "CONFED_VAR": str(folder),
        "DATABASE_URL": url,
        "URN_KEY": settings.URN_KEY,
    }


def test_eight_processes_and_300_voters_give_300_ballots(fresh_db, tmp_path):
    phones = make_phones(VOTERS)
    ballot = open_vote(phones)
    connections.close_all()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.voters", str(ballot.pk)],
            cwd=ROOT,
            env=outside(tmp_path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    try:
        assert [process.stdout.readline() for process in started] == ["ready\n"] * PROCESSES
        for process in started:
            process.stdin.write("go\n")
            process.stdin.flush()
        told = [process.communicate(timeout=120)[0] for process in started]
    finally:
        for process in started:
            process.kill()
            process.wait()
    found = sum((Counter(json.loads(each)) for each in told), Counter())
    assert found == {"cast": VOTERS, "refused: You voted already.": (PROCESSES - 1) * VOTERS}
    assert Elector.objects.filter(snapshot=ballot.snapshot, marked=True).count() == VOTERS
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert Slip.objects.filter(receipt__isnull=False).count() == VOTERS
    assert Slip.objects.filter(choice="for").count() == VOTERS


def at_once(pool: ThreadPoolExecutor, acts: list) -> list:
    """Do all acts, as many at a time as there are threads; a refusal is an answer, anything else a failure."""

    def run(act):
        try:
            return act()
        except RuleStops as refused:
            return refused

    return list(pool.map(run, acts))


def casting(ballot: Ballot, person: Person, code: int) -> Callable[[], object]:
    """One vote, to be cast by some thread."""
    return lambda: cast_secret(actor=person, ballot=ballot, choice="for", code=code)


def closing(ballot: Ballot, facilitator: Person) -> Callable[[], object]:
    """One press of the button that closes."""
    return lambda: close_ballot(actor=facilitator, ballot=ballot)


def close_connections(pool: ThreadPoolExecutor) -> None:
    """Let every thread of the pool leave the database."""
    waiting = [pool.submit(connections.close_all) for _ in range(THREADS * 4)]
    for each in waiting:
        each.result()


def test_votes_against_closers_nothing_is_cast_after_the_close_and_nothing_lost(fresh_db):
    phones = make_phones(IN_ROUND, values={"ballot.receipt": "choice"})
    hall, chance = phones.hall, random.Random(2)
    sitting = make_sitting(hall)
    cut = 0
    with ThreadPoolExecutor(THREADS) as pool:
        for number in range(ROUNDS):
            item = make_item(hall, sitting, make_proposal(hall, title=f"Question {number}"))
            ballot = open_ballot(actor=hall.facilitator, item=item, method="secret")
            votes = [casting(ballot, person, fresh_code()) for person in phones.people]
            closers = [closing(ballot, hall.facilitator)] * CLOSERS
            # Some vote first; then voters and closers meet.
            first = chance.randrange(IN_ROUND - 10)
            rest = [*votes[first:], *closers]
            chance.shuffle(rest)
            found = at_once(pool, [*votes[:first], *rest])
            receipts = {each.code for each in found if isinstance(each, Receipt)}
            refused = [each for each in found if isinstance(each, RuleStops)]
            assert {str(each) for each in refused} <= {"This vote is closed."}
            assert [each.stage for each in found if isinstance(each, Ballot)] == ["closed"] * CLOSERS
            published = list(Slip.objects.filter(ballot=ballot))
            marks = Elector.objects.filter(snapshot=ballot.snapshot, marked=True).count()
            assert {slip.receipt for slip in published} == receipts
            assert len(published) == marks == len(receipts) == IN_ROUND - len(refused)
            entries = JournalEntry.objects.filter(scope=f"assembly:{sitting.pk}", kind="urn_closed").order_by("-id")
            assert (entries.count(), json.loads(entries[0].payload)["slips"]) == (number + 1, marks)
            announce_result(actor=hall.facilitator, ballot=ballot)
            cut += bool(refused)
        close_connections(pool)
    assert cut > ROUNDS // 2, "the closers came too late to prove anything"


def test_named_votes_against_closers_are_counted_as_cast(fresh_db):
    phones = make_phones(IN_ROUND)
    hall = phones.hall
    ballot = open_vote(phones, "named")
    votes = [
        lambda person=person: cast_named(actor=person, ballot=ballot, choice="for") or person
        for person in phones.people
    ]
    closers = [closing(ballot, hall.facilitator)] * CLOSERS
    acts = [*votes[:20], *closers, *votes[20:]]
    with ThreadPoolExecutor(THREADS) as pool:
        found = at_once(pool, acts)
        close_connections(pool)
    cast = [each for each in found if each in phones.people]
    assert announce_result(actor=hall.facilitator, ballot=ballot).result.counts["for"] == len(cast)
    assert len(cast) < IN_ROUND


def test_two_devices_at_once_cast_one_vote_and_the_same_form_twice_is_one_slip(fresh_db):
    phones = make_phones(8)
    ballot = open_vote(phones)
    person = phones.people[4]

    with ThreadPoolExecutor(THREADS) as pool:
        found = at_once(pool, [casting(ballot, person, code) for code in (7, 7, 8, 8, 9, 7)])
        receipts = [each for each in found if not isinstance(each, RuleStops)]
        assert len({receipt.code for receipt in receipts}) == 1
        assert [receipt.is_repeated for receipt in receipts].count(False) == 1
        code = receipts[0].code
        changes = [
            lambda choice=choice: change_secret(ballot=ballot, code=code, choice=choice)
            for choice in ("for", "against", "abstain") * 3
        ]
        assert not [each for each in at_once(pool, changes) if isinstance(each, RuleStops)]
        close_connections(pool)
    assert Elector.objects.filter(snapshot=ballot.snapshot, marked=True).count() == 1


def test_code_of_somebody_else_leaves_no_mark(fresh_db):
    phones = make_phones(8)
    ballot = open_vote(phones)
    cast_secret(actor=phones.people[0], ballot=ballot, choice="for", code=7)
    with pytest.raises(RuleStops, match="code is on another slip"):
        cast_secret(actor=phones.people[1], ballot=ballot, choice="for", code=7)
    assert Elector.objects.filter(snapshot=ballot.snapshot, marked=True).count() == 1
    cast_secret(actor=phones.people[1], ballot=ballot, choice="for", code=8)
