"""What a form can only offer once it knows whom it asks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]] | QuerySet[Any]) -> None:
    """Let the field of this name take these: pairs of value and words, or rows."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField) and isinstance(choices, QuerySet):
        field.queryset = choices
    elif isinstance(field, forms.ChoiceField):
        field.choices = choices
    else:
        raise TypeError(f"{name} is no field of choices")
