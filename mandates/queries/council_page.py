"""A council vote in words and bars: what counts, what is indicative, and what the closing says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule, Tally, yes_needed
from mandates.domain.council import CouncilOutcome, CouncilTally
from mandates.domain.counts import Sides
from mandates.queries.council_board import CouncilBoard
from mandates.queries.council_floor import FloorVote


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One answer with its bar: its part of the whole that the rule names."""

    word: str
    fill: str
    number: int
    voices: int


@dataclass(frozen=True, slots=True)
class CouncilPage:
    """The words of the vote on the floor."""

    rule: str
    flag: str
    counted: tuple[TallyLine, ...]
    indicative: tuple[TallyLine, ...]
    aside: tuple[TallyLine, ...]
    tendency: str
    verdict: str
    verdict_text: str
    close_word: str


def council_page(board: CouncilBoard) -> CouncilPage | None:
    """Put the vote on the floor into words; nothing while there is none."""
    vote = board.vote
    if vote is None:
        return None
    counts = vote.counts
    return CouncilPage(
        rule=council_rule_sentence(vote.rule_values, vote.voices, vote.whole),
        flag=_("needs %(needed)s") % {"needed": vote.needed} if vote.needed is not None else "",
        counted=_counted(vote, counts) if counts else (),
        indicative=_indicative(vote, counts) if counts else (),
        aside=_aside(counts) if counts else (),
        tendency=_tendency(counts) if counts else "",
        verdict=_verdict(vote),
        verdict_text=_verdict_text(vote),
        close_word=_close_word(vote),
    )


def _lines(vote: FloorVote, sides: Sides, words: tuple[str, str, str]) -> list[TallyLine]:
    shown, voices = sides.weights if vote.by_members else sides.units, sides.units
    return [
        TallyLine(words[0], "yes", shown.for_, voices.for_),
        TallyLine(words[1], "no", shown.against, voices.against),
        TallyLine(words[2], "abs", shown.abstain, voices.abstain),
    ]


def _counted(vote: FloorVote, counts: CouncilTally) -> tuple[TallyLine, ...]:
    return tuple(_lines(vote, counts.binding, (_("Yes"), _("No"), _("Abstain"))))


def _indicative(vote: FloorVote, counts: CouncilTally) -> tuple[TallyLine, ...]:
    words = (_("Indicative yes"), _("Indicative no"), _("Indicative: abstain"))
    return tuple(_lines(vote, counts.indicative, words))


def _aside(counts: CouncilTally) -> tuple[TallyLine, ...]:
    """What stands on no side: sent back, silent, void; voices, not weight."""
    lines = [
        TallyLine(_("Sent back"), "back", counts.send_back, counts.send_back),
        TallyLine(_("Did not vote"), "", counts.not_voting, counts.not_voting),
        TallyLine(_("Void: against the mandate"), "", counts.void, counts.void),
    ]
    return tuple(line for line in lines if line.number)


def _tendency(counts: CouncilTally) -> str:
    sides = counts.tendency.units
    words = {"for": sides.for_, "against": sides.against, "abstain": sides.abstain}
    return _("Tendency, not a decision: %(for)s for, %(against)s against, %(abstain)s abstain.") % words


def _verdict(vote: FloorVote) -> str:
    """The verdict sentence comes from the machine; closing is done by a person (design 6.12)."""
    words = {"version": vote.version, "answered": vote.answered, "voices": vote.voices}
    if vote.stage == "cancelled":
        return _("The vote on version %(version)s was cancelled.") % words
    if vote.is_suspended and not vote.was_counted:
        return _("The vote on version %(version)s stands still.") % words
    if vote.outcome is None:
        return _("%(answered)s of %(voices)s communes here have answered.") % words
    if vote.is_open:
        return {
            CouncilOutcome.ADOPTED: _("Version %(version)s passes."),
            CouncilOutcome.REJECTED: _("Version %(version)s cannot pass."),
            CouncilOutcome.TIED: _("Version %(version)s is tied: it does not pass."),
            CouncilOutcome.PROVISIONAL: _("Version %(version)s goes to the communes."),
        }[vote.outcome] % words
    return {
        CouncilOutcome.ADOPTED: _("Version %(version)s passed."),
        CouncilOutcome.REJECTED: _("Version %(version)s did not pass."),
        CouncilOutcome.TIED: _("Version %(version)s was tied: it did not pass."),
        CouncilOutcome.PROVISIONAL: _("Version %(version)s was passed on to the communes."),
        CouncilOutcome.INQUORATE: _("Version %(version)s was not decided: too few voices were still here."),
    }[vote.outcome] % words


def _verdict_text(vote: FloorVote) -> str:
    words = {"answered": vote.answered, "voices": vote.voices}
    if vote.stage == "cancelled":
        return _("What had been said counts nowhere.")
    if vote.is_suspended and not vote.was_counted:
        return _("What was said stays hidden until it goes on.")
    if vote.counts is None:
        return _("Answers are shown together: when all have answered, or when the chair closes.")
    binding = vote.counts.binding.weights if vote.by_members else vote.counts.binding.units
    words |= {"for": binding.for_, "against": binding.against, "needed": vote.needed or 0}
    if vote.is_open and vote.needed is not None:
        return _("All %(voices)s have answered. Binding: %(for)s yes, %(against)s no; %(needed)s yes needed.") % words
    if vote.is_open:
        return _("All %(voices)s have answered. Binding: %(for)s yes, %(against)s no.") % words
    if vote.outcome == CouncilOutcome.PROVISIONAL:
        return _("The assemblies have the last word.")
    return _("Binding: %(for)s yes, %(against)s no. %(answered)s of %(voices)s communes here answered.") % words


def _close_word(vote: FloorVote) -> str:
    words = {"version": vote.version}
    if vote.outcome == CouncilOutcome.PROVISIONAL:
        return _("Close, send version %(version)s to the communes") % words
    return _("Close the vote on version %(version)s") % words


def council_rule_sentence(values: Mapping[str, str], present: int, whole: int) -> str:
    """The rule of a council vote in one sentence, before it is counted (rulebook, council votes)."""
    rule = Rule.from_values(dict(values))
    needed = yes_needed(rule, Tally(0, 0, 0, present, whole))
    words = {"needed": needed, "present": present, "all": whole, "share": values["threshold"]}
    if values.get("weight") == "members":
        return _members_sentence(rule, words)
    if needed is None:
        if rule.threshold is None:
            return _("Passes when more communes say yes than no.")
        return _("Passes when %(share)s of the yes and no answers are yes.") % words
    if rule.base == "present":
        return _("Passes with %(needed)s yes of the %(present)s communes here.") % words
    return _("Passes with %(needed)s yes of all %(all)s communes.") % words


def _members_sentence(rule: Rule, words: Mapping[str, object]) -> str:
    if words["needed"] is None:
        if rule.threshold is None:
            return _("Each commune weighs as many as its members. Passes when more weight says yes than no.")
        return (
            _("Each commune weighs as many as its members. Passes when %(share)s of the yes and no weight is yes.")
            % words
        )
    return _("Each commune weighs as many as its members. Passes with %(needed)s yes of a weight of %(all)s.") % words
