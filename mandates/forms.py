"""The shape of what a council's pages post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegates.models import Delegation
from mandates.domain.stages import Choice
from mandates.models import CouncilItem, CouncilVote, Voice

CHOICES = [
    (Choice.FOR.value, _("Yes")),
    (Choice.AGAINST.value, _("No")),
    (Choice.ABSTAIN.value, _("Abstain")),
    (Choice.SEND_BACK.value, _("Send back")),
]


class CastForm(forms.Form):
    """One answer of a commune's voice."""

    choice = forms.ChoiceField(choices=CHOICES, error_messages={"required": _("Choose an answer first.")})


class OpenVoteForm(forms.Form):
    """The item the chair puts to the vote."""

    item = forms.ModelChoiceField(CouncilItem.objects.none())

    def __init__(self, data: Any, *, council_id: int) -> None:
        super().__init__(data)
        self.fields["item"].queryset = CouncilItem.objects.filter(council=council_id)  # type: ignore[attr-defined]


class VoteForm(forms.Form):
    """The vote the chair closes."""

    vote = forms.ModelChoiceField(CouncilVote.objects.none(), to_field_name="code")

    def __init__(self, data: Any, *, assembly_id: int) -> None:
        super().__init__(data)
        self.fields["vote"].queryset = CouncilVote.objects.filter(assembly=assembly_id)  # type: ignore[attr-defined]


class HandForm(VoteForm):
    """A voice raised by hand, written down by the chair."""

    delegation = forms.ModelChoiceField(
        Delegation.objects.none(), error_messages={"required": _("Choose whose hand it was.")}
    )
    choice = forms.ChoiceField(choices=CHOICES, error_messages={"required": _("Choose an answer first.")})

    def __init__(self, data: Any, *, assembly_id: int) -> None:
        super().__init__(data, assembly_id=assembly_id)
        voices = Voice.objects.filter(vote__assembly=assembly_id).values("delegation")
        self.fields["delegation"].queryset = Delegation.objects.filter(pk__in=voices)  # type: ignore[attr-defined]


def first_problem(form: forms.Form) -> str:
    """The first thing that is wrong, in one sentence."""
    return str(next(iter(form.errors.values()))[0])
