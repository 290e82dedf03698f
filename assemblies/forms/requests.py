"""Shapes of input of what members ask for together."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import RequestKind
from assemblies.forms.house import HouseForm


class MatterRequestForm(HouseForm):
    """A proposal that was left out, and where it shall go."""

    kind = forms.ChoiceField(choices=[(RequestKind.AGENDA, ""), (RequestKind.SEND_UP, "")], widget=forms.HiddenInput)
    proposal = forms.CharField(max_length=10, widget=forms.HiddenInput)


class BackingForm(HouseForm):
    """Which request is backed, or left."""

    request = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class CallForm(HouseForm):
    """What an assembly is called for, and for when."""

    title = forms.CharField(
        label=_("What about?"), max_length=200, error_messages={"required": _("Write what it is called for.")}
    )
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

    def wanted_at(self, zone: str) -> datetime:
        """The moment meant, on the commune's own clock."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)
