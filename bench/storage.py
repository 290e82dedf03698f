"""What rows weigh on PostgreSQL, their indexes included, and what a copy of the whole costs in time and room."""

import tempfile
import time
from pathlib import Path
from typing import Any

from django.db import connection

from assemblies.models import Elector, RollEntry, Slip
from bench.ballots import opened_ballot
from bench.world import World
from confed.kernel import archive
from confed.kernel.models import Effect, JournalEntry, Person
from mandates.models import Ratification

WEIGHED = (Person, RollEntry, Elector, Slip, JournalEntry, Ratification, Effect)
TIMES = 300
# People with a login, all of them in one vote by name, a slip for each, and the journal many times over: what a whole
# people leaves behind. The words are drawn, so that a copy packs them no better than names and hashes of real life.
PEOPLE = """
INSERT INTO kernel_person (code, mail, name, language, theme, text_size, is_active, wants_mail)
SELECT left(md5('code' || id), 10), md5('mail' || id) || '@commune.example', left(md5('name' || id), 18),
       '', '', '', TRUE, TRUE
FROM assemblies_rollentry
"""
VOTES = """
INSERT INTO assemblies_elector (snapshot_id, entry_id, choice, cast_at, marked)
SELECT %s, id, CASE WHEN random() < 0.6 THEN 'for' ELSE 'against' END, now() - random() * interval '2 hours', FALSE
FROM assemblies_rollentry WHERE commune_id <> %s
"""
SLIPS = """
INSERT INTO assemblies_slip (key, ballot_id, receipt, word, choice)
SELECT gen_random_uuid(), %s, id, '', 'for' FROM assemblies_rollentry
"""
ENTRIES = """
INSERT INTO kernel_journalentry (chain_id, seq, at, kind, actor, scope, payload, prev_hash, hash)
SELECT chain_id, seq + 10000 * time, at, kind, actor, scope, payload, md5(prev_hash || time) || md5(hash || time),
       md5(hash || time) || md5(prev_hash || time)
FROM kernel_journalentry, generate_series(1, %s) AS time
"""


def measure(here: World) -> dict[str, Any]:
    """Write what a whole people leaves, weigh it, and copy it."""
    ballot = opened_ballot(here.person, here.base, 20, "named")
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        cursor.execute(VOTES, [ballot.snapshot_id, here.base.pk])
        cursor.execute(SLIPS, [ballot.pk])
        cursor.execute(ENTRIES, [TIMES])
        cursor.execute("ANALYZE")
        rows = []
        for model in WEIGHED:
            cursor.execute("SELECT pg_total_relation_size(%s)", [model._meta.db_table])
            rows.append({"what": str(model._meta.label), "rows": model.objects.count(), "bytes": cursor.fetchone()[0]})
        cursor.execute("SELECT pg_database_size(current_database())")
        whole = cursor.fetchone()[0]
    with tempfile.TemporaryDirectory(prefix="confed-copy-") as folder:
        copy = Path(folder) / "copy"
        start = time.perf_counter()
        archive.back_up(copy)
        took = time.perf_counter() - start
        size = sum(file.stat().st_size for file in copy.iterdir())
    return {"rows": rows, "whole": whole, "copy": {"time": took, "bytes": size}}
