"""The shape of what the pages of delegations and credentials post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.models import Decision
from confed.kernel.forms import offer
from delegates.domain.petitions import MOST_LETTERS
from delegates.models import Delegation, Petition

NUMBERS = 60  # more people than any delegation has seats and alternates


class ClothedForm(forms.Form):
    """A form whose fields wear the house's clothes; a field with a fault gets its red edge."""

    def full_clean(self) -> None:
        """Read what was sent, then dress each field."""
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["class"] = "field field--err"


class ReasonForm(ClothedForm):
    """Why a seat changes hands or a delegation ends."""

    reason = forms.CharField(
        label=_("Why? It stands in the journal."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "field"}),
        error_messages={"required": _("Say why, in a few words.")},
    )


class NamingForm(ClothedForm):
    """Which decision names the delegates, how many carry the voice, and until when."""

    decision = forms.TypedChoiceField(
        label=_("By which decision?"),
        coerce=int,
        choices=(),
        widget=forms.Select(attrs={"class": "field"}),
        error_messages={
            "required": _("Choose the decision that names them."),
            "invalid_choice": _("This decision was not passed here, so nobody is named by it."),
        },
    )
    form = forms.ChoiceField(
        label=_("How many carry the voice?"),
        choices=Delegation.Form.choices,
        widget=forms.Select(attrs={"class": "field"}),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "field"}, format="%Y-%m-%d"),
        help_text=_("Empty: as long as the charter of the council says."),
        error_messages={"invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )

    def __init__(self, *args: Any, decisions: list[Decision], **kwargs: Any) -> None:
        """Offer the decisions that may name somebody."""
        super().__init__(*args, **kwargs)
        offer(self, "decision", [(found.number, f"{found.number} · {found.title}") for found in decisions])


def numbers_in(sent: list[str], most: int = NUMBERS) -> list[int]:
    """Return the numbers among what was sent, in order, each once; what is none is left out."""
    found = [int(one) for one in sent if one.isdecimal() and len(one) < 19]
    return list(dict.fromkeys(found))[:most]


class PetitionForm(ClothedForm):
    """Why a recall is asked."""

    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=Petition.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground; loss of trust is enough.")},
    )
    statement = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"class": "field", "rows": 4}),
        help_text=_("It may stay empty. The other side has as many letters."),
    )


class PaperPetitionForm(PetitionForm):
    """A petition of somebody without a phone, as it stands on the paper they signed."""

    who = forms.CharField(
        label=_("Who files it? Name or number of the card"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": _("Say who files it; they need a vote here.")},
    )
    sheet = forms.CharField(
        label=_("Number of the paper they signed"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": _("Write a number on the paper, and here.")},
    )


class AnswerForm(ClothedForm):
    """What the person concerned says to it."""

    words = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"class": "field", "rows": 5}),
        help_text=_("At most 600 letters, as many as the petition. You can change it until the vote."),
    )


class SheetForm(ClothedForm):
    """One paper sheet as it was written."""

    sheet = forms.CharField(
        label=_("Number of the sheet"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": _("Write a number on the sheet, and here.")},
    )
    lines = forms.CharField(
        label=_("Names or card numbers, one on a line"),
        widget=forms.Textarea(attrs={"class": "field", "rows": 8, "autocomplete": "off"}),
        error_messages={"required": _("Write the names of the sheet.")},
    )
