"""Facts of a vote, from its opening to the decision and what became of it."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

NOBODY_OBJECTED = fact(
    "nobody_objected",
    _(
        "The text of “%(title)s” changed after notice, from version %(was)s to %(version)s. The hall was asked; nobody "
        "objected to deciding now."
    ),
)
BALLOT_OPENED = fact(
    "ballot_opened", _("The vote on “%(question)s” was opened with %(present)s present of %(all)s on the roll.")
)
COUNT_SETTLED = fact(
    "count_settled",
    _("The tellers' numbers for one answer differed, %(first)s and %(second)s; %(number)s was kept: %(reason)s"),
)
BALLOT_CLOSED = fact("ballot_closed", _("The vote on “%(question)s” was closed."))
BUNDLE_ENTERED = fact(
    "bundle_entered",
    _("%(teller_1)s and %(teller_2)s marked the roll and put %(slips)s paper slips into the urn of “%(question)s”."),
)
URN_CLOSED = fact(
    "urn_closed",
    _("The secret vote on “%(question)s” was closed: %(slips)s slips in the urn, as many as marks on the roll."),
)
COUNTS_READ = fact(
    "counts_read", _("The counts of “%(question)s” that were not printed were read by %(teller_1)s and %(teller_2)s.")
)
TEXT_COUNTED = fact(
    "text_counted",
    _(
        "“%(title)s” against the state of things: %(for)s yes, %(against)s no and %(abstain)s abstaining, "
        "of %(present)s present."
    ),
)
BALLOT_VOID = fact("ballot_void", _("The vote on “%(question)s” is void: %(reason)s"))
DECISION_MADE = fact(
    "decision_made",
    _(
        "Decision %(number)s: “%(title)s” is adopted with %(for)s yes, %(against)s no and %(abstain)s abstaining, "
        "of %(present)s present; %(needed)s yes needed."
    ),
)
DECISION_REJECTED = fact(
    "decision_rejected",
    _(
        "Decision %(number)s: “%(title)s” is rejected with %(for)s yes, %(against)s no and %(abstain)s abstaining, "
        "of %(present)s present; %(needed)s yes needed."
    ),
)
DECISION_TIED = fact(
    "decision_tied",
    _(
        "Decision %(number)s: “%(title)s” is not adopted, the votes are equal: %(for)s yes, %(against)s no and "
        "%(abstain)s abstaining, of %(present)s present."
    ),
)
DECISION_MADE_BY_FEW = fact(
    "decision_made_by_few",
    _("Decision %(number)s: “%(title)s” is adopted. Fewer than five voted in secret, so the counts are not printed."),
)
DECISION_REJECTED_BY_FEW = fact(
    "decision_rejected_by_few",
    _("Decision %(number)s: “%(title)s” is rejected. Fewer than five voted in secret, so the counts are not printed."),
)
DECISION_TIED_BY_FEW = fact(
    "decision_tied_by_few",
    _(
        "Decision %(number)s: “%(title)s” is not adopted, the votes are equal. Fewer than five voted in secret, so the "
        "counts are not printed."
    ),
)
RUN_OFF_DUE = fact(
    "run_off_due",
    _(
        "Decision %(number)s: none of the rival texts is adopted yet. %(equal)s passed with as many yes; a run-off follows."
    ),
)
RESULT_CORRECTED = fact(
    "result_corrected",
    _(
        "The result of decision %(number)s, “%(title)s”, was corrected to %(for)s yes, %(against)s no and %(abstain)s "
        "abstaining, of %(present)s present: %(reason)s"
    ),
)
DECISION_IN_FORCE = fact("decision_in_force", _("Decision %(number)s, “%(title)s”, is in force from %(day)s."))
DECISION_REPLACED = fact(
    "decision_replaced", _("Decision %(number)s, “%(title)s”, is replaced by decision %(by)s, “%(by_title)s”.")
)
DECISION_RESTORED = fact(
    "decision_restored", _("Decision %(number)s, “%(title)s”, is in force again: what replaced it did not pass.")
)
DECISION_NOT_RATIFIED = fact("decision_not_ratified", _("Decision %(number)s, “%(title)s”, was not ratified."))
DECISION_LACKS_ANSWERS = fact(
    "decision_lacks_answers", _("Decision %(number)s, “%(title)s”, did not have enough answers.")
)
