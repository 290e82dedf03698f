"""Every address × GET and POST × every kind of person, against the table beside this file (T5).

A new address without a row fails; so does an answer that differs from its row. The message is the row as it should read.
"""

from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.integration.permissions.world import ACTORS, World, ask

TABLE = Path(__file__).with_name("table.txt")
METHODS = ("GET", "POST")
ELSEWHERE = ("account_", "api_")
SHOWN_ONLY_TO_BUILDERS = {"components"}  # with CONFED_DEBUG


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> dict[str, str]:
    """The first name of each address."""
    found: dict[str, str] = {}
    for one in patterns:
        place = prefix + str(one.pattern)
        more = routes(one.url_patterns, place) if isinstance(one, URLResolver) else {place: one.name or place}
        found = more | found
    return found


def names() -> list[str]:
    """Each address by one name: names that the sign-in library leads to stand at addresses of ours.

    Addresses for programs (`api_…`) have tables of their own beside this one.
    """
    known = routes(get_resolver().url_patterns).values()
    return sorted(name for name in set(known) if not name.startswith(ELSEWHERE) and name not in SHOWN_ONLY_TO_BUILDERS)


def expected() -> dict[tuple[str, str], list[str]]:
    rows = {}
    for line in TABLE.read_text().splitlines():
        words = line.split()
        if words and not words[0].startswith("#"):
            rows[words[0], words[1]] = words[2:]
    return rows


def line(name: str, method: str, answers: list[int]) -> str:
    """A row of the table."""
    cells = "".join(f" {answer:>{max(4, len(actor))}}" for answer, actor in zip(answers, ACTORS, strict=True))
    return f"{name:<17} {method:<4}{cells}"


def test_every_address_has_its_rows_and_every_row_its_address():
    assert set(expected()) == {(name, method) for name in names() for method in METHODS}


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("method", METHODS)
def test_answers_are_those_of_the_table(world: World, name: str, method: str):
    path = reverse(name, args=world.addresses.get(name, ()))
    answers = [ask(world, name, method, actor, path) for actor in ACTORS]
    assert expected().get((name, method)) == [str(answer) for answer in answers], line(name, method, answers)
