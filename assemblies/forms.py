"""Shapes of input of the assemblies' pages; what may be done is decided elsewhere."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.models import Role, RollEntry

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


class AimedForm(HouseForm):
    """An act aimed at one item or one vote, so that a second tap meets the same one."""

    target = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


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


class EmptyForm(AimedForm):
    """An act that asks for nothing."""


class SendForm(AimedForm):
    """What one teller counted for one answer."""

    option = forms.ChoiceField(choices=[("for", ""), ("against", ""), ("abstain", "")], widget=forms.HiddenInput)
    number = number_field(_("Hands you counted"))


class SettleForm(SendForm):
    """Which of two numbers is kept, and why."""

    number = number_field(_("Keep this number"))
    reason = forms.CharField(label=_("Why? Both numbers stand in the minutes."), max_length=300)


class MeetingForm(HouseForm):
    """When and where the next assembly meets."""

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

    def planned_at(self, zone: str) -> datetime:
        """The moment meant, on the commune's own clock."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return datetime.combine(day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class MatterForm(HouseForm):
    """A proposal in the words of whoever brings it."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    body = forms.CharField(
        label=_("What should the assembly decide?"),
        help_text=_("Write it as the decision would stand. It can be changed until the vote opens."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )


class EntryForm(HouseForm):
    """A name for the roll."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write a name.")})
    standing = forms.ChoiceField(
        label=_("Stands here as"),
        choices=RollEntry.Standing.choices,
        help_text=_("Youth and observers may speak. They have no vote and never count for the quorum."),
    )
    card = forms.CharField(label=_("Card number"), max_length=20, required=False)
    mail = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Not needed. With it, this person can sign in."),
        error_messages={"invalid": _("This is not an e-mail address. It looks like name@example.org.")},
    )


class NamesForm(HouseForm):
    """Several names at once, one a line; all of them or none."""

    names = forms.CharField(
        label=_("Names, one a line"),
        help_text=_("All of them become members with a vote, or none does."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=200_000,
        error_messages={"required": _("Write at least one name.")},
    )

    def clean_names(self) -> list[str]:
        """The names without empty lines."""
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class RightsForm(HouseForm):
    """What goes with an entry."""

    standing = forms.ChoiceField(label=_("Stands here as"), choices=RollEntry.Standing.choices)
    may_speak = forms.BooleanField(label=_("May speak"), required=False)
    may_vote = forms.BooleanField(label=_("May vote"), required=False)


class RoleForm(HouseForm):
    """A task for a term; it always ends."""

    kind = forms.ChoiceField(label=_("Task"), choices=Role.Kind.choices)
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("A role always ends: choose its last day.")},
    )
    decision = forms.IntegerField(
        label=_("Number of the decision"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the number of the decision, in digits.")},
    )


class TrialForm(HouseForm):
    """Numbers to try a rule with."""

    present = number_field(_("Present"))
    yes = number_field(_("Yes"), required=False)
    no = number_field(_("No"), required=False)


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


class TableForm(HouseForm):
    """A member table: a file, or the same pasted; and, if somebody said so, what its columns are."""

    file = forms.FileField(
        label=_("A file: CSV or XLSX"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx", "class": "field"}),
        error_messages={"empty": _("This file is empty.")},
    )
    words = forms.CharField(
        label=_("Or paste the table"),
        help_text=_("As it is copied from a spreadsheet, or names one a line."),
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "field"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        values = super().clean() or {}
        if not self.errors and not values.get("file") and not (values.get("words") or "").strip():
            self.add_error("file", _("Choose a file, or paste the table."))
        return values

    def meanings(self) -> list[str]:
        """What was said of each column, in order; empty where nothing was said."""
        said = [value for name, value in self.data.items() if name.startswith("column-")]
        return [str(value) for value in said][:200]


class MendForm(HouseForm):
    """What is said about one row of a table."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=500)
    choice = forms.CharField(required=False, max_length=10)


class ConfirmForm(HouseForm):
    """What the button said it would do."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    new = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    changed = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OneImportForm(HouseForm):
    """Which import is undone or thrown away."""

    roll_import = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CardsForm(HouseForm):
    """For whom slips or cards are printed."""

    entry = forms.TypedMultipleChoiceField(
        label=_("Names"),
        coerce=int,
        choices=(),
        error_messages={"required": _("Tick at least one name.")},
    )
    kind = forms.ChoiceField(
        label=_("What to print"),
        choices=[("slip", _("Slips: good for 7 days")), ("card", _("Personal QR cards: good for 30 days"))],
        initial="slip",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take any number; whose they are is asked where they are printed."""
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("entry") if hasattr(self.data, "getlist") else []
        numbers = [(number, number) for number in sent if number.isdecimal() and len(number) < 19]
        self.fields["entry"].choices = numbers  # type: ignore[attr-defined]
