"""A ratification in sentences: where it stands, whether that can still change, and how it differs from the tendency."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mandates.domain.counts import Counts
from mandates.domain.ratification import Answer, RatificationOutcome, Standing
from mandates.domain.stages import Choice, CountMethod
from mandates.queries.rule_words import day_words, rule_words
from mandates.queries.standing import DecisionStanding
from mandates.queries.standing_names import converted_words, inquorate_words, late_words

METHODS: dict[CountMethod, Promise] = {
    CountMethod.FLAT: gettext_lazy("One voice a commune"),
    CountMethod.TIERED: gettext_lazy("Level by level, district by district"),
    CountMethod.MEMBERS: gettext_lazy("Votes cast at home, added up"),
    CountMethod.DOUBLE: gettext_lazy("Communes and people, both"),
}
ANSWERS: dict[Answer, Promise] = {
    Answer.FOR: gettext_lazy("yes"),
    Answer.AGAINST: gettext_lazy("no"),
    Answer.ABSTAIN: gettext_lazy("abstain"),
}


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One way of counting in the table of totals."""

    method: CountMethod
    word: str
    counts: Counts
    whole: int
    needed: int | None
    outcome: RatificationOutcome
    governs: bool
    share: str


@dataclass(frozen=True, slots=True)
class DivergenceRow:
    """What came home of one indicative answer given in the council."""

    choice: str
    for_: int
    against: int
    abstain: int
    no_answer: int

    @property
    def total(self) -> int:
        """How many delegations had given it."""
        return self.for_ + self.against + self.abstain + self.no_answer


@dataclass(frozen=True, slots=True)
class StandingWords:
    """Everything that is said of a ratification beside its table."""

    rule: tuple[str, ...]
    totals: str
    final: str
    change: str
    goal: str
    methods: tuple[MethodRow, ...]
    inversion: str
    tendency: str
    reversed: str
    divergence: tuple[DivergenceRow, ...]
    late: str
    inquorate: str
    converted: str


def standing_words(found: DecisionStanding) -> StandingWords:
    """Put a ratification into sentences; each says of whom, under which rule, and whether it is final."""
    state = found.standing
    return StandingWords(
        rule=rule_words(found),
        totals=_totals(state),
        final=_final(found),
        change=_change(found),
        goal=_goal(state),
        methods=_methods(found),
        inversion=_inversion(state),
        tendency=_tendency(state),
        reversed=_reversed(state),
        divergence=_divergence(state),
        late=late_words(found),
        inquorate=inquorate_words(found),
        converted=converted_words(found),
    )


def _totals(state: Standing) -> str:
    counts = state.flat.counts
    if not counts.expressed:
        return _("No commune has voted yet. %(units)s are asked.") % {"units": state.units}
    said = _(
        "%(for)s yes, %(against)s no, %(abstain)s abstain; %(rest)s of %(units)s communes without an answer that counts."
    )
    return said % {
        "for": counts.for_,
        "against": counts.against,
        "abstain": counts.abstain,
        "rest": state.units - counts.expressed,
        "units": state.units,
    }


def _final(found: DecisionStanding) -> str:
    if found.is_closed:
        return _("Final. The window closed at the end of %(day)s.") % {"day": day_words(found)}
    return _("Not final. The window is open until the end of %(day)s.") % {"day": day_words(found)}


def _change(found: DecisionStanding) -> str:
    """Can the outstanding still change it? (lifecycle 3.5)."""
    state = found.standing
    words = {
        "number": state.outstanding,
        "expressed": state.expressed,
        "needed": state.needed_expressed,
        "day": day_words(found),
    }
    if state.is_final:
        if state.outcome == RatificationOutcome.INSUFFICIENT:
            return _("Too few communes answered: %(expressed)s; %(needed)s were needed.") % words
        return _("Nothing is outstanding.")
    if not state.outstanding:
        return _("Every commune has answered. The result is set at the end of %(day)s.") % words
    if state.can_change:
        return (
            ngettext(
                "%(number)s commune has not answered yet. Its answer can still change this.",
                "%(number)s communes have not answered yet. Their answers can still change this.",
                state.outstanding,
            )
            % words
        )
    return (
        ngettext(
            "%(number)s commune has not answered yet. Its answer can no longer change this.",
            "%(number)s communes have not answered yet. Their answers can no longer change this.",
            state.outstanding,
        )
        % words
    )


