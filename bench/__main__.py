"""Measures on SQLite and on PostgreSQL, each size on a database of its own; writes docs/benchmarks.md and docs/scale.md."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg2

from bench import walks
from bench.machine import describe
from bench.outlook import write_outlook
from bench.report import report

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
POSTGRES = "CONFED_TEST_POSTGRES"
SIZES = (1, 100, 1_000, 3_000, 10_000)  # the one says what every opening costs once


def new_postgres(server: str, size: int) -> str:
    """Make an empty database on this server and return its URL."""
    handle = psycopg2.connect(server)
    handle.autocommit = True
    with handle.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE bench_{size}")
    handle.close()
    return f"{server.rsplit('/', 1)[0]}/bench_{size}"


def measured(size: int, database_url: str) -> dict[str, Any]:
    """Run the measurements of one size in a process of their own; no URL means SQLite."""
    with tempfile.TemporaryDirectory(prefix="confed-bench-") as var:
        environment = {**os.environ, "CONFED_VAR": var, "CONFED_LOG_LEVEL": "CRITICAL", "DATABASE_URL": database_url}
        environment.pop("REDIS_URL", None)
        run = subprocess.run(
            [sys.executable, "-m", "bench.run", str(size)], env=environment, check=True, stdout=subprocess.PIPE
        )
    found: dict[str, Any] = json.loads(run.stdout)
    print(f"{found['version']}: {size:,} communes measured", file=sys.stderr)
    return found


def together(sizes: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the sizes of one database side by side."""
    return {
        "version": sizes[0]["version"],
        "cascade": [found["cascade"] for found in sizes],
        "passing": [found["passing"] for found in sizes if found["passing"]],
        "pages": [found["pages"] for found in sizes if found["pages"]],
        "roll": next(found["roll"] for found in sizes if found["roll"]),
        "halls": next(found["halls"] for found in sizes if found["halls"]),
        "voices": next((found["voices"] for found in sizes if found["voices"]), None),
        "papers": next(found["papers"] for found in sizes if found["papers"]),
        "ballots": next(found["ballots"] for found in sizes if found["ballots"]),
        "chain": next((found["chain"] for found in sizes if found["chain"]), None),
        "storage": next((found["storage"] for found in sizes if found["storage"]), None),
    }


def busy() -> str:
    """Say how many programs other than ours ran on average over the last quarter of an hour."""
    return f"{max(os.getloadavg()[2] - 1, 0):.1f}"


def main() -> int:
    """Measure both; without a PostgreSQL server there is nothing to compare, so say it and stop."""
    server = os.environ.get(POSTGRES)
    if not server:
        print("Run `make bench`: it starts PostgreSQL beside the measurements.", file=sys.stderr)
        return 1
    databases = [
        together([measured(size, "") for size in SIZES]),
        together([measured(size, new_postgres(server, size)) for size in SIZES]),
    ]
    walked = walks.measure()
    PAGE.write_text(report(describe(), datetime.now(UTC).date().isoformat(), busy(), databases, walked))
    write_outlook(databases[1])
    print(PAGE.read_text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
