"""Shapes of input of the minutes: a line, a task, a correction, an answer."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms import HouseForm, number_field

MOST = 5_000


def _words(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=MOST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write some words first.")},
    )


class LineForm(HouseForm):
    """One line of the minutes; what is hidden says which, and which wording of it was read."""

    item = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    line = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    text = _words(_("What was said"), required=False)


class TaskForm(LineForm):
    """What somebody took on, and until when."""

    text = _words(_("What is to be done"), 2, required=False)
    who = forms.CharField(label=_("Who"), max_length=200, required=False)
    due = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )


def new_line(position: int) -> dict[str, object]:
    """Return what a fresh form of a line carries: its item, and a key that makes a second tap the same line."""
    return {"item": position, "key": secrets.token_hex(8), "version": 0}


class CorrectionForm(HouseForm):
    """How it should read, or what was really counted."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    about = forms.ChoiceField(label=_("On what?"), choices=(), required=False)
    was = _words(_("What it says now"), 2, required=False, help_text=_("Empty if something is missing."))
    text = _words(_("What it should say"), 2)


class CountForm(HouseForm):
    """The numbers that were really counted, and how the wrong ones came about."""

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    vote = forms.ChoiceField(label=_("Which vote?"), choices=())
    count_for = number_field(_("Yes"))
    count_against = number_field(_("No"))
    count_abstain = number_field(_("Abstain"))
    text = _words(_("Why is the count wrong?"), 2)


class AnswerForm(HouseForm):
    """Why the text stays."""

    correction = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    answer = _words(_("Why the text stays"), 2, required=False)


class PostForm(HouseForm):
    """The second scrutineer."""

    second = forms.IntegerField(
        label=_("Second scrutineer"),
        min_value=1,
        max_value=2_000_000_000,
        error_messages={"required": _("Choose who reads them with you.")},
    )


class NobodyObjectsForm(HouseForm):
    """What the chair of a council heard."""

    nobody_objects = forms.BooleanField(
        label=_("I asked: no delegation objects"), error_messages={"required": _("Ask the delegations first.")}
    )
