"""The charter as sentences: one whole, translatable sentence for each rule and each option of it.

What stands between [[ and ]] is the value, which the page sets large.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Base, Rule, Tally, yes_needed
from assemblies.domain.quorum import people_needed
from assemblies.domain.shares import parse_share
from assemblies.queries import (
    charter_ballots,
    charter_calls,
    charter_changing,
    charter_delegates,
    charter_ratify,
    charter_voices,
)
from assemblies.queries.charter_words import duration_words, share_words, threshold_words

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; the value is set large."""

    text: str
    is_value: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One rule of a charter: its number, the keys behind it, its sentence, and today's number."""

    number: int
    keys: tuple[str, ...]
    parts: tuple[Part, ...]
    figure: int | None
    today: str

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return "".join(part.text for part in self.parts)

    @property
    def value(self) -> str:
        """The values alone, as they stand in the history."""
        return ", ".join(part.text for part in self.parts if part.is_value)


@dataclass(frozen=True, slots=True)
class Today:
    """What today's numbers are reckoned on: voters on the roll, and communes under a council."""

    members: int
    communes: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """How one rule becomes a sentence and a number of today."""

    keys: tuple[str, ...]
    sentence: Callable[[Values], str]
    today: Callable[[Values, Today], tuple[int | None, str]]


def split(sentence: str) -> tuple[Part, ...]:
    """Cut a sentence at its marks."""
    parts = []
    for piece in sentence.split("[["):
        value, mark, rest = piece.partition("]]")
        parts += [Part(value, True), Part(rest, False)] if mark else [Part(piece, False)]
    return tuple(part for part in parts if part.text)


def _no_number(_values: Values, _today: Today) -> tuple[None, str]:
    return None, ""


def _quorum(values: Values) -> str:
    if values["quorum.ordinary"] == NONE:
        return _("The assembly can decide with [[any number]] of members here.")
    return _("The assembly can decide when [[%(share)s]] of the members are here. Youth and guests do not count.") % {
        "share": share_words(values["quorum.ordinary"])
    }


def _needed(key: str, of_members: bool) -> Callable[[Values, Today], tuple[int | None, str]]:
    def today(values: Values, now: Today) -> tuple[int | None, str]:
        if values[key] == NONE:
            return None, ""
        whole, words = _whole(now, of_members)
        return people_needed(parse_share(values[key]), whole), words

    return today


def _yes_of_all(rule: str, of_members: bool) -> Callable[[Values, Today], tuple[int | None, str]]:
    def today(values: Values, now: Today) -> tuple[int | None, str]:
        if values[f"{rule}.base"] != Base.ALL:
            return None, ""
        whole, words = _whole(now, of_members)
        asked = Rule.from_values({"threshold": values[f"{rule}.threshold"], "base": Base.ALL})
        return yes_needed(asked, Tally(0, 0, 0, 0, whole)), words

    return today


def _whole(now: Today, of_members: bool) -> tuple[int, str]:
    if of_members:
        return now.members, _("of %(all)s members, today") % {"all": now.members}
    return now.communes, _("of %(all)s communes, today") % {"all": now.communes}


def _second_call(values: Values) -> str:
    if values["quorum.second_call"] == NONE:
        return _("There is [[no second call]]. If too few come, we meet another day.")
    return _("If too few come, we may call again after [[%(wait)s]]. Then [[%(share)s]] of the members are enough.") % {
        "wait": duration_words(values["quorum.second_call_wait"]),
        "share": share_words(values["quorum.second_call"]),
    }


def _ordinary_rule(values: Values) -> str:
    threshold = {"share": threshold_words(values["rule.ordinary.threshold"])}
    base = Base(values["rule.ordinary.base"])
    if base == Base.PRESENT:
        return _("A proposal passes when [[%(share)s]] of those present say yes. A tie does not pass.") % threshold
    if base == Base.ALL:
        return _("A proposal passes when [[%(share)s]] of all members say yes. A tie does not pass.") % threshold
    return (
        _("A proposal passes when [[%(share)s]] of the yes and no votes are yes. Who abstains counts on neither side.")
        % threshold
    )


def _form(values: Values) -> str:
    if values["delegation.form"] == "single":
        return _("[[One delegate]] carries our voice to the council.")
    return _("Two delegates carry [[one voice]] to the council.")


def _term(values: Values) -> str:
    return _("They go for [[%(term)s]]. We can recall them any time.") % {
        "term": duration_words(values["delegation.term"])
    }


def _latitude(values: Values) -> str:
    return {
        "strict": _("A mandate binds for [[this text only]], unless it says more."),
        "bounded": _("A mandate also binds for [[a changed text]] that touches no red line, unless it says otherwise."),
        "open": _("A mandate leaves our delegates [[free within its aim]], unless it says otherwise."),
    }[values["mandate.latitude_default"]]


def _exclusive(values: Values) -> str:
    if values["roll.exclusive"] == "yes":
        return _("Each person has a vote in [[one commune]] only.")
    return _("A person may have a vote in [[several communes]].")


