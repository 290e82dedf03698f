"""`python -m tests.support.voters BALLOT`: one process tries every elector of a vote once and says what came of it."""

import json
import os
import sys
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confed.settings")
django.setup()

from assemblies.models import Ballot, Elector  # noqa: E402
from assemblies.queries.receipts import fresh_code  # noqa: E402
from assemblies.services.cast import cast_secret  # noqa: E402
from confed.kernel.errors import ConfedError  # noqa: E402


def main(ballot_id: int) -> None:
    """Wait for a line on the input; then all processes try the same people in the same order, so that they meet."""
    ballot = Ballot.objects.get(pk=ballot_id)
    people = [
        row.entry.person for row in Elector.objects.filter(snapshot=ballot.snapshot_id).select_related("entry__person")
    ]
    found: Counter[str] = Counter()
    print("ready", flush=True)
    sys.stdin.readline()
    for person in people:
        try:
            cast_secret(actor=person, ballot=ballot, choice="for", code=fresh_code())
            found["cast"] += 1
        except ConfedError as refused:
            found[f"refused: {refused.happened}"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            found[f"broken: {type(error).__name__}: {error}"] += 1
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
