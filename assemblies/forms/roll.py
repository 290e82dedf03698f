"""Shapes of input of the roll: names, rights, tasks, slips and cards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms.house import HouseForm
from assemblies.models import Role, RollEntry
from confed.kernel.forms import offer


class EntryForm(HouseForm):
    """A name for the roll."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write a name.")})
    standing = forms.ChoiceField(
        label=_("Stands here as"),
        choices=RollEntry.Standing.choices,
        help_text=_("Youth and observers may speak. They have no vote and never count for the quorum."),
    )
    card = forms.CharField(label=_("Card number"), max_length=20, required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Not needed. With it, this person can sign in."),
        error_messages={"invalid": _("This is not an e-mail address. It looks like name@example.org.")},
    )


class WordsForm(HouseForm):
    """The words of one entry."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write a name.")})
    card = forms.CharField(label=_("Card number"), max_length=20, required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("This is not an e-mail address. It looks like name@example.org.")},
    )


class EndForm(HouseForm):
    """The day on which an entry ends."""

    leaves_on = forms.DateField(
        label=_("It ends on"),
        help_text=_("Not needed: today. A day to come ends it by itself."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )


class NamesForm(HouseForm):
    """Several names at once, one a line; all of them or none."""

    names = forms.CharField(
        label=_("Names, one a line"),
        help_text=_("All of them become members with a vote, or none does."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=200_000,
        error_messages={"required": _("Write at least one name.")},
    )

    def clean_names(self) -> list[str]:
        """The names without empty lines."""
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class RightsForm(HouseForm):
    """What goes with an entry."""

    standing = forms.ChoiceField(label=_("Stands here as"), choices=RollEntry.Standing.choices)
    may_speak = forms.BooleanField(label=_("May speak"), required=False)
    may_vote = forms.BooleanField(label=_("May vote"), required=False)


class RoleForm(HouseForm):
    """A task for a term; it always ends."""

    kind = forms.ChoiceField(label=_("Task"), choices=Role.Kind.choices)
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("A role always ends: choose its last day.")},
    )
    decision = forms.IntegerField(
        label=_("Number of the decision"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the number of the decision, in digits.")},
    )


class CardsForm(HouseForm):
    """For whom slips or cards are printed."""

    entry = forms.TypedMultipleChoiceField(
        label=_("Names"),
        coerce=int,
        choices=(),
        error_messages={"required": _("Tick at least one name.")},
    )
    kind = forms.ChoiceField(
        label=_("What to print"),
        choices=[("slip", _("Slips: good for 7 days")), ("card", _("Personal QR cards: good for 30 days"))],
        initial="slip",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take any number; whose they are is asked where they are printed."""
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("entry") if hasattr(self.data, "getlist") else []
        numbers = [(number, number) for number in sent if number.isdecimal() and len(number) < 19]
        offer(self, "entry", numbers)
