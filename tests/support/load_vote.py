"""`python -m tests.support.load_vote`: a hall with an open secret ballot; prints its code and a slip that signs in."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.support.settings_kill")
django.setup()

from django.core.management import call_command  # noqa: E402

from confed.kernel.access import issue_code  # noqa: E402
from confed.kernel.person import Machine  # noqa: E402
from tests.factories.ballots import make_phones, open_vote  # noqa: E402


def main() -> None:
    """Play up to the open vote."""
    call_command("migrate", interactive=False, verbosity=0)
    phones = make_phones(5)
    ballot = open_vote(phones)
    slip = issue_code(actor=Machine("test"), person=phones.people[4], use="slip", days=1)
    print(json.dumps({"ballot": ballot.code, "slip": slip}))


if __name__ == "__main__":
    main()
