"""A process that stays beside a server and runs commands on its data: Django starts once, not for each of them.

Reads a line of JSON each, a list as for manage.py, or a string of Python; answers with a line: what was printed, or the
fault. Run by `tests.support.browser`, with the environment of its server.
"""

import contextlib
import io
import json
import sys
import traceback

import django
from django.core.management import call_command
from django.utils import timezone

from confed.kernel import clock


def run(errand: str | list[str]) -> str:
    """Do one errand and return what it printed; nothing of it is left behind in the process."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            if isinstance(errand, str):
                exec(compile(errand, "<errand>", "exec"), {"__name__": "errand"})
            else:
                call_command(*errand, stdout=printed)
    finally:
        clock.set_clock(None)
        timezone.deactivate()
    return printed.getvalue()


def main() -> None:
    """Answer until nobody asks any more."""
    django.setup()
    answers = sys.stdout
    for line in sys.stdin:
        try:
            answer = {"printed": run(json.loads(line))}
        except Exception:  # noqa: BLE001 -- whatever it is, who asked is told
            answer = {"fault": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
