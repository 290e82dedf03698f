"""The part of docs/benchmarks.md about a hall with its phones open."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from bench.tables import met, ms, table

GOAL_PEOPLE, GOAL_SECONDS, GOAL_LINEAR = 200, 2, 50
GOAL_LAST_MEDIAN, GOAL_LAST_P95 = 0.3, 0.6
GOAL_WAIT = 0.5
WAYS = {"named": "by name", "secret": "in secret"}


def halls_part(databases: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write everybody votes at once, a change reaches the last, and a minute of a hall."""
    return [
        "## A hall votes at once",
        "Everybody is signed in and has a socket open; all send their vote in the same moment, each on a connection of "
        "its own, to one server a processor with Redis between them (PostgreSQL) or to the one server (SQLite); the clock "
        "stops when the last has its answer. *Insert* is the same crowd writing one plain row each over a page of the same "
        "servers. That each vote is in, and once, is counted on the roll and in the urn. An urn is one sealed row, so "
        f"slips go in one after the other. Goals: {GOAL_PEOPLE} in under {GOAL_SECONDS} s; a vote among 1,000 costs at "
        f"most {GOAL_LINEAR} % more than among 100.",
        table(
            ("database", "way", "people", "s", "range", "ms a vote", "insert, s", "ratio", "goal"), _at_once(databases)
        ),
        "## A change reaches the last phone",
        "The secretary puts a matter on the agenda over the page; each open phone hears of it on its socket, fetches what "
        "is new as its page does, and finds the matter in it. Seconds from sending the form until the last phone has it. "
        f"Goals: median under {GOAL_LAST_MEDIAN} s, 95 of 100 under {GOAL_LAST_P95} s.",
        table(
            ("database", "servers", "phones", "last heard, median", "last shown, median", "p95", "most", "goal"),
            (
                (
                    found["version"],
                    found["halls"]["servers"],
                    change["phones"],
                    *(f"{change[what]['median']:.3f}" for what in ("heard", "shown")),
                    *(f"{change['shown'][what]:.3f}" for what in ("p95", "most")),
                    met(change["shown"]["median"] < GOAL_LAST_MEDIAN and change["shown"]["p95"] < GOAL_LAST_P95),
                )
                for found in databases
                for change in (found["halls"]["change"],)
            ),
        ),
        "## A hall votes within a minute",
        "Each opens the ballot and casts a vote by name, spread over the minute; the agenda changes every five seconds and "
        "every open page follows. Milliseconds a request, of ballots and votes together; one that fails ends the "
        f"measurement. Goal: 95 of 100 within {GOAL_WAIT * 1000:.0f} ms.",
        table(
            ("database", "people", "requests", "median, ms", "p95, ms", "most, ms", "goal"),
            (
                (
                    found["version"],
                    minute["people"],
                    minute["requests"],
                    *(ms(minute[what]) for what in ("median", "p95", "most")),
                    met(minute["p95"] <= GOAL_WAIT),
                )
                for found in databases
                for minute in (found["halls"]["minute"],)
            ),
        ),
    ]


def _at_once(databases: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    for found in databases:
        rows = found["halls"]["at_once"]
        for way, words in WAYS.items():
            first = median(rows[0][way]) / rows[0]["people"]
            for row in rows:
                took, people = median(row[way]), row["people"]
                goal = "–"
                if people == GOAL_PEOPLE:
                    goal = met(took < GOAL_SECONDS)
                elif row is rows[-1]:
                    goal = met(took / people <= first * (1 + GOAL_LINEAR / 100))
                bare = median(row["insert"])
                span = f"{min(row[way]):.2f} to {max(row[way]):.2f}"
                yield (
                    found["version"],
                    words,
                    f"{people:,}",
                    f"{took:.2f}",
                    span,
                    ms(took / people),
                    f"{bare:.2f}",
                    f"{took / bare:.1f}",
                    goal,
                )
