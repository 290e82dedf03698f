"""The facts of delegations and credentials, with the sentences of the minutes."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

# Entries keep the code of a ground; its words are the reader's.
GROUNDS = {
    "trust": _("we do not trust them any more"),
    "off_mandate": _("voted against our mandate"),
    "no_report": _("no report"),
    "exceeded": _("went beyond what we allowed"),
    "absent": _("absent twice"),
    "conduct": _("conduct"),
}

DELEGATION_NAMED = fact(
    "delegation_named",
    _("%(commune)s sends %(names)s to the council of %(council)s, from %(from)s until %(until)s: one voice."),
)
DELEGATION_ENDED = fact(
    "delegation_ended", _("The delegation of %(commune)s to the council of %(council)s ended: %(reason)s.")
)
ALTERNATE_ACTIVATED = fact(
    "alternate_activated",
    _("%(name)s takes the seat of the delegation of %(commune)s, with the same mandates: %(reason)s."),
)
CREDENTIALS_CHECKED = fact(
    "credentials_checked",
    _("Credentials checked: %(delegates)s delegates carry %(voices)s voices. Communes of the council: %(communes)s."),
)
REPORT_OWED = fact(
    "report_owed",
    _(
        "Our delegates owe us a report on the sitting of the council of %(council)s on %(held_on)s, "
        "until the end of %(due_on)s."
    ),
)
REPORT_GIVEN = fact(
    "report_given", _("%(name)s gave the report on the sitting of the council of %(council)s on %(held_on)s.")
)
REPORT_RECEIVED = fact(
    "report_received",
    _("The assembly took the report of its delegates on the sitting of the council of %(council)s on %(held_on)s."),
)
REPORT_CONTESTED = fact(
    "report_contested",
    _(
        "The assembly contests the report of its delegates on the sitting of the council of %(council)s on %(held_on)s. "
        "Items: %(items)s. Why: %(reason)s"
    ),
)
CREDENTIAL_ENDED = fact("credential_ended", _("A credential of %(commune)s ended at this sitting."))
SEAT_VACANT = fact(
    "seat_vacant",
    _(
        "A seat of the delegation of %(commune)s to the council of %(council)s is empty: no alternate is left. %(reason)s."
    ),
)
DELEGATE_RESIGNED = fact("delegate_resigned", _("%(name)s gave back the word of %(commune)s: %(reason)s."))

# Petitions: numbers only; who signed stands in no sentence.
PETITION_FILED = fact(
    "petition_filed",
    _(
        "A petition asks %(commune)s to vote on recalling %(name)s (%(ground)s). Names needed: %(needed)s of the %(roll)s "
        "with a vote on the roll that day."
    ),
    {"ground": GROUNDS},
)
PETITION_ANSWERED = fact("petition_answered", _("%(name)s answered the petition for a recall in %(commune)s."))
SHEET_ENTERED = fact(
    "petition_sheet_entered", _("Names from a paper sheet were checked for the petition on %(name)s: %(names)s.")
)
PETITION_CURE = fact(
    "petition_cure",
    _("The petition on %(name)s has %(names)s names of %(needed)s needed; 48 hours are left to bring the others."),
)
PETITION_VALIDATED = fact(
    "petition_validated",
    _("The petition on %(name)s is valid: %(names)s names of %(needed)s needed. %(commune)s votes on it in secret."),
)
PETITION_NOTICED = fact(
    "petition_noticed",
    _("Notice was given: assembly %(number)s of %(commune)s votes on recalling %(name)s, not before %(not_before)s."),
)
DELEGATE_HEARD = fact("delegate_heard", _("%(name)s was heard on the recall."))
RECALL_ANNOUNCED = fact(
    "recall_announced", _("%(name)s is recalled by decision %(number)s: the mandate ended at once.")
)
RECALL_KEPT = fact(
    "recall_kept",
    _("%(name)s stays by decision %(number)s. The same ground may be brought again after %(until)s."),
)
PETITION_ENDED = fact("petition_ended", _("The petition on %(name)s ended without a vote: %(reason)s."))