def _goal(state: Standing) -> str:
    """What the needed mark says: how many yes, or how many answers."""
    if state.method == CountMethod.FLAT and state.yes_needed is not None:
        missing = state.yes_needed - state.flat.counts.for_
        words = {"needed": state.yes_needed, "missing": missing}
        return _("%(needed)s needed, %(missing)s more") % words if missing > 0 else _("%(needed)s needed") % words
    if state.needed_expressed:
        return _("%(needed)s answers needed") % {"needed": state.needed_expressed}
    return ""


def _methods(found: DecisionStanding) -> tuple[MethodRow, ...]:
    state = found.standing
    counted = {CountMethod.FLAT: state.flat, CountMethod.TIERED: state.tiered, CountMethod.MEMBERS: state.members}
    has_districts = bool(found.districts)
    people = state.members.counts.expressed > 0
    shown = [
        method
        for method in counted
        if method == state.method
        or method == CountMethod.FLAT
        or (method == CountMethod.TIERED and has_districts)
        or (method == CountMethod.MEMBERS and people)
    ]
    governing = {CountMethod.FLAT, CountMethod.MEMBERS} if state.method == CountMethod.DOUBLE else {state.method}
    return tuple(
        MethodRow(
            method=method,
            word=str(METHODS[method]),
            counts=counted[method].counts,
            whole=counted[method].whole,
            needed=counted[method].yes_needed,
            outcome=counted[method].outcome,
            governs=method in governing,
            share=counted[method].counts.percent_for,
        )
        for method in shown
    )


def _inversion(state: Standing) -> str:
    """Another way of counting says the opposite: said, never decided by the page (lifecycle 3.5)."""
    if not state.inversion or not state.flat.counts.expressed:
        return ""
    words = {
        "methods": ", ".join(str(METHODS[method]) for method in state.inversion),
        "governing": METHODS[state.method],
    }
    return _("Counted another way the answer would be the opposite: %(methods)s. What governs: %(governing)s.") % words


def _tendency(state: Standing) -> str:
    counts = state.tendency
    if not counts.expressed:
        return ""
    words = {
        "for": counts.for_,
        "against": counts.against,
        "abstain": counts.abstain,
        "share": counts.percent_for,
    }
    if not counts.cast:
        return _("Tendency, not a decision: %(for)s for, %(against)s against, %(abstain)s abstain.") % words
    return (
        _(
            "Tendency, not a decision: %(for)s for, %(against)s against, %(abstain)s abstain. "
            "For: %(share)s %% of the yes and no."
        )
        % words
    )


def _reversed(state: Standing) -> str:
    if not state.reversed:
        return ""
    words = {
        "was_for": state.tendency.for_,
        "was_against": state.tendency.against,
        "for": state.flat.counts.for_,
        "against": state.flat.counts.against,
    }
    if state.is_final:
        return (
            _(
                "In the council the tendency was %(was_for)s for, %(was_against)s against. "
                "The assemblies say %(for)s for, %(against)s against."
            )
            % words
        )
    return (
        _(
            "In the council the tendency was %(was_for)s for, %(was_against)s against. "
            "So far the assemblies say %(for)s for, %(against)s against."
        )
        % words
    )


def _divergence(state: Standing) -> tuple[DivergenceRow, ...]:
    rows = []
    for choice in Choice:
        found = state.divergence.get(choice)
        if not found:
            continue
        rows.append(
            DivergenceRow(
                choice=choice.value,
                for_=found.get(Answer.FOR, 0),
                against=found.get(Answer.AGAINST, 0),
                abstain=found.get(Answer.ABSTAIN, 0),
                no_answer=sum(number for answer, number in found.items() if answer not in ANSWERS),
            )
        )
    return tuple(rows)
