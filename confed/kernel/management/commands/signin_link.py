"""`manage.py signin_link MAIL`: prints a one-time address that signs this person in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine


class Command(BaseCommand):
    """For the first secretary of an instance without mail, for support, and for the demo."""

    help = "Print a one-time sign-in address for the person with this mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and for how long."""
        parser.add_argument("mail")
        parser.add_argument("--days", type=int, default=7)

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue a slip and print its address."""
        person = Person.objects.filter(mail__iexact=options["mail"], is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in with {options['mail']}.")
        token = issue_code(actor=Machine("command line"), person=person, use=AccessCode.Use.SLIP, days=options["days"])
        self.stdout.write(f"/in/slip/{token}/")
