"""Shapes of input of planning a sitting, running it, and bringing a matter before it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import AssemblyKind
from assemblies.forms.house import AimedForm, HouseForm, MomentForm, number_field


class HeadsForm(HouseForm):
    """Who is here: only voters count for the quorum."""

    voters = number_field(_("With a vote"))
    youth = number_field(_("Youth"), required=False)
    observers = number_field(_("Guests"), required=False)


class TitleForm(HouseForm):
    """A matter for the agenda."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)


class ReasonForm(AimedForm):
    """Why something is stopped."""

    reason = forms.CharField(label=_("Why? It stands in the minutes."), max_length=300)


class PresentForm(AimedForm):
    """How many were really there when the vote opened, and why it was wrong."""

    voters = number_field(_("Present with a vote"))
    reason = forms.CharField(label=_("Why? It stands in the minutes."), max_length=300)


class SendForm(AimedForm):
    """What one teller counted for one answer."""

    option = forms.ChoiceField(choices=[("for", ""), ("against", ""), ("abstain", "")], widget=forms.HiddenInput)
    number = number_field(_("Hands you counted"))


class SettleForm(SendForm):
    """Which of two numbers is kept, and why."""

    number = number_field(_("Keep this number"))
    reason = forms.CharField(label=_("Why? Both numbers stand in the minutes."), max_length=300)


class MeetingForm(MomentForm):
    """When and where the next assembly meets."""

    kind = forms.ChoiceField(
        label=_("Which kind?"),
        choices=[
            (AssemblyKind.ORDINARY, _("Ordinary: it also approves minutes")),
            (AssemblyKind.SPECIAL, _("Special: called in between, it does not")),
        ],
        initial=AssemblyKind.ORDINARY,
        required=False,
        widget=forms.RadioSelect,
    )
    told_on = forms.DateField(
        label=_("People are told on"),
        help_text=_("Not needed: today. Another day only if posters hung out before."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )
    anyway = forms.BooleanField(label=_("Plan it all the same"), required=False)


class MatterForm(HouseForm):
    """A proposal in the words of whoever brings it."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    body = forms.CharField(
        label=_("What should the assembly decide?"),
        help_text=_("Write it as the decision would stand. It can be changed until the vote opens."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )
