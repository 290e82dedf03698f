"""One table maps every stage of the house to its word, its form and its glyph; nothing else names a status.

Form: solid = settled yes, frame (empty) = settled other, dash = not settled or not binding, now = now,
stop = it stops, quiet = waiting. A word stands with its glyph, so colour never speaks alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()


@dataclass(frozen=True, slots=True)
class Status:
    """A status word with its form and glyph."""

    word: str | Promise
    form: str = ""
    glyph: str = ""
    flip: bool = False


_VOTE_OPEN = Status(_("Vote open"), "now", "hand")
_CLOSED = Status(_("Closed"), "", "lock")
_PASSED = Status(_("Passed"), "solid", "tick")
_NOT_PASSED = Status(_("Not passed"), "", "cross")
_TIED = Status(_("Tied"), "", "minus")
_WITHDRAWN = Status(_("Withdrawn"), "quiet", "minus")
_DRAFT = Status(_("Draft"), "dash", "paper")
_DEBATE = Status(_("Debate"), "now", "speak", flip=True)
_VOID = Status(_("Void"), "", "cross")
_BEING_RATIFIED = Status(_("Being ratified"), "now", "people")
_NOT_RATIFIED = Status(_("Not ratified"), "", "cross")
_LACKING = Status(_("Not enough answers"), "dash", "ring")
_BINDING = Status(_("Binding"), "solid", "lock")
_INDICATIVE = Status(_("Indicative"), "dash", "tilde")
_NO_MANDATE = Status(_("No mandate"), "dash", "ring")
_SENT_BACK = Status(_("Sent back"), "dash", "back", flip=True)
_RATIFIED = Status(_("Ratified"), "solid", "tick")
_CHOSEN = Status(_("Chosen"), "solid", "tick")
_ENDED = Status(_("Ended"), "quiet", "minus")
_ENOUGH_NAMES = Status(_("Enough names"), "solid", "tick")

STATUS: dict[str, dict[str, Status]] = {
    "assembly": {
        "planned": Status(_("Planned"), "", "clock"),
        "live": Status(_("Live"), "now", "speak"),
        "quorate": Status(_("Quorum met"), "solid", "tick"),
        "inquorate": Status(_("Quorum not met"), "stop", "people"),
        "closed": _CLOSED,
    },
    "proposal": {
        "draft": _DRAFT,
        "submitted": Status(_("Awaiting"), "dash", "clock"),
        "returned": _SENT_BACK,
        "admitted": _DEBATE,
        "postponed": Status(_("Put off"), "dash", "clock"),
        "vote_open": _VOTE_OPEN,
        "adopted": _PASSED,
        "rejected": _NOT_PASSED,
        "tied": _TIED,
        "withdrawn": _WITHDRAWN,
    },
    "ballot": {"open": _VOTE_OPEN, "closed": _CLOSED, "announced": _CLOSED, "void": _VOID},
    "decision": {
        "in_force": Status(_("In force"), "solid", "tick"),
        "not_passed": _NOT_PASSED,
        "being_ratified": _BEING_RATIFIED,
        "not_ratified": _NOT_RATIFIED,
        "insufficient": _LACKING,
        "replaced": Status(_("Replaced"), "quiet", "minus"),
    },
    "delegation": {"active": _CHOSEN, "ended": _ENDED},
    "delegate": {"active": _CHOSEN, "alternate": Status(_("Alternate")), "ended": _ENDED},
    "item": {
        "published": _DEBATE,
        "text_locked": Status(_("Text locked"), "", "lock"),
        "settled": _CLOSED,
    },
    "mandate": {
        "none": _NO_MANDATE,
        "requested": _NO_MANDATE,
        "drafted": _DRAFT,
        "granted": _BINDING,
        "degraded": _INDICATIVE,
        "exercised": _BINDING,
        "unused": _ENDED,
        "expired": Status(_("Expired"), "quiet", "clock"),
        "revoked": _WITHDRAWN,
    },
    "council_vote": {
        "open": _VOTE_OPEN,
        "suspended": Status(_("Suspended"), "stop", "clock"),
        "closed": _CLOSED,
        "cancelled": _WITHDRAWN,
    },
    "cascade": {"open": _BEING_RATIFIED, "closed": _CLOSED},
    "ratification": {
        "opened": Status(_("No date"), "quiet", "minus"),
        "asked": Status(_("No date"), "quiet", "minus"),
        "meeting_set": Status(_("Date set"), "quiet", "clock"),
        "voting": Status(_("Voting now"), "now", "hand"),
        "for": _RATIFIED,
        "against": Status(_("Rejected"), "", "cross"),
        "abstain": Status(_("Abstain"), "", "ring"),
        "inquorate": Status(_("Inquorate"), "dash", "people"),
        "late": Status(_("Late"), "dash", "clock"),
        "silent": Status(_("No answer"), "quiet", "ring"),
    },
    "voice": {
        "": Status(_("No answer"), "quiet", "ring"),
        "binding": _BINDING,
        "indicative": _INDICATIVE,
        "void": _VOID,
        "blocked": Status(_("Blocked"), "stop", "stop"),
        "send_back": _SENT_BACK,
    },
    "line": {
        "untouched": Status(_("Untouched"), "solid", "tick"),
        "touched": Status(_("Touched"), "stop", "warn"),
        "undeclared": Status(_("Not declared"), "dash", "ring"),
        "contested": Status(_("Contested"), "stop", "stop"),
    },
    "council": {
        "adopted": _PASSED,
        "rejected": _NOT_PASSED,
        "tied": _TIED,
        "provisional": Status(_("Provisional"), "dash", "clock"),
        "inquorate": Status(_("Inquorate"), "dash", "people"),
    },
    "request": {
        "open": Status(_("Asked"), "dash", "people"),
        "met": Status(_("Done"), "solid", "tick"),
        "dropped": _ENDED,
    },
    "outcome": {"ratified": _RATIFIED, "not_ratified": _NOT_RATIFIED, "insufficient": _LACKING},
    "minutes": {
        "running": Status(_("Being written"), "now", "speak"),
        "draft": Status(_("Open for corrections"), "", "eye"),
        "corrected": Status(_("Open for corrections"), "", "eye"),
        "contested": Status(_("Contested"), "dash", "warn"),
        "approved": Status(_("Approved"), "solid", "tick"),
        "published": Status(_("Approved"), "solid", "tick"),
    },
    "correction": {
        "asked": Status(_("Asked"), "dash", "clock"),
        "accepted": Status(_("Accepted"), "solid", "tick"),
        "answered": Status(_("Stays as written"), "", "minus"),
        "disputed": Status(_("The assembly decides"), "now", "people"),
        "upheld": Status(_("Taken in by vote"), "solid", "tick"),
        "dismissed": Status(_("Not taken in"), "", "cross"),
    },
    "report": {
        "due": Status(_("Owed"), "dash", "clock"),
        "given": Status(_("Given"), "", "paper"),
        "received": Status(_("Taken by the assembly"), "solid", "tick"),
        "contested": Status(_("Contested"), "dash", "warn"),
        "overdue": Status(_("Overdue"), "stop", "clock"),
    },
    "petition": {
        "collecting": Status(_("Collecting names"), "", "flag"),
        "cure": Status(_("Collecting names"), "dash", "flag"),
        "validated": _ENOUGH_NAMES,
        "noticed": _ENOUGH_NAMES,
        "heard": _ENOUGH_NAMES,
        "voting": _VOTE_OPEN,
        "recalled": Status(_("Recalled"), "stop", "flag"),
        "kept": Status(_("Stays"), "", "people"),
        "insufficient": Status(_("Not enough names"), "quiet", "minus"),
        "lapsed": Status(_("Quorum not met"), "quiet", "people"),
        "moot": _ENDED,
    },
    "saving": {
        "saved": Status(_("All saved"), "quiet", "tick"),
        "unsent": Status(_("Not sent yet"), "dash", "clock"),
        "no_signal": Status(_("No signal"), "", "off"),
    },
}
# The name of a stage's class says which row it stands in.
_KINDS = {
    "AssemblyStage": "assembly",
    "ProposalStage": "proposal",
    "PetitionStage": "petition",
    "BallotStage": "ballot",
    "DecisionStage": "decision",
    "DelegationStage": "delegation",
    "DelegateStage": "delegate",
    "ItemStage": "item",
    "MandateStage": "mandate",
    "CouncilVoteStage": "council_vote",
    "CascadeStage": "cascade",
    "RatificationStage": "ratification",
    "VoiceKind": "voice",
    "MinutesStage": "minutes",
    "CorrectionStage": "correction",
    "ReportStage": "report",
    "RequestStage": "request",
}


def status_of(stage: str, kind: str = "") -> Status:
    """Return the status of a stage; the kind may be left out where the text of the stage stands in one row only."""
    row = kind or (_KINDS.get(type(stage).__name__, "") if isinstance(stage, StrEnum) else "")
    value = str(stage)
    if row:
        return STATUS[row][value]
    found = {statuses[value] for statuses in STATUS.values() if value in statuses}
    if len(found) != 1:
        raise ValueError(f"The stage “{value}” stands in {len(found)} rows; name its kind.")
    return found.pop()


@register.inclusion_tag("components/stamp.html")
def stamp(stage: str, kind: str = "") -> dict[str, object]:
    """Show a stage as its stamp: `{% stamp decision.stage "decision" %}`."""
    status = status_of(stage, kind)
    return {"word": status.word, "form": status.form, "glyph": status.glyph, "flip": status.flip}


@register.simple_tag
def status_word(stage: str, kind: str = "") -> str:
    """Return the word of a stage alone, for a sentence or a filter."""
    return str(status_of(stage, kind).word)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words and as an ink pattern."""

    word: str | Promise
    indicative_word: str | Promise
    swatch: str = ""
    glyph: str = ""


ANSWERS: dict[str, Answer] = {
    "for": Answer(_("Yes"), _("Indicative yes"), "yes"),
    "against": Answer(_("No"), _("Indicative no"), "no"),
    "abstain": Answer(_("Abstain"), _("Indicative: abstain"), "abs"),
    "send_back": Answer(_("Sent back"), _("Sent back"), "", "back"),
    "": Answer(_("No answer"), _("No answer"), "", "ring"),
}


@register.inclusion_tag("components/answer.html")
def answer(choice: str, kind: str = "") -> dict[str, object]:
    """Show an answer with its pattern: `{% answer voice.choice voice.kind %}`; an indicative one is dashed."""
    found, indicative = ANSWERS[str(choice)], str(kind) == "indicative"
    return {
        "word": found.indicative_word if indicative else found.word,
        "swatch": found.swatch,
        "glyph": found.glyph,
        "indicative": indicative,
    }