def _supporters(values: Values) -> str:
    return ngettext(
        "[[One member]] with a vote hands a proposal in. The convenors look at its form, never at its aim.",
        "[[%(count)s members]] with a vote hand a proposal in. The convenors look at its form, never at its aim.",
        int(values["proposal.supporters"]),
    ) % {"count": values["proposal.supporters"]}


def _council_quorum(values: Values) -> str:
    if values["quorum.council"] == NONE:
        return _("The council can vote with [[any number]] of communes here.")
    return _("The council can vote when [[%(share)s]] of the communes have a voice there.") % {
        "share": share_words(values["quorum.council"])
    }


def _council_rule(values: Values) -> str:
    threshold = {"share": threshold_words(values["council.rule.threshold"])}
    base = Base(values["council.rule.base"])
    if base == Base.PRESENT:
        return _("The council proposes what [[%(share)s]] of the voices present want.") % threshold
    if base == Base.ALL:
        return _("The council proposes what [[%(share)s]] of all its communes want.") % threshold
    return _("The council proposes what [[%(share)s]] of the yes and no voices want.") % threshold


def _weight(values: Values) -> str:
    if values["council.weight"] == "members":
        return _("In the council a commune weighs as much as [[it has members]].")
    return _("In the council every commune has [[one voice]].")


OWN = (
    LineRule(("quorum.ordinary",), _quorum, _needed("quorum.ordinary", True)),
    LineRule(("quorum.second_call", "quorum.second_call_wait"), _second_call, _needed("quorum.second_call", True)),
    LineRule(("rule.ordinary.threshold", "rule.ordinary.base"), _ordinary_rule, _yes_of_all("rule.ordinary", True)),
    LineRule(("roll.exclusive",), _exclusive, _no_number),
    LineRule(("delegation.form",), _form, _no_number),
    LineRule(("delegation.term",), _term, _no_number),
    LineRule(("mandate.latitude_default",), _latitude, _no_number),
    LineRule(("ballot.receipt",), charter_ballots.receipt, _no_number),
    LineRule(("ballot.change",), charter_ballots.change, _no_number),
    LineRule(("ballot.after_hours",), charter_ballots.after_hours, _no_number),
    LineRule(("proposal.supporters",), _supporters, _no_number),
    LineRule(("notice.ordinary", "notice.special"), charter_calls.notice, _no_number),
    LineRule(("request.agenda",), charter_calls.on_agenda, _needed("request.agenda", True)),
    LineRule(("request.assembly",), charter_calls.assembly, _needed("request.assembly", True)),
    LineRule(("report.days",), charter_delegates.report, _no_number),
    LineRule(("recall.petition",), charter_delegates.recall, _needed("recall.petition", True)),
    LineRule(("petition.names",), charter_delegates.recall_names, _no_number),
    LineRule(("notice.recall", "notice.recall_live"), charter_delegates.recall_notice, _no_number),
    LineRule(("quorum.recall",), charter_delegates.recall_quorum, _needed("quorum.recall", True)),
    LineRule(("rule.recall.threshold", "rule.recall.base"), charter_delegates.recall_rule, _no_number),
    LineRule(("recall.bar_days",), charter_delegates.recall_bar, _no_number),
)
COUNCIL = (
    LineRule(("quorum.council",), _council_quorum, _needed("quorum.council", False)),
    LineRule(("council.rule.threshold", "council.rule.base"), _council_rule, _no_number),
    LineRule(("council.weight",), _weight, _no_number),
    LineRule(("mandate.off_mandate_effect",), charter_voices.off_mandate, _no_number),
    LineRule(("council.abstain_against_mandate",), charter_voices.abstaining, _no_number),
    LineRule(("ratify.ask",), charter_ratify.ask, _no_number),
    LineRule(("ratify.days",), charter_ratify.days, _no_number),
    LineRule(("ratify.threshold", "ratify.base"), charter_ratify.rule, _yes_of_all("ratify", False)),
    LineRule(("ratify.min_expressed",), charter_ratify.min_expressed, _needed("ratify.min_expressed", False)),
    LineRule(("ratify.approval",), charter_ratify.approval, _no_number),
    LineRule(("ratify.silence",), charter_ratify.silence, _no_number),
    LineRule(("ratify.count_method",), charter_ratify.count_method, _no_number),
    LineRule(("notice.council",), charter_calls.notice_of_council, _no_number),
)
# They came later; the numbers of the others stayed.
CHANGING = (
    LineRule(("notice.charter",), charter_changing.notice, _no_number),
    LineRule(("quorum.charter",), charter_changing.quorum, _needed("quorum.charter", True)),
    LineRule(("rule.charter.threshold", "rule.charter.base"), charter_changing.rule, _no_number),
)
ALL_LINES = OWN + COUNCIL + CHANGING


def charter_lines(values: Values, today: Today, rules: tuple[LineRule, ...] = ALL_LINES) -> tuple[Line, ...]:
    """Each rule as a sentence with today's number; rules keep their numbers wherever they are shown."""
    lines = []
    for rule in rules:
        count, words = rule.today(values, today)
        lines.append(Line(ALL_LINES.index(rule) + 1, rule.keys, split(rule.sentence(values)), count, words))
    return tuple(lines)
