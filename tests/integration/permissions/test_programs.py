"""Every act × every kind of person, and how many of each noun each of them sees, against the tables beside this file (T5).

A new act or noun without a row fails; so does an answer that differs. The message is the row as it should read.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from confed.api import ACTS, NOUNS
from confed.kernel import clock
from tests.integration.permissions import bodies
from tests.integration.permissions.world import ACTORS, World, build, undone

HERE = Path(__file__).parent
ACT_TABLE, NOUN_TABLE = HERE / "acts.txt", HERE / "nouns.txt"
NAMES = sorted(one.name for one in ACTS)


def rows(table: Path) -> dict[str, list[str]]:
    found = (line.split() for line in table.read_text().splitlines() if line and not line.startswith("#"))
    return {words[0]: words[1:] for words in found}


def line(name: str, answers: list[object]) -> str:
    """A row of the table."""
    return f"{name:<24}" + "".join(
        f" {answer!s:>{max(4, len(actor))}}" for answer, actor in zip(answers, ACTORS, strict=True)
    )


@pytest.fixture(scope="module")
def lively(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The confederation with one of everything that an act can name."""
    with django_db_blocker.unblock(), undone():
        made = build()
        bodies.enrich()
        yield made, clock.now()


@pytest.fixture
def world(lively) -> World:
    made, moment = lively
    clock.set_clock(moment)
    return made


def test_every_act_and_every_noun_has_its_row():
    assert set(rows(ACT_TABLE)) == set(NAMES)
    assert set(rows(NOUN_TABLE)) == set(NOUNS)


@pytest.mark.parametrize("act", NAMES)
def test_acts_answer_as_the_table_says(world: World, act: str):
    sent, answers = bodies.body(act), []
    for actor in ACTORS:
        with undone():
            answer = world.client(actor).post(f"/api/1/acts/{act}/", sent, content_type="application/json")

            assert answer.status_code == 200 or answer.json()["title"], f"{act} for {actor}: refused without a sentence"
            assert answer.status_code == 200 or answer["Content-Type"] == "application/problem+json"
            answers.append(answer.status_code)
    assert rows(ACT_TABLE).get(act) == [str(answer) for answer in answers], line(act, answers)


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_everybody_sees_of_a_noun_what_the_table_says(world: World, noun: str):
    seen = [world.client(actor).get(f"/api/1/{noun}/").json()["count"] for actor in ACTORS]
    assert rows(NOUN_TABLE).get(noun) == [str(number) for number in seen], line(noun, seen)


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_a_list_costs_the_same_for_one_row_and_for_all(world: World, noun: str):
    client, spent = world.client("secretary"), []
    for size in (1, 200):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/1/{noun}/?size={size}")
        spent.append(len(queries))
    assert spent[0] == spent[1] <= 15
