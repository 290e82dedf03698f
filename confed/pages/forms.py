"""Shapes of input of the pages across apps."""

import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assemblies.domain.charter import TEMPLATES
from confed.kernel.models import Person

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


class SettingsForm(forms.Form):
    """How the pages speak and look."""

    language = forms.ChoiceField(
        label=_("Language"), required=False, widget=forms.Select(attrs={"class": "field"}), choices=[]
    )
    theme = forms.ChoiceField(
        label=_("Light and dark"), required=False, choices=Person.Theme.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages this instance speaks."""
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Like my device")), *settings.LANGUAGES]  # type: ignore[attr-defined]


class FoundingForm(forms.Form):
    """Five fields and one way to decide, to begin with."""

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
    zone = forms.ChoiceField(
        label=_("Which clock holds here?"),
        help_text=_("A day ends at midnight of this clock, also for votes."),
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
        self.fields["zone"].choices = [(zone, zone) for zone in ["UTC", *zones]]  # type: ignore[attr-defined]
