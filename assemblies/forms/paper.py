"""The sheet of an assembly held on paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms.house import HouseForm, number_field


class PaperForm(HouseForm):
    """An assembly held on paper: when, where, who was there, what was counted, and by whom."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    held_on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day on which the assembly met."),
            "invalid": _("Write the day as year-month-day: 2027-07-01."),
        },
    )
    place = forms.CharField(
        label=_("Place"), max_length=200, error_messages={"required": _("Write where the assembly met.")}
    )
    call = forms.TypedChoiceField(
        label=_("Which call?"),
        coerce=int,
        initial=1,
        choices=[(1, _("First call")), (2, _("Second call: too few had come to the first"))],
        widget=forms.RadioSelect,
    )
    voters = number_field(_("People with a vote"))
    youth = number_field(_("Youth"), required=False)
    observers = number_field(_("Guests"), required=False)
    count_for = number_field(_("Yes"))
    count_against = number_field(_("No"))
    count_abstain = number_field(_("Abstain"))
    teller_1 = forms.CharField(label=_("First teller"), max_length=200, error_messages={"required": _("Write a name.")})
    teller_2 = forms.CharField(
        label=_("Second teller"), max_length=200, error_messages={"required": _("Write a name.")}
    )
    witness_1 = forms.CharField(
        label=_("First witness"), max_length=200, error_messages={"required": _("Write a name.")}
    )
    witness_2 = forms.CharField(
        label=_("Second witness"), max_length=200, error_messages={"required": _("Write a name.")}
    )

    def __init__(self, *args: Any, needs_witnesses: bool, **kwargs: Any) -> None:
        """Ask for witnesses only where a secretary above enters the sheet."""
        super().__init__(*args, **kwargs)
        self.needs_witnesses = needs_witnesses
        if not needs_witnesses:
            del self.fields["witness_1"], self.fields["witness_2"]

    def clean(self) -> dict[str, Any]:
        """Refuse more votes than people, beside the number of people."""
        values = super().clean() or {}
        numbers = [values.get(name) for name in ("count_for", "count_against", "count_abstain")]
        voters = values.get("voters")
        if voters is not None and all(number is not None for number in numbers):
            counted = sum(numbers)  # type: ignore[arg-type]
            if counted > voters:
                self.add_error(
                    "voters",
                    _("%(counted)s votes were counted, %(over)s more than the people with a vote. One number is wrong.")
                    % {"counted": counted, "over": counted - voters},
                )
        return values

    def sheet(self) -> dict[str, Any]:
        """What the use case is told."""
        values = dict(self.cleaned_data)
        tellers = [values.pop("teller_1"), values.pop("teller_2")]
        witnesses = [values.pop(name) for name in ("witness_1", "witness_2") if name in values]
        values["youth"], values["observers"] = values["youth"] or 0, values["observers"] or 0
        return {**values, "tellers": tellers, "witnesses": witnesses}
