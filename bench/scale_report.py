"""The parts of docs/benchmarks.md that docs/scale.md reckons with: one decision at any size, papers, weights."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.tables import met, ms, span, table

GOAL_STANDING, GOAL_QUERIES, GOAL_FLAT, GOAL_PAPERS = 0.2, 10, 30, 1.3
LEAST_FOR_FLAT = 1_000  # below, what an act costs once outweighs its communes
MILLION = 1_000_000


def passing_parts(databases: Sequence[Mapping[str, Any]]) -> list[str]:
    """One decision on its way down and back, at each size."""
    return [
        "## One decision at any size",
        "Communes of thirty voters on four levels: confederation, regions of twenty districts, districts of fifty "
        "communes. One decision is sent down, asked, answered, read while every second commune has answered, closed and "
        "told. *Open*, *interim* and *close* are the whole act for all communes. *Ask*, *answer* and *tell* are done for "
        "one commune at a time by one worker, so they are given for one commune, from a sample: an answer is a "
        "secretary's sheet entered with its witnesses, the commune's own decision, and the entry at the council. *Peak* "
        "is the most memory the program held; *work* is processor time, which stands still while others have the "
        f"processor. Goals: interim under {GOAL_STANDING * 1000:.0f} ms and {GOAL_QUERIES} queries; "
        f"the work for one commune flat within {GOAL_FLAT} % from {LEAST_FOR_FLAT:,} on.",
        *(_passing(found) for found in databases),
    ]


def _passing(found: Mapping[str, Any]) -> str:
    rows = found["passing"]
    times = table(
        (
            "communes",
            "voters",
            "open, ms",
            "ask one, ms",
            "answer one, ms",
            "interim, ms",
            "range",
            "in work",
            "queries",
            "close, ms",
            "tell one, ms",
            "peak MiB: open",
            "interim",
            "close",
            "goal",
        ),
        (
            (
                f"{row['communes']:,}",
                f"{row['voters']:,}",
                ms(row["open"]["time"]),
                ms(row["ask"]["time"]),
                ms(row["answer"]["time"]),
                ms(row["standing"]["time"]),
                span(row["standing"]["range"]),
                ms(row["standing"]["work"]),
                row["standing"]["queries"],
                ms(row["close"]["time"]),
                ms(row["tell"]["time"]),
                *(f"{row[act]['peak'] / 1024:.0f}" for act in ("open", "standing", "close")),
                met(row["standing"]["time"] < GOAL_STANDING and row["standing"]["queries"] < GOAL_QUERIES),
            )
            for row in rows
        ),
    )
    large = [row for row in rows if row["communes"] >= LEAST_FOR_FLAT]
    each = {
        "open": [row["open"]["work"] / row["communes"] for row in large],
        "ask": [row["ask"]["work"] for row in large],
        "answer": [row["answer"]["work"] for row in large],
        "close": [row["close"]["work"] / row["communes"] for row in large],
        "tell": [row["tell"]["work"] for row in large],
    }
    growth = {act: round((costs[-1] / costs[0] - 1) * 100) for act, costs in each.items()}
    flat = table(
        ("work for one commune, ms", *(f"{row['communes']:,}" for row in large), "grows by", "goal"),
        (
            (act, *(f"{cost * 1000:.2f}" for cost in costs), f"{growth[act]} %", met(growth[act] <= GOAL_FLAT))
            for act, costs in each.items()
        ),
    )
    return f"### {found['version']}\n\n{times}\n\n{flat}"


def papers_part(databases: Sequence[Mapping[str, Any]]) -> list[str]:
    """A hundred pages of minutes."""
    return [
        "## Minutes as PDF",
        "A very long sitting, its minutes fetched over their page: queries, words, data, Typst. *Bare* is Typst alone "
        f"with the same template and the data ready. Goal: at most {GOAL_PAPERS} times bare.",
        table(
            ("database", "pages", "KB", "page, ms", "bare, ms", "ratio", "goal"),
            (
                (
                    found["version"],
                    row["pages"],
                    f"{row['kilobytes']:.0f}",
                    ms(row["ours"]),
                    ms(row["bare"]),
                    f"{row['ratio']:.2f}",
                    met(row["ratio"] <= GOAL_PAPERS and row["pages"] >= 100),
                )
                for found in databases
                if (row := found["papers"])
            ),
        ),
    ]


def chain_part(databases: Sequence[Mapping[str, Any]]) -> list[str]:
    """How fast a journal grows; nothing where it was not measured."""
    found = next((one["chain"] for one in databases if one["chain"]), None)
    if found is None:
        return []
    return [
        "## Entries into a journal",
        "Entries a second on PostgreSQL, each an act of its own with its commit: one writer, several processes on one "
        "journal, and as many each on a journal of their own.",
        table(
            ("one writer", f"{found['writers']} on one journal", f"{found['writers']} on {found['writers']} journals"),
            [[f"{found[way]:.0f}" for way in ("alone", "together", "apart")]],
        ),
    ]


def storage_part(databases: Sequence[Mapping[str, Any]]) -> list[str]:
    """What rows weigh; nothing where it was not measured."""
    found = next((one["storage"] for one in databases if one["storage"]), None)
    if found is None:
        return []
    copy = found["copy"]
    return [
        "## What rows weigh",
        "On PostgreSQL with 10,000 communes, indexes included; every elector has a login, a vote by name, and a slip in a "
        "published list.",
        table(
            ("rows of", "rows", "bytes a row"),
            ((row["what"], f"{row['rows']:,}", f"{row['bytes'] / row['rows']:.0f}") for row in found["rows"]),
        ),
        f"The whole database is {found['whole'] / MILLION:,.0f} MB. `manage.py backup` copies it in {copy['time']:.1f} s "
        f"into {copy['bytes'] / MILLION:,.0f} MB.",
    ]
