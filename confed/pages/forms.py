"""Shapes of input of the pages across apps."""

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from assemblies.domain.charter import TEMPLATES
from confed.kernel.forms import offer
from confed.kernel.models import Person
from confed.kernel.tokens import KEPT_FOR, MOST_NAME

MAIL_ERRORS = {
    "required": _("Write your e-mail address."),
    "invalid": _("This is not an e-mail address. It looks like name@example.org."),
}


class MailForm(forms.Form):
    """Who wants to sign in."""

    mail = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "username", "aria-describedby": "mail-help"}),
        error_messages=MAIL_ERRORS,
    )
    shared = forms.BooleanField(label=_("This is not my phone"), required=False)


class SettingsForm(forms.Form):
    """How the pages speak and look."""

    language = forms.ChoiceField(
        label=_("Language"), required=False, widget=forms.Select(attrs={"class": "field"}), choices=[]
    )
    theme = forms.ChoiceField(
        label=_("Light and dark"), required=False, choices=Person.Theme.choices, widget=forms.RadioSelect
    )
    text_size = forms.ChoiceField(
        label=_("Size of the words"), required=False, choices=Person.TextSize.choices, widget=forms.RadioSelect
    )

    wants_mail = forms.BooleanField(label=_("Mail me when a task of mine needs me"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages this instance speaks."""
        super().__init__(*args, **kwargs)
        offer(self, "language", [("", _("Like my device")), *settings.LANGUAGES])


class TokenForm(forms.Form):
    """What uses a token, and until when."""

    name = forms.CharField(
        label=_("What uses it?"),
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={"required": _("Write what uses it, so that you know it again.")},
    )
    days = forms.TypedChoiceField(
        label=_("Until when?"),
        coerce=int,
        choices=[(days, ngettext_lazy("for %(n)s day", "for %(n)s days", days) % {"n": days}) for days in KEPT_FOR],
        widget=forms.Select(attrs={"class": "field"}),
    )


class FoundingForm(forms.Form):
    """What begins, its name, whom it means, where it meets first, who opens the door; and one way to decide."""

    begins = forms.ChoiceField(
        label=_("What begins here?"),
        choices=[("commune", _("A commune: people meet")), ("confederation", _("A confederation: communes meet"))],
        widget=forms.RadioSelect,
        initial="commune",
    )
    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field"}),
        error_messages={"required": _("Write what it is called.")},
    )
    belonging = forms.CharField(
        label=_("Who can belong?"),
        max_length=300,
        required=False,
        help_text=_("One sentence. People must know if it means them."),
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    day = forms.DateField(
        label=_("When do you meet first? The day"),
        required=False,
        help_text=_("Leave it empty if you do not know yet."),
        widget=forms.DateInput(attrs={"class": "field", "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a day. It looks like 2026-07-01.")},
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "field", "type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is not a time. It looks like 19:00.")},
    )
    place = forms.CharField(
        label=_("Where?"), max_length=200, required=False, widget=forms.TextInput(attrs={"class": "field"})
    )
    zone = forms.ChoiceField(
        label=_("Which clock holds here?"),
        help_text=_("A day ends at midnight of this clock, also the last one of a ratification."),
        widget=forms.Select(attrs={"class": "field"}),
        choices=[],
    )
    person_name = forms.CharField(
        label=_("Who opens the door? Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    mail = forms.EmailField(
        label=_("Your e-mail, to sign in again"),
        max_length=254,
        help_text=_("You open the door and keep the roll. You have no other power, and it ends after 90 days."),
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
        error_messages=MAIL_ERRORS,
    )
    template = forms.ChoiceField(
        label=_("How will you decide at first?"), choices=[(name, name) for name in TEMPLATES], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the clocks this machine knows."""
        super().__init__(*args, **kwargs)
        zones = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        offer(self, "zone", [(zone, zone) for zone in ["UTC", *zones]])

    def clean(self) -> dict[str, Any]:
        """Ask for the missing half where only a day or only a time was written."""
        values = super().clean() or {}
        if values.get("day") and not values.get("hour") and "hour" not in self.errors:
            self.add_error("hour", _("Write the time too."))
        if values.get("hour") and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Write the day too."))
        return values

    def founding(self) -> dict[str, Any]:
        """Return what was written as the use case takes it, the first meeting on the clock of the place."""
        values = dict(self.cleaned_data)
        day, hour = values.pop("day"), values.pop("hour")
        values.pop("begins")
        values["first_at"] = (
            datetime.combine(day, hour, tzinfo=zoneinfo.ZoneInfo(values["zone"])) if day and hour else None
        )
        return values


class BelowForm(forms.Form):
    """A commune under another, and who keeps its roll."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "field"}),
        error_messages={"required": _("Write what it is called.")},
    )
    belonging = forms.CharField(
        label=_("Who can belong?"),
        max_length=300,
        required=False,
        help_text=_("One sentence. People must know if it means them."),
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    secretary_name = forms.CharField(
        label=_("Who keeps its roll? The name"),
        max_length=200,
        required=False,
        help_text=_("Nobody yet? Leave both empty: you keep it for 90 days."),
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    secretary_mail = forms.EmailField(
        label=_("Their e-mail, to sign in"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"class": "field"}),
        error_messages=MAIL_ERRORS,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the mail where a name was written: without it nobody could sign in."""
        values = super().clean() or {}
        if values.get("secretary_name") and not values.get("secretary_mail") and "secretary_mail" not in self.errors:
            self.add_error("secretary_mail", _("Write the e-mail too: without it nobody can sign in."))
        if values.get("secretary_mail") and not values.get("secretary_name"):
            self.add_error("secretary_name", _("Write the name too."))
        return values
