"""From the type of an argument to what a program may send for it, within bounds that a person could mean."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeAlias, Union, cast, get_args, get_origin

from django.db.models import Choices, Model
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from confed.kernel.api.references import NameField

Field: TypeAlias = serializers.Field[Any, Any, Any, Any]
# What an act says of an argument: the most letters, or numbers; a kind of thing; the words to choose from; a field.
Shape: TypeAlias = int | type[Model] | type[Enum] | Callable[..., Any]

MOST_COUNTED = 1_000_000
MOST_LETTERS = 200
MOST_ROWS = 2_000
MOST_NAMES = 200  # in one list; each is looked up
FIRST, LAST = 1900, 2200  # years; other days are slips of a finger, and clocks stumble over them


class DayField(serializers.DateField):
    """A day of these centuries."""

    def to_internal_value(self, value: Any) -> date:
        """Read it; refuse a year that nobody means."""
        day: date = super().to_internal_value(value)
        if not FIRST <= day.year < LAST:
            raise serializers.ValidationError(_("This is not a day that anybody means."))
        return day


class MomentField(serializers.DateTimeField):
    """A moment of these centuries, in UTC."""

    def __init__(self, **options: Any) -> None:
        """Take moments without a zone as UTC."""
        super().__init__(default_timezone=UTC, **options)

    def to_internal_value(self, value: Any) -> datetime:
        """Read it; refuse a year that nobody means."""
        try:
            moment: datetime = super().to_internal_value(value)
        except OverflowError:
            moment = datetime.min.replace(tzinfo=UTC)
        if not FIRST <= moment.year < LAST:
            raise serializers.ValidationError(_("This is not a day that anybody means."))
        return moment


_PLAIN: dict[type, Callable[..., Field]] = {
    bool: serializers.BooleanField,
    date: DayField,
    datetime: MomentField,
}


def field_of(hint: Any, default: Any, shape: Shape | None = None) -> Field:
    """Return the field for an argument of this type; `shape` says what the type does not."""
    options: dict[str, Any] = {"required": default in (inspect.Parameter.empty, MISSING)}
    if get_origin(hint) in (Union, UnionType):
        options["allow_null"] = True
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) in (Sequence, list, tuple):
        child = field_of(get_args(hint)[0], inspect.Parameter.empty, shape)
        most = MOST_NAMES if isinstance(child, NameField) else MOST_ROWS
        return serializers.ListField(child=child, max_length=most, **options)
    if get_origin(hint) in (Mapping, dict):
        child = field_of(get_args(hint)[1], inspect.Parameter.empty, shape)
        return serializers.DictField(child=child, **options)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return serializers.ChoiceField(choices=_words(shape), allow_blank=default == "", **options)
    if isinstance(shape, type) and issubclass(shape, Model):
        return NameField(shape, **options)
    if shape is not None and not isinstance(shape, int):
        return cast(Field, shape(**options))
    return _field_of_type(hint, default, shape, options)


def _field_of_type(hint: Any, default: Any, most: int | None, options: dict[str, Any]) -> Field:
    if isinstance(hint, type) and issubclass(hint, Model):
        return NameField(hint, **options)
    if is_dataclass(hint) and isinstance(hint, type):
        return _row_of(hint)(**options)
    if hint is int:
        return serializers.IntegerField(min_value=0, max_value=most or MOST_COUNTED, **options)
    if hint is str:
        return serializers.CharField(max_length=most or MOST_LETTERS, allow_blank=default == "", **options)
    return _PLAIN[hint](**options)


def _words(kind: type[Enum]) -> list[Any]:
    if issubclass(kind, Choices):
        return [(value, str(word)) for value, word in kind.choices]
    return [(one.value, one.value) for one in kind if one.value != ""]


def _row_of(kind: type[Any]) -> type[serializers.Serializer[Any]]:
    """Return the shape of a row within a list; a row that says so makes its own object of what was sent."""
    hints = inspect.get_annotations(kind, eval_str=True)
    inner: dict[str, Any] = {
        field.name: field_of(hints[field.name], field.default) for field in fields(kind) if _is_plain(hints[field.name])
    }
    inner["to_internal_value"] = lambda self, data: kind(**serializers.Serializer.to_internal_value(self, data))
    return type(f"{kind.__name__}Row", (serializers.Serializer,), inner)


def _is_plain(hint: Any) -> bool:
    """Nobody is joined to a login by a program."""
    parts: Iterable[Any] = get_args(hint) or (hint,)
    return not any(isinstance(part, type) and issubclass(part, Model) for part in parts)
