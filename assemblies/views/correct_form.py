"""The shape of a corrected count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms import HouseForm, number_field


class CorrectForm(HouseForm):
    """The numbers as they should have been announced, and why."""

    count_for = number_field(_("Yes"))
    count_against = number_field(_("No"))
    count_abstain = number_field(_("Abstain"))
    reason = forms.CharField(
        label=_("Why? Both counts stand in the minutes."),
        max_length=300,
        error_messages={"required": _("Say why the count is corrected.")},
    )

    def __init__(self, *args: Any, present: int, **kwargs: Any) -> None:
        """Know how many were present."""
        super().__init__(*args, **kwargs)
        self.present = present

    def clean(self) -> dict[str, Any]:
        """Refuse more votes than people, beside the numbers."""
        values = super().clean() or {}
        numbers = [values.get(name) for name in ("count_for", "count_against", "count_abstain")]
        if all(number is not None for number in numbers):
            counted = sum(numbers)  # type: ignore[arg-type]
            if counted > self.present:
                self.add_error(
                    "count_for",
                    _("%(counted)s hands were counted, %(over)s more than the %(present)s present.")
                    % {"counted": counted, "over": counted - self.present, "present": self.present},
                )
        return values

    def counts(self) -> dict[str, int]:
        """The three numbers."""
        return {name: self.cleaned_data[name] for name in ("count_for", "count_against", "count_abstain")}
