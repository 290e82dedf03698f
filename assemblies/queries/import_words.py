"""The words of an import: what a column is, why a row waits, what can be said about it."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.roll_columns import Meaning
from assemblies.domain.roll_fates import Fault
from assemblies.domain.roll_table import Choice

MEANING_WORDS: dict[Meaning, Promise] = {
    Meaning.NAME: gettext_lazy("Name"),
    Meaning.GIVEN: gettext_lazy("Given name"),
    Meaning.FAMILY: gettext_lazy("Family name"),
    Meaning.CARD: gettext_lazy("Card"),
    Meaning.MAIL: gettext_lazy("E-mail"),
    Meaning.SINCE: gettext_lazy("Here since"),
    Meaning.STANDING: gettext_lazy("Stands here as"),
    Meaning.NONE: gettext_lazy("Not kept"),
}

CHOICE_WORDS: dict[Choice, Promise] = {
    Choice.SAME: gettext_lazy("Same person"),
    Choice.OTHER: gettext_lazy("Another person"),
    Choice.NEW_CARD: gettext_lazy("New card"),
    Choice.NO_MAIL: gettext_lazy("Without this address"),
    Choice.NO_VOTE: gettext_lazy("Enter without a vote"),
    Choice.KEEP: gettext_lazy("Two people"),
    Choice.SKIP: gettext_lazy("Leave this row out"),
}

_FAULTS: dict[Fault, Promise] = {
    Fault.NO_NAME: gettext_lazy("There is no name."),
    Fault.NO_LETTERS: gettext_lazy("“%(name)s” is not a name."),
    Fault.NAME_LONG: gettext_lazy("The name is too long: at most %(most)s letters."),
    Fault.CARD_LONG: gettext_lazy("The card number “%(card)s” is too long: at most %(most)s signs."),
    Fault.MAIL_BAD: gettext_lazy("“%(mail)s” is not an e-mail address."),
    Fault.DAY_BAD: gettext_lazy("“%(day)s” is not a day we can read. Write it as 2027-07-01."),
    Fault.DAY_AHEAD: gettext_lazy("%(day)s is in the future."),
    Fault.STANDING_BAD: gettext_lazy("“%(standing)s” is not member, youth or observer."),
    Fault.CARD_TWICE: gettext_lazy("Card %(card)s stands in row %(row)s too, for %(name)s."),
    Fault.MAIL_TWICE: gettext_lazy("%(mail)s stands in row %(row)s too, for %(name)s."),
    Fault.NAME_TWICE: gettext_lazy("%(name)s stands in row %(row)s too."),
    Fault.CARD_TAKEN: gettext_lazy("Card %(card)s is already %(name)s’s."),
    Fault.MAIL_TAKEN: gettext_lazy("%(mail)s is already %(name)s’s."),
    Fault.MAIL_OF_OTHER: gettext_lazy("%(mail)s is already %(name)s’s."),
    Fault.NAME_TAKEN: gettext_lazy("%(name)s is on the roll with another card or address."),
    Fault.NAMES_TAKEN: gettext_lazy("%(times)s people named %(name)s are on the roll. Write the card number."),
    Fault.ENTRY_TWICE: gettext_lazy("Row %(row)s is already %(name)s on the roll."),
    Fault.VOTES_ELSEWHERE: gettext_lazy("%(mail)s has a vote in %(commune)s already, and one vote is the rule."),
}


def fault_words(fault: Fault, words: Mapping[str, object]) -> str:
    """Why a row waits, in one sentence."""
    said = {name: day_words(word) if isinstance(word, date) else word for name, word in words.items()}
    return str(_FAULTS[fault]) % said


def day_words(day: date) -> str:
    """A day in full, as it is said here."""
    return date_format(day, _("j F Y"))
