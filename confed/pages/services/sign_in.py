"""A login for somebody whose mail stands on a roll and who never signed in before."""

from assemblies.models import RollEntry
from confed.kernel.models import Person
from confed.kernel.person import Machine, register_person
from confed.kernel.use_case import use_case

DOOR = Machine("sign-in")


@use_case
def register_from_roll(*, mail: str) -> None:
    """Register the person whose mail stands on a running entry of a roll, unless they have a login already.

    The mail is not proven here, so the login has no rights yet: entries are joined when the code was typed in.
    """
    if Person.objects.filter(mail__iexact=mail).exists():
        return
    entry = RollEntry.objects.running().filter(mail__iexact=mail, person=None).order_by("pk").first()
    if entry is not None:
        register_person(actor=DOOR, name=entry.name, mail=mail)
