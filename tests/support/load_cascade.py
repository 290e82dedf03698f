"""`python -m tests.support.load_cascade COMMUNES [TIMES]`: a council votes, and every commune is owed each question."""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings_kill")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from confed.kernel.effects import drain  # noqa: E402
from mandates.services.council_vote import close_council_vote, open_council_vote  # noqa: E402
from mandates.services.item import publish_item  # noqa: E402
from mandates.services.voice import cast_voice  # noqa: E402
from tests.factories import confederation as story  # noqa: E402


def main(communes: int, times: int = 1) -> None:
    """Play the story up to yesterday, so that what it owes is due now and its window is open."""
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kill_marks (cascade integer, commune integer)")
    story.DAY_0 = datetime.now(UTC) - timedelta(days=1)
    conf = story.confederation(communes, voters=15, **{"quorum.council": "1/100", "ratify.ask": "all"})
    items = [
        publish_item(actor=conf.chair, council=conf.council, title=f"Water {number}", body="We share the water.")
        for number in range(1, times + 1)
    ]
    drain()
    sent = story.delegation(conf, conf.communes[0])
    council = story.sitting(conf, [sent])
    votes = [open_council_vote(actor=conf.chair, item=item, assembly=council) for item in items]
    for vote in votes:
        cast_voice(actor=story.delegate_person(sent), vote=vote, choice="for")
    drain()
    for vote in votes:
        close_council_vote(actor=conf.chair, vote=vote)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
