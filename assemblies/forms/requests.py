"""Shapes of input of what members ask for together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import RequestKind
from assemblies.forms.house import HouseForm, MomentForm


class MatterRequestForm(HouseForm):
    """A proposal that was left out, and where it shall go."""

    kind = forms.ChoiceField(choices=[(RequestKind.AGENDA, ""), (RequestKind.SEND_UP, "")], widget=forms.HiddenInput)
    proposal = forms.CharField(max_length=10, widget=forms.HiddenInput)


class BackingForm(HouseForm):
    """Which request is backed, or left."""

    request = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class CallForm(MomentForm):
    """What an assembly is called for, and for when."""

    field_order = ("title",)

    title = forms.CharField(
        label=_("What about?"), max_length=200, error_messages={"required": _("Write what it is called for.")}
    )
