"""Shapes of input of a table of members: the table, what is said of one row, the confirmation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms.house import HouseForm


class TableForm(HouseForm):
    """A member table: a file, or the same pasted; and, if somebody said so, what its columns are."""

    file = forms.FileField(
        label=_("A file: CSV or XLSX"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx", "class": "field"}),
        error_messages={"empty": _("This file is empty.")},
    )
    words = forms.CharField(
        label=_("Or paste the table"),
        help_text=_("As it is copied from a spreadsheet, or names one a line."),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "field"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        values = super().clean() or {}
        if not self.errors and not values.get("file") and not (values.get("words") or "").strip():
            self.add_error("file", _("Choose a file, or paste the table."))
        return values

    def meanings(self) -> list[str]:
        """What was said of each column, in order; empty where nothing was said."""
        said = [value for name, value in self.data.items() if name.startswith("column-")]
        return [str(value) for value in said][:200]


class MendForm(HouseForm):
    """What is said about one row of a table."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=500)
    choice = forms.CharField(required=False, max_length=10)


class ConfirmForm(HouseForm):
    """What the button said it would do."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    new = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    changed = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OneImportForm(HouseForm):
    """Which import is undone or thrown away."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
