"""How programs name a thing: by the words of its address, never by the number of its row alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from confed.kernel.errors import NotThere
from confed.kernel.models import Person

Visible = Callable[[Person | None], "QuerySet[Any]"]
MOST_LETTERS = 200
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Reference:
    """The parts of a thing's name, as lookups in order (`commune__slug`, `number`), and which of them somebody may see."""

    model: type[Model]
    parts: tuple[str, ...]
    visible: Visible

    def find(self, name: str, person: Person | None) -> Any:
        """Return the thing of this name, or None where there is none for these eyes."""
        words = name.split("/")
        if len(words) != len(self.parts) or "\x00" in name:
            return None
        fields: dict[str, Any] = {}
        for part, word in zip(self.parts, words, strict=True):
            if self.is_number(part):
                if not (word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS):
                    return None
                fields[part] = int(word)
            else:
                fields[part] = word
        return self.visible(person).filter(**fields).first()

    def name(self, thing: Any) -> str:
        """Return the name of a thing: `marbrook/31`."""
        return "/".join(str(_follow(thing, part.split("__"))) for part in self.parts)

    def is_number(self, part: str) -> bool:
        """Say whether this part of the name is a number."""
        model: Any = self.model
        field: Any = None
        for step in part.split("__"):
            field = model._meta.pk if step == "pk" else model._meta.get_field(step)
            model = field.related_model or model
        return isinstance(field, IntegerField)

    @property
    def pattern(self) -> str:
        """Return how the name looks within an address."""
        return "/".join(r"[0-9]+" if self.is_number(part) else r"[-\w]+" for part in self.parts)

    @property
    def shape(self) -> str:
        """Return the parts in words, for the description: `commune/number`."""
        return "/".join(part.removesuffix("__slug").split("__")[-1].replace("pk", "id") for part in self.parts)


def _follow(thing: Any, path: Iterable[str]) -> Any:
    for step in path:
        thing = getattr(thing, step)
    return thing


_known: dict[type[Model], Reference] = {}


def register(model: type[Model], *parts: str, visible: Visible) -> None:
    """Say how programs name this kind of thing."""
    _known[model] = Reference(model, parts, visible)


def reference(model: type[Model]) -> Reference:
    """Return how this kind of thing is named; KeyError where nobody said."""
    return _known[model]


def name_of(thing: Model) -> str | None:
    """Return the name of a thing; None of a kind that programs do not name."""
    known = _known.get(type(thing))
    return known.name(thing) if known else None


@extend_schema_field({"type": "string", "maxLength": MOST_LETTERS})
class NameField(serializers.Field[Any, Any, Any, Any]):
    """A thing by its name: `marbrook`, `marbrook/31`, `k3vq9x2mfa`."""

    def __init__(self, model: type[Model], **options: Any) -> None:
        """Keep which kind of thing it names."""
        self.kind = model
        if not options.get("read_only"):
            options = {"help_text": f"{reference(model).shape} ({model._meta.model_name})", **options}
        super().__init__(**options)

    def to_internal_value(self, data: Any) -> Any:
        """Return the thing; where there is none for these eyes, NotThere: what one may not see does not exist."""
        if not isinstance(data, str) or len(data) > MOST_LETTERS:
            raise serializers.ValidationError(_("This is not a name."))
        name = data.strip()
        user = self.context["request"].user
        found = reference(self.kind).find(name, user if isinstance(user, Person) else None)
        if found is None:
            raise NotThere(
                _("There is no “%(name)s” (%(field)s), or not for your eyes.")
                % {"name": name, "field": self.field_name},
                _("Nothing was changed."),
                _("Look at the list of these things again."),
            )
        return found

    def to_representation(self, value: Any) -> str:
        """Return its name."""
        return name_of(value) or ""
