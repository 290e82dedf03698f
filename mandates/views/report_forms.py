"""The shapes of what the page of a report-back posts: the delegates' words, the assembly's answer, contested items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from confed.kernel.forms import offer
from mandates.forms import ClothedForm

MOST_LETTERS = 20_000


class GiveForm(ClothedForm):
    """What the delegates heard."""

    words = forms.CharField(
        label=_("What you heard in the council"),
        help_text=_("What was said, what is still open, what you spent. The votes stand above by themselves."),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what you heard, in a few sentences.")},
    )


class TakeForm(ClothedForm):
    """What the assembly says as it takes the report."""

    answer = forms.CharField(
        label=_("Words of the assembly, if it has any"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ContestForm(ClothedForm):
    """Which items the assembly contests, and why."""

    items = forms.TypedMultipleChoiceField(
        label=_("Contested items"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the items that are contested.")},
    )
    reason = forms.CharField(
        label=_("Why? It stands in the minutes."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, *args: Any, items: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the items of that sitting."""
        super().__init__(*args, **kwargs)
        offer(self, "items", items)
