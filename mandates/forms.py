"""The shape of what a council's pages post."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.models import Assembly
from confed.kernel.forms import offer
from delegates.domain.petitions import MOST_LETTERS
from delegates.models import Delegation, Petition
from mandates.domain.stages import Choice, IfTouched, Latitude, Purpose
from mandates.models import CouncilItem, CouncilVote, Declaration, Mandate, Voice

CHOICES = [
    (Choice.FOR.value, _("Yes")),
    (Choice.AGAINST.value, _("No")),
    (Choice.ABSTAIN.value, _("Abstain")),
    (Choice.SEND_BACK.value, _("Send back")),
]


class CastForm(forms.Form):
    """One answer of a commune's voice."""

    choice = forms.ChoiceField(choices=CHOICES, error_messages={"required": _("Choose an answer first.")})


class DoubtForm(CastForm):
    """A note on the check of one answer."""

    words = forms.CharField(
        max_length=500, error_messages={"required": _("Write in your words what is wrong with the check.")}
    )


class RecallForm(forms.Form):
    """Why a council is asked to recall somebody it sent."""

    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=Petition.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground; loss of trust is enough.")},
    )
    statement = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"class": "field", "rows": 4}),
    )


class OpenVoteForm(forms.Form):
    """The item the chair puts to the vote."""

    item = forms.ModelChoiceField(CouncilItem.objects.none())

    def __init__(self, data: Any, *, council_id: int) -> None:
        super().__init__(data)
        offer(self, "item", CouncilItem.objects.filter(council=council_id))


class VoteForm(forms.Form):
    """The vote the chair closes."""

    vote = forms.ModelChoiceField(CouncilVote.objects.none(), to_field_name="code")

    def __init__(self, data: Any, *, assembly_id: int) -> None:
        super().__init__(data)
        offer(self, "vote", CouncilVote.objects.filter(assembly=assembly_id))


class WhyForm(forms.Form):
    """Why somebody asks for an act that the minutes tell."""

    reason = forms.CharField(max_length=200, error_messages={"required": _("Say why; the minutes tell it.")})


class RevokeForm(WhyForm):
    """The item on which an assembly takes its mandate back, and why."""

    item = forms.IntegerField(min_value=1, max_value=10**9)


class ReasonForm(VoteForm, WhyForm):
    """A vote, and why it stands still or is counted again."""


class HandForm(VoteForm):
    """A voice raised by hand, written down by the chair."""

    delegation = forms.ModelChoiceField(
        Delegation.objects.none(), error_messages={"required": _("Choose whose hand it was.")}
    )
    choice = forms.ChoiceField(choices=CHOICES, error_messages={"required": _("Choose an answer first.")})

    def __init__(self, data: Any, *, assembly_id: int) -> None:
        super().__init__(data, assembly_id=assembly_id)
        voices = Voice.objects.filter(vote__assembly=assembly_id).values("delegation")
        offer(self, "delegation", Delegation.objects.filter(pk__in=voices))


class LineForm(forms.Form):
    """A delegate's word on one red line of the version that was read."""

    version = forms.IntegerField(min_value=1)
    line = forms.IntegerField(min_value=0)
    touched = forms.ChoiceField(
        choices=[("no", _("Untouched")), ("yes", _("Touched"))],
        error_messages={"required": _("Say whether the line is touched.")},
    )


class ContestForm(forms.Form):
    """The line a commune contests, and the sitting in which it did."""

    declaration = forms.ModelChoiceField(Declaration.objects.none())
    assembly = forms.ModelChoiceField(
        Assembly.objects.none(), error_messages={"required": _("Choose the sitting in which it was decided.")}
    )

    def __init__(self, data: Any, *, mandate: Mandate) -> None:
        super().__init__(data)
        offer(self, "declaration", Declaration.objects.filter(mandate=mandate))
        offer(self, "assembly", Assembly.objects.filter(commune=mandate.giver_id))


