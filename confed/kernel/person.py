"""Who acts: a person who signed in, or a machine of the house with a name."""

from dataclasses import dataclass
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import BadInput, NotAllowed
from confed.kernel.models import Person
from confed.kernel.use_case import use_case


@dataclass(frozen=True, slots=True)
class Machine:
    """A part of the house that acts by itself, such as an effect or a rehearsal; it is named in the journal."""

    name: str

    @property
    def key(self) -> str:
        """The pointer that stands in the journal."""
        return f"machine:{self.name}"


Actor: TypeAlias = Person | Machine


@use_case
def register_person(*, actor: Actor, name: str, mail: str | None = None, language: str = "") -> Person:
    """Make a login, with no rights; raise BadInput where this mail already has one."""
    address = (mail or "").strip().lower() or None
    if address and Person.objects.filter(mail__iexact=address).exists():
        raise BadInput(
            _("This mail address already belongs to a login."),
            safe=_("Nothing was changed."),
            do=_("Sign in with it, or use another address."),
        )
    person = Person(name=name.strip(), mail=address, language=language)
    try:
        person.full_clean(validate_unique=False)
    except ValidationError as error:
        raise BadInput("; ".join(error.messages), safe=_("Nothing was changed.")) from error
    person.save()
    return person


@use_case
def change_settings(*, actor: Actor, language: str, theme: str, text_size: str = "", wants_mail: bool = True) -> Person:
    """Keep how the pages speak and look for the person who acts, and whether mail is sent to them."""
    if not isinstance(actor, Person):
        raise NotAllowed(_("Only a person has settings."))
    if theme not in Person.Theme.values or text_size not in Person.TextSize.values:
        raise BadInput(_("There is no such look of the pages."), safe=_("Nothing was changed."))
    person = Person.objects.select_for_update().get(pk=actor.pk)
    person.language, person.theme, person.text_size = language, theme, text_size
    person.wants_mail = wants_mail
    person.save(update_fields=["language", "theme", "text_size", "wants_mail"])
    return person
