#!/usr/bin/env python
"""Command line of confed: `python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

LOST = """The database did not answer: {why}
Nothing was changed. Look at DATABASE_URL (or CONFED_VAR), and whether the database runs and was migrated.
--traceback shows where it happened."""


def main() -> None:
    """Run the command that was asked for; a database that does not answer is said in a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "confed.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as lost:
        if "--traceback" in sys.argv:
            raise
        sys.exit(LOST.format(why=str(lost).strip()))


if __name__ == "__main__":
    main()
