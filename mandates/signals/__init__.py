"""The facts of mandates, council votes and ratification, with the sentences of the minutes."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact
from delegates.signals import GROUNDS
from mandates.signals.words import ANSWERS, CHECKS, CHOICES, LATITUDES, OUTCOMES, POSITIONS

_RAISED = {"choice": CHOICES, "position": POSITIONS}

ITEM_PUBLISHED = fact(
    "item_published", _("The council of %(council)s publishes item %(item)s, “%(title)s”, version %(version)s.")
)
TEXT_LOCKED = fact("text_locked", _("The text of item %(item)s, “%(title)s”, is fixed: version %(version)s."))
TEXT_CHANGED = fact(
    "text_changed",
    _("Item %(item)s, “%(title)s”: version %(version)s. Why: %(reason)s. %(degraded)s mandates no longer bind."),
)
MANDATE_REQUESTED = fact(
    "mandate_requested", _("The council of %(council)s asks what our delegates say on item %(item)s, “%(title)s”.")
)
MANDATE_DRAFTED = fact(
    "mandate_drafted",
    _("Draft of our mandate on item %(item)s, “%(title)s”: latitude %(latitude)s, %(red_lines)s red lines."),
    {"latitude": LATITUDES},
)
MANDATE_GRANTED = fact(
    "mandate_granted",
    _(
        "Imperative mandate on item %(item)s, “%(title)s”, version %(version)s: %(position)s, by %(for)s yes, "
        "%(against)s no, %(abstain)s abstain. Latitude %(latitude)s, %(red_lines)s red lines."
    ),
    {"position": POSITIONS, "latitude": LATITUDES},
)
RECALL_ASKED = fact(
    "recall_asked",
    _("Item %(item)s asks the council of %(commune)s to recall %(name)s, whom it sent up: %(ground)s."),
    {"ground": GROUNDS},
)
SENT_UP_BY = fact(
    "sent_up_by", _("%(commune)s sends “%(title)s” up: item %(item)s, asked by %(needed)s of its members.")
)
ITEM_WITHDRAWN = fact(
    "item_withdrawn",
    _(
        "Item %(item)s of the council of %(council)s, “%(title)s”, was withdrawn. Our mandate stays; for seven days the "
        "item may be taken over."
    ),
)
MANDATE_REVOKED = fact(
    "mandate_revoked", _("The earlier mandate on item %(item)s, “%(title)s”, no longer holds: %(reason)s.")
)
MANDATE_DEGRADED = fact(
    "mandate_degraded",
    _(
        "The text of item %(item)s, “%(title)s”, changed to version %(version)s. Our mandate was given on version "
        "%(mandate_version)s and does not cover it: our voice is indicative now."
    ),
)
COUNCIL_VOTE_OPENED = fact(
    "council_vote_opened",
    _("Vote on item %(item)s, “%(title)s”, version %(version)s: %(voices)s voices, %(mandated)s with a mandate."),
)
COUNCIL_VOTE_CANCELLED = fact(
    "council_vote_cancelled", _("The vote on item %(item)s, “%(title)s”, is cancelled: %(reason)s.")
)
OFF_MANDATE = fact(
    "off_mandate",
    _(
        "Item %(item)s, “%(title)s”: the voice of %(commune)s was raised for “%(choice)s”, against its mandate "
        "(%(position)s). It is void and the commune is told."
    ),
    _RAISED,
)
OFF_MANDATE_TOLD = fact(
    "off_mandate_told",
    _(
        "In the council of %(council)s our voice was raised for “%(choice)s” on item %(item)s, “%(title)s”, against our "
        "mandate (%(position)s). It was void."
    ),
    _RAISED,
)
OFF_MANDATE_COUNTED = fact(
    "off_mandate_counted",
    _(
        "Item %(item)s, “%(title)s”: the voice of %(commune)s was raised for “%(choice)s”, against its mandate "
        "(%(position)s). By our charter it counts, and the commune is told."
    ),
    _RAISED,
)
OFF_MANDATE_COUNTED_TOLD = fact(
    "off_mandate_counted_told",
    _(
        "In the council of %(council)s our voice was raised for “%(choice)s” on item %(item)s, “%(title)s”, against our "
        "mandate (%(position)s). By the council's charter it counted."
    ),
    _RAISED,
)
CHECK_DOUBTED = fact(
    "check_doubted",
    _(
        "Item %(item)s, “%(title)s”: %(commune)s holds the check of its answer “%(choice)s” for wrong (%(check)s): "
        "“%(words)s”. The check stands."
    ),
    {"choice": CHOICES, "check": CHECKS},
)
CHECK_DOUBTED_TOLD = fact(
    "check_doubted_told",
    _(
        "In the council of %(council)s our delegates hold the check against our mandate on item %(item)s, “%(title)s”, "
        "for wrong: “%(words)s”. It unlocked nothing; our assembly may look at it."
    ),
)
LINE_UNTOUCHED = fact(
    "line_untouched",
    _(
        "Item %(item)s, “%(title)s”: %(commune)s declares that version %(version)s leaves red line %(line)s untouched: "
        "%(words)s"
    ),
)
LINE_TOUCHED = fact(
    "line_touched",
    _("Item %(item)s, “%(title)s”: %(commune)s declares that version %(version)s touches red line %(line)s: %(words)s"),
)
LINE_UNTOUCHED_TOLD = fact(
    "line_untouched_told",
    _(
        "On item %(item)s, “%(title)s”, our delegate declared that version %(version)s leaves our red line %(line)s "
        "untouched: %(words)s Our assembly may contest it within 14 days."
    ),
)
LINE_TOUCHED_TOLD = fact(
    "line_touched_told",
    _(
        "On item %(item)s, “%(title)s”, our delegate declared that version %(version)s touches our red line %(line)s: "
        "%(words)s"
    ),
)
DECLARATION_CONTESTED = fact(
    "declaration_contested",
    _(
        "The assembly contests what its delegate declared on item %(item)s, “%(title)s”: version %(version)s does touch "
        "red line %(line)s: %(words)s Our voice on it is indicative."
    ),
)
VOICE_CONTESTED = fact(
    "voice_contested",
    _(
        "Item %(item)s, “%(title)s”: the assembly of %(commune)s contests what its delegate declared. Its voice is "
        "indicative."
    ),
)
VOICE_TAKEN_OVER = fact(
    "voice_taken_over",
    _("Item %(item)s, “%(title)s”: an alternate carries the voice of %(commune)s now, with the same mandate."),
)
COUNCIL_VOTE_SUSPENDED = fact(
    "council_vote_suspended",
    _("The vote on item %(item)s, “%(title)s”, stands still until %(until)s at the latest: %(reason)s."),
)
COUNCIL_VOTE_RESUMED = fact("council_vote_resumed", _("The vote on item %(item)s, “%(title)s”, goes on."))
COUNCIL_VOTE_STANDS = fact(
    "council_vote_stands", _("The vote on item %(item)s, “%(title)s”, is not taken up again: its count stands.")
)
COUNCIL_VOTE_REOPENED = fact(
    "council_vote_reopened",
    _(
        "The vote on item %(item)s, “%(title)s”, is taken up again: %(communes)s, whose voice was void, may speak "
        "through another delegate. All other voices stand."
    ),
)
COUNCIL_VOTE_INQUORATE = fact(
    "council_vote_inquorate",
    _(
        "The vote on item %(item)s, “%(title)s”, decided nothing: %(still_here)s voices were still here, %(needed)s are "
        "needed."
    ),
)
COUNCIL_VOTE_RECOUNTED = fact(
    "council_vote_recounted",
    _(
        "Item %(item)s, “%(title)s”, counted anew: %(reason)s. Votes that count: %(binding_for)s yes, "
        "%(binding_against)s no, %(binding_abstain)s abstain. Tendency, not a decision: %(tendency_for)s for, "
        "%(tendency_against)s against, %(tendency_abstain)s abstain. Void: %(void)s. The earlier count stays on record."
    ),
)
DECISION_TURNED = fact(
    "decision_turned",
    _(
        "Decision %(decision)s of %(council)s, “%(title)s”, was in force and was counted anew: %(outcome)s. What was "
        "carried out on it stays on record."
    ),
    {"outcome": OUTCOMES},
)
MANDATE_STILL_BINDS = fact(
    "mandate_still_binds",
    _(
        "The text of item %(item)s, “%(title)s”, changed to version %(version)s. Our mandate was given on version "
        "%(mandate_version)s and binds on it too."
    ),
)
MANDATE_CORRECTED = fact(
    "mandate_corrected",
    _("Our mandate on item %(item)s, “%(title)s”, follows the corrected count: %(position)s, before: %(was)s."),
    {"position": POSITIONS, "was": POSITIONS},
)
COUNCIL_VOTE_CLOSED = fact(
    "council_vote_closed",
    _(
        "Item %(item)s, “%(title)s”, version %(version)s. Votes that count: %(binding_for)s yes, %(binding_against)s no, "
        "%(binding_abstain)s abstain. Tendency, not a decision: %(tendency_for)s for, %(tendency_against)s against, "
        "%(tendency_abstain)s abstain. Sent back: %(send_back)s; did not vote: %(not_voting)s; void: %(void)s."
    ),
)
CASCADE_OPENED = fact(
    "cascade_opened",
    _(
        "Decision %(decision)s, “%(title)s”, goes back down to %(communes)s communes; %(asked)s are asked. "
        "Votes count from %(opens_on)s until the end of %(closes_on)s."
    ),
)
CASCADE_EXTENDED = fact(
    "cascade_extended",
    _(
        "Decision %(decision)s, “%(title)s”: by decisions of %(agreed)s of %(communes)s communes, votes count until the end "
        "of %(closes_on)s, before: %(was)s."
    ),
)
COMMUNE_ASKED = fact(
    "commune_asked",
    _("The council of %(council)s asks us to answer decision %(decision)s, “%(title)s”, by the end of %(closes_on)s."),
)
ANSWER_RECEIVED = fact(
    "answer_received",
    _(
        "Decision %(decision)s: %(commune)s answers %(answer)s, %(for)s yes, %(against)s no, %(abstain)s abstain, "
        "voted on %(voted_on)s."
    ),
    {"answer": ANSWERS},
)
CONDITION_KEPT = fact(
    "condition_kept",
    _("With its no on decision %(decision)s of %(council)s, “%(title)s”, our assembly says: “%(words)s”"),
)
ANSWER_EARLY = fact(
    "answer_early",
    _(
        "Decision %(decision)s: the vote of %(commune)s is dated %(voted_on)s, before the decision went down on "
        "%(opens_on)s. It is kept and answers nothing."
    ),
)
ANSWER_LATE = fact(
    "answer_late",
    _(
        "Decision %(decision)s: the vote of %(commune)s on %(voted_on)s came after the last day, %(closes_on)s. "
        "It is kept and changes nothing."
    ),
)
CASCADE_CLOSED = fact(
    "cascade_closed",
    _(
        "Decision %(decision)s, “%(title)s”, after the answers of the communes: %(for)s for, %(against)s against, "
        "%(abstain)s abstain; %(silent)s without an answer that counts. Result: %(outcome)s."
    ),
    {"outcome": OUTCOMES},
)
CASCADE_RECOMPUTED = fact(
    "cascade_recomputed",
    _(
        "Decision %(decision)s counted anew: %(for)s for, %(against)s against, %(abstain)s abstain. "
        "Result: %(outcome)s, before: %(was)s. Why: %(reason)s. The earlier result stays on record."
    ),
    {"outcome": OUTCOMES, "was": OUTCOMES},
)
OUTCOME_TOLD = fact(
    "outcome_told",
    _("Decision %(decision)s of %(council)s, “%(title)s”: %(outcome)s."),
    {"outcome": OUTCOMES},
)
