"""Slows the effect of asking a commune down, so that a kill falls into the middle of one."""

import os
import time
from pathlib import Path
from typing import Any

from django.db import connection

from confed.kernel import effects
from confed.kernel.ping import ping

KIND = "mandates.ask_commune"
SLOWNESS = Path(os.environ.get("CONFED_TEST_SLOWNESS", "none"))  # a file, so that the test can let them run at last
ask_commune = effects._handlers[KIND]


def slowly(args: dict[str, Any]) -> None:
    """Do the effect, leave a mark in the same transaction, and wait before the commit."""
    ask_commune(args)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kill_marks VALUES (%s, %s)", [args["cascade"], args["commune"]])
    if SLOWNESS.exists():
        time.sleep(float(SLOWNESS.read_text()))


effects._handlers[KIND] = slowly


@effects.handler("tests.ping")
def ping_topic(args: dict[str, Any]) -> None:
    """Tell a topic, from whichever process does the effect."""
    ping(args["topic"])
