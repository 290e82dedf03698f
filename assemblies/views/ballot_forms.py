"""Shapes of input of the ballot, its receipt and its check; what may be done is decided elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.domain.answers import ANSWERS, joined
from assemblies.domain.codes import SPACE, WORD_SIGNS
from assemblies.forms import HouseForm, number_field

CHOOSE = _("Choose an answer first. Your vote is not in.")


def _word_field() -> forms.CharField:
    return forms.CharField(
        label=_("A word of your own"),
        help_text=_("Not needed. It stands beside your code, so nobody can give you another’s. Not your name."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": WORD_SIGNS, "autocapitalize": "none"}),
    )


class BallotForm(HouseForm):
    """One answer to each text, and for a secret vote the code that was drawn for this form."""

    code = forms.IntegerField(required=False, min_value=1, max_value=SPACE - 1)
    word = _word_field()

    def __init__(self, *args: Any, texts: int, **kwargs: Any) -> None:
        """Ask for as many answers as there are texts."""
        super().__init__(*args, **kwargs)
        self.answers = [f"answer-{at}" for at in range(texts)]
        for name in self.answers:
            self.fields[name] = forms.ChoiceField(
                choices=[(answer, answer) for answer in ANSWERS],
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )

    @property
    def choice(self) -> str:
        """The answers as the services take them."""
        return joined(self.cleaned_data[name] for name in self.answers)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields of texts that have no answer."""
        return tuple(name for name in self.answers if name in self.errors)


class ChangeForm(BallotForm):
    """The code of a receipt, its word, and the new answers."""

    code = forms.CharField(  # type: ignore[assignment]  # typed by a person here, a number in the form of the ballot
        label=_("The code of your receipt"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type the code of your receipt.")},
    )


class CheckForm(HouseForm):
    """A code to look for on a list; sent by post, so that no address holds it."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("Three words and a number. Four letters of each word are enough."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Type your code.")},
    )
    word = forms.CharField(
        label=_("Your own word, if you added one"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class _TellersForm(HouseForm):
    """Who votes on paper or by mouth: cards or names, one a line."""

    who = forms.CharField(
        label=_("Card numbers or names, one a line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=100_000,
        error_messages={"required": _("Say whose slips these are.")},
    )

    @property
    def lines(self) -> list[str]:
        """What was typed, without empty lines."""
        return [line.strip() for line in self.cleaned_data["who"].splitlines() if line.strip()]


class BundleForm(_TellersForm):
    """A bundle of paper slips: whose they are, what they say in all, and who counted them too."""

    second = forms.IntegerField(
        label=_("The other teller"), min_value=1, error_messages={"required": _("Choose the other teller.")}
    )

    def __init__(self, *args: Any, texts: int, **kwargs: Any) -> None:
        """Ask for three numbers for each text."""
        super().__init__(*args, **kwargs)
        labels = {"for": _("Yes"), "against": _("No"), "abstain": _("Abstain")}
        for at in range(texts):
            for answer in ANSWERS:
                self.fields[f"{answer}-{at}"] = number_field(labels[answer])
        self.texts = texts

    @property
    def counts(self) -> list[dict[str, int]]:
        """The numbers as the services take them."""
        return [{answer: self.cleaned_data[f"{answer}-{at}"] for answer in ANSWERS} for at in range(self.texts)]

    def numbers_of(self, at: int) -> list[forms.BoundField]:
        """The three fields of one text."""
        return [self[f"{answer}-{at}"] for answer in ANSWERS]


class CalledForm(BallotForm, _TellersForm):
    """The named vote of one person without a phone, called up by a teller."""

    field_order = ("who",)