def first_problem(form: forms.Form) -> str:
    """The first thing that is wrong, in one sentence."""
    return str(next(iter(form.errors.values()))[0])


class ClothedForm(forms.Form):
    """A form whose fields wear the house's clothes; a field with a fault gets its red edge."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.RadioSelect):
                field.widget.attrs["class"] = "field"

    def full_clean(self) -> None:
        """Read what was sent, then dress what has a fault."""
        super().full_clean()
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs["class"] = "field field--err"


DAY_ERRORS = {"invalid": _("Write the day as year-month-day: 2027-07-01.")}


class ItemForm(ClothedForm):
    """A matter for the council."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What is it about?"), max_length=200, error_messages={"required": _("Write what it is about.")}
    )
    body = forms.CharField(
        label=_("What should the council decide?"),
        help_text=_("Write it as the decision would stand."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=200_000,
        error_messages={"required": _("Write the words the communes will read.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=[
            (Purpose.DECIDE.value, _("To be decided: each commune gives its delegates a mandate")),
            (Purpose.INSTRUCT.value, _("To be answered upwards: it instructs our delegates in the council above")),
        ],
    )
    deadline = forms.DateField(
        label=_("Mandates are asked for until the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A mandate given later binds too; it bears a star."),
        error_messages=DAY_ERRORS,
    )


class TextForm(ClothedForm):
    """New words for an item, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    body = forms.CharField(
        label=_("The new words"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=200_000,
        error_messages={"required": _("Write the new words.")},
    )
    reason = forms.CharField(
        label=_("Why? Every commune reads it."),
        max_length=300,
        error_messages={"required": _("Say why the words change.")},
    )


class ConditionForm(ClothedForm):
    """What an assembly said with its no."""

    words = forms.CharField(
        label=_("What did the assembly say?"),
        help_text=_("In its own words: yes, if …"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the assembly said.")},
    )


class MoreDaysForm(ClothedForm):
    """How many more days a ratification gets, and the decisions of communes that say so."""

    days = forms.IntegerField(
        label=_("How many more days?"),
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": _("Write how many days."), "invalid": _("Write how many days, as a number.")},
    )
    decisions = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={"required": _("Tick the decisions in which communes asked for more days.")},
    )

    def __init__(self, *args: Any, decisions: Sequence[int], **kwargs: Any) -> None:
        """Offer these decisions."""
        super().__init__(*args, **kwargs)
        offer(self, "decisions", [(pk, pk) for pk in decisions])

    @property
    def ticked(self) -> list[str]:
        """What was ticked when it was sent."""
        return list(self["decisions"].value() or [])


class DraftForm(ClothedForm):
    """The terms of a mandate, for the assembly to vote on."""

    latitude = forms.ChoiceField(
        label=_("If the council changes the words"),
        choices=[
            (Latitude.STRICT.value, _("it binds for these words only")),
            (Latitude.BOUNDED.value, _("it binds for changed words too, inside the red lines")),
            (Latitude.OPEN.value, _("it binds for changed words too")),
        ],
    )
    red_lines = forms.CharField(
        label=_("Red lines, one a line"),
        required=False,
        help_text=_("Each one sentence that can be tested: touched or not."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
    )
    if_touched = forms.ChoiceField(
        label=_("If a red line is touched"),
        choices=[
            (IfTouched.NONE.value, _("our voice is a first word only")),
            (IfTouched.AGAINST.value, _("our delegates vote no")),
            (IfTouched.SEND_BACK.value, _("our delegates bring it home")),
        ],
    )
    reasons = forms.CharField(
        label=_("Reasons, for the others to read"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=10_000,
    )
    expires_on = forms.DateField(
        label=_("Holds until"),
        required=False,
        help_text=_("Empty: until the council has voted."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ERRORS,
    )

    def clean_red_lines(self) -> list[str]:
        """The red lines without empty lines between them."""
        return [line.strip() for line in self.cleaned_data["red_lines"].splitlines() if line.strip()]
