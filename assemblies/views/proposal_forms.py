"""Shapes of input of the pages of proposals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms import AimedForm, HouseForm
from assemblies.models import Argument
from confed.kernel.forms import offer

MOST_TEXT = 20_000
MOST_SAID = 600
MARKDOWN = _("An empty line begins a paragraph; - begins a list; *two stars* lean on a word.")


class DraftForm(HouseForm):
    """A proposal in the words of whoever brings it."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    body = forms.CharField(
        label=_("What should the assembly decide?"),
        help_text=MARKDOWN,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=MOST_TEXT,
    )
    replaces = forms.TypedChoiceField(
        label=_("Which decision does it contradict?"),
        help_text=_("If it passes, it replaces that decision. The vote asks at least as much as that one did."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    review_on = forms.DateField(
        label=_("When do we look at it again?"),
        help_text=_("Not needed. The assembly of that day, or the next one, has it on its agenda."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )

    def __init__(self, *args: Any, decisions: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """Offer the decisions in force."""
        super().__init__(*args, **kwargs)
        offer(self, "replaces", [("", _("None")), *decisions])


class VersionForm(HouseForm):
    """New words, and why."""

    body = forms.CharField(
        label=_("The new words"), help_text=MARKDOWN, widget=forms.Textarea(attrs={"rows": 10}), max_length=MOST_TEXT
    )
    reason = forms.CharField(label=_("Why? In the words of whoever asked for it."), max_length=300)
    asked_by = forms.TypedChoiceField(label=_("Who asked for it?"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """Offer those who support it or spoke on it."""
        super().__init__(*args, **kwargs)
        offer(self, "asked_by", [("", _("Myself")), *people])


class ArgumentForm(HouseForm):
    """One argument or question."""

    side = forms.ChoiceField(label=_("What is it?"), choices=Argument.Side.choices)
    said = forms.CharField(
        label=_("Your words"),
        help_text=_("One for each side and person, at most 600 letters."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_SAID,
    )

    def __init__(self, *args: Any, sides: Sequence[str] = (), **kwargs: Any) -> None:
        """Offer the sides on which this person has not spoken; a sent form keeps them all, and the act refuses."""
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            left = [choice for choice in Argument.Side.choices if choice[0] in sides]
            offer(self, "side", left)


class AnswerForm(AimedForm):
    """The answer to a question."""

    answer = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 2}), max_length=MOST_SAID)


class ReturnForm(HouseForm):
    """What the form of a proposal lacks."""

    reason = forms.CharField(
        label=_("What does its form lack?"),
        help_text=_("Only whether it can be understood and voted on; never whether it is good. The movers read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PostponeForm(HouseForm):
    """Why a proposal is put off."""

    reason = forms.CharField(label=_("Why? It stands in the minutes."), max_length=300)
    is_mover_absent = forms.BooleanField(label=_("Because its mover is not here (only once)"), required=False)


class CompareForm(forms.Form):
    """Two versions to compare."""

    old = forms.IntegerField(min_value=1)
    new = forms.IntegerField(min_value=1)
