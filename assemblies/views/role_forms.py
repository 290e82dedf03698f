"""Shapes of input of the page of tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms import RoleForm


class GiveRoleForm(RoleForm):
    """Who gets which task until when, and what the assembly decided."""

    who = forms.CharField(
        label=_("Name or card number"),
        max_length=200,
        error_messages={"required": _("Write who gets the task.")},
    )
    field_order = ("who", "kind", "until", "decision")


class EndRoleForm(forms.Form):
    """Which task ends, and what the assembly decided."""

    role = forms.IntegerField(min_value=1, max_value=9_000_000_000_000_000_000)
    decision = forms.IntegerField(required=False, min_value=1, max_value=2_000_000_000)
