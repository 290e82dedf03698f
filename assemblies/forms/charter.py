"""The form that asks for another value of one rule of the charter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms.house import HouseForm
from assemblies.queries.charter_change import RulePage

# What the fields of a rule with two values are called; the only field of any other is its new value.
LABELS = {
    "quorum.second_call": _("How many people are enough on a second call?"),
    "quorum.second_call_wait": _("How long to wait before it?"),
    "notice.ordinary": _("Days of notice of an assembly"),
    "notice.special": _("Days of notice of a special assembly"),
    "notice.recall": _("Between a valid petition and its vote"),
    "notice.recall_live": _("The same, while the council sits"),
    "rule.ordinary.threshold": _("How many must say yes?"),
    "rule.recall.threshold": _("How many must say yes?"),
    "rule.charter.threshold": _("How many must say yes?"),
}
LONGEST = 40


class RuleForm(HouseForm):
    """The values of one rule, and why it should change."""

    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It may stay empty. Your words stand below the sentence of today and the new one."),
    )

    def __init__(self, *args: Any, page: RulePage, **kwargs: Any) -> None:
        """Give each value of the rule its field, as it stands today."""
        super().__init__(*args, **kwargs)
        values = {asked.key: _field(asked.key, asked.now, asked.options, asked.example) for asked in page.asked}
        self.fields = {**values, **self.fields}

    def values(self) -> dict[str, str]:
        """What was sent, key by key."""
        return {name: said for name, said in self.cleaned_data.items() if name != "reason"}


def _field(key: str, now: str, options: tuple[tuple[str, str], ...], example: str) -> forms.Field:
    label = LABELS.get(key, _("It shall say"))
    if options:
        return forms.ChoiceField(label=label, choices=options, initial=now, widget=forms.RadioSelect)
    return forms.CharField(
        label=label,
        initial=now,
        max_length=LONGEST,
        help_text=example,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": _("Write a value.")},
    )
