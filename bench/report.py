"""docs/benchmarks.md from what was measured."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

GOAL_RATIO, GOAL_FLAT, GOAL_STANDING, GOAL_PAGE = 3, 30, 10, 15


def report(machine: str, day: str, databases: Sequence[Mapping[str, Any]]) -> str:
    """Write the page; a goal that was missed says so."""
    names = " and ".join(str(found["version"]) for found in databases)
    parts = [
        "# What was measured",
        f"Written by `make bench` on {day}: {machine}, {names}, both with their full durability, in one run.",
        "Trust ratios within one table, not single times: the machine is shared. Ranges are the smallest and the "
        "largest of 7 rounds.",
        "## Opening a ratification",
        "*Open* is the whole use case `open_cascade`: reading charter, tree and rolls, one answer row and one effect "
        "per commune, the journal entry, the commit. *Bare* is one bulk insert of the very same rows and one journal "
        "entry in one transaction, with the rows ready in memory. They take turns; the ratio is the median of the "
        "rounds. *Least per commune* is the quickest round over its communes, since others on the machine only ever add. "
        f"Goals: at most {GOAL_RATIO} times bare; the cost per commune flat within {GOAL_FLAT} % from 100 to 10,000.",
        *(_cascade(found) for found in databases),
        "## Interim standing",
        "What the decision page reckons while answers come in: every second commune has answered. Goal: under "
        f"{GOAL_STANDING} queries.",
        _table(
            ("database", "communes", "queries", "ms", "range", "goal"),
            (
                (
                    found["version"],
                    f"{row['communes']:,}",
                    row["queries"],
                    _ms(row["time"]),
                    _range(row["range"]),
                    _met(row["queries"] < GOAL_STANDING),
                )
                for found in databases
                for row in found["standing"]
            ),
        ),
        "## Pages",
        f"Signed in as a secretary, session and person included. Goal: at most {GOAL_PAGE} queries at any size.",
        _pages(databases),
    ]
    return "\n\n".join(parts) + "\n"


def _cascade(found: Mapping[str, Any]) -> str:
    rows = found["cascade"]
    cheapest, dearest = min(row["each"] for row in rows), max(row["each"] for row in rows)
    spread = round((dearest / cheapest - 1) * 100)
    table = _table(
        ("communes", "open, ms", "range", "bare, ms", "range", "ratio", "least per commune, µs", "goal"),
        (
            (
                f"{row['communes']:,}",
                _ms(row["open"]),
                _range(row["open_range"]),
                _ms(row["bare"]),
                _range(row["bare_range"]),
                f"{row['ratio']:.2f}",
                f"{row['each'] * 1e6:.0f}",
                _met(row["ratio"] <= GOAL_RATIO),
            )
            for row in rows
        ),
    )
    flat = f"Per commune the dearest size costs {spread} % more than the cheapest: {_met(spread <= GOAL_FLAT)}."
    return f"### {found['version']}\n\n{table}\n\n{flat}"


def _pages(databases: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for found in databases:
        for world in found["pages"]:
            for page in world["pages"]:
                rows.append(
                    (
                        found["version"],
                        f"{world['communes']:,}",
                        page["page"],
                        page["status"],
                        page["queries"],
                        _ms(page["time"]),
                        _met(page["queries"] <= GOAL_PAGE and page["status"] == 200),
                    )
                )
    return _table(("database", "communes", "page", "status", "queries", "ms", "goal"), rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    cells = list(head)
    lines = [f"| {' | '.join(cells)} |", f"|{'---|' * len(cells)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def _range(ends: list[float]) -> str:
    return f"{_ms(ends[0])} to {_ms(ends[1])}"


def _met(reached: bool) -> str:
    return "met" if reached else "**missed**"
