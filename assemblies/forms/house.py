"""Forms in the house's clothes, and the number fields that most of them ask for."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 1_000_000
NUMBER = _("Write a number, in digits.")


class HouseForm(forms.Form):
    """A form whose fields wear the house's clothes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give each field its class; ids of several forms on one page stay apart by `auto_id`."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "field")

    def full_clean(self) -> None:
        """Read what was sent; a field with a fault gets its red edge."""
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                attrs["class"] = f"{attrs.get('class', '')} field--err".strip()


def number_field(label: Any, *, required: bool = True) -> forms.IntegerField:
    """A whole number from nought, typed on a number pad."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"class": "field field--big", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": NUMBER,
            "invalid": NUMBER,
            "min_value": _("A count is never below 0."),
            "max_value": _("This number is too large to be a count of people."),
        },
    )


class MomentForm(HouseForm):
    """A day, a time and a place to meet."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": _("Write the day as year-month-day: 2027-07-01.")},
    )
    hour = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Write the time as 19:00.")},
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)

    def moment(self, zone: str) -> datetime:
        """Return the moment meant, on the clock of this zone."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class AimedForm(HouseForm):
    """An act aimed at one item or one vote, so that a second tap meets the same one."""

    target = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


class EmptyForm(AimedForm):
    """An act that asks for nothing."""


class TrialForm(HouseForm):
    """Numbers to try a rule with."""

    present = number_field(_("Present"))
    yes = number_field(_("Yes"), required=False)
    no = number_field(_("No"), required=False)
