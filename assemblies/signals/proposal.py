"""Facts of a proposal, of what was said on it, and of what members ask for together."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

PROPOSAL_DRAFTED = fact("proposal_drafted", _("“%(title)s” was put before %(commune)s."))
TEXT_CHANGED = fact("proposal_text_changed", _("“%(title)s” was changed to version %(version)s: %(reason)s"))
PROPOSAL_WITHDRAWN = fact("proposal_withdrawn", _("“%(title)s” was withdrawn."))
PROPOSAL_BEGUN = fact("proposal_begun", _("A draft was begun in %(commune)s: “%(title)s”."))
PROPOSAL_SUPPORTED = fact("proposal_supported", _("%(name)s supports “%(title)s”."))
SUPPORT_WITHDRAWN = fact("support_withdrawn", _("%(name)s no longer supports “%(title)s”."))
PROPOSAL_SUBMITTED = fact(
    "proposal_submitted",
    _("“%(title)s” was handed in with %(supporters)s supporters; the convenors answer by %(due)s."),
)
PROPOSAL_BACK_TO_DRAFT = fact(
    "proposal_back_to_draft", _("“%(title)s” is a draft again: %(supporters)s supporters are left, %(needed)s needed.")
)
PROPOSAL_ADMITTED = fact("proposal_admitted", _("“%(title)s” was admitted: its form is in order."))
PROPOSAL_ADMITTED_BY_ASSEMBLY = fact(
    "proposal_admitted_by_assembly", _("“%(title)s” was admitted by decision %(number)s of the assembly.")
)
PROPOSAL_RETURNED = fact("proposal_returned", _("“%(title)s” was returned to its movers: %(reason)s"))
PROPOSAL_APPEALED = fact("proposal_appealed", _("The movers of “%(title)s” ask the assembly to take it up."))
PROPOSAL_TAKEN_OVER = fact("proposal_taken_over", _("%(name)s took over “%(title)s”."))
PROPOSAL_POSTPONED = fact("proposal_postponed", _("“%(title)s” was put off: %(reason)s"))
LISTING_ASKED = fact(
    "listing_asked",
    _("Members of %(commune)s ask for “%(title)s” on the agenda: %(needed)s of %(roll)s on the roll are needed."),
)
SENDING_UP_ASKED = fact(
    "sending_up_asked",
    _(
        "Members of %(commune)s ask that “%(title)s” goes to the council: %(needed)s of %(roll)s on the roll are needed."
    ),
)
ASSEMBLY_ASKED = fact(
    "assembly_asked",
    _("Members of %(commune)s call an assembly on “%(title)s”: %(needed)s of %(roll)s on the roll are needed."),
)
LISTED_BY_MEMBERS = fact(
    "listed_by_members",
    _("%(backed)s members of %(roll)s on the roll put “%(title)s” on the agenda; %(needed)s were needed."),
)
SENT_UP = fact(
    "sent_up", _("%(backed)s members of %(roll)s on the roll sent “%(title)s” to the council; %(needed)s were needed.")
)
CALLED_BY_MEMBERS = fact(
    "called_by_members",
    _("%(backed)s members of %(roll)s on the roll called an assembly on “%(title)s”; %(needed)s were needed."),
)
REQUEST_DROPPED = fact("request_dropped", _("Nobody asks any more for “%(title)s”; the request was dropped."))
ARGUMENT_SAID = fact("argument_said", _("%(name)s spoke on “%(title)s”: an argument for it."))
ARGUMENT_SAID_AGAINST = fact("argument_said_against", _("%(name)s spoke on “%(title)s”: an argument against it."))
QUESTION_ASKED = fact("question_asked", _("%(name)s asked a question on “%(title)s”."))
ARGUMENT_WITHDRAWN = fact("argument_withdrawn", _("%(name)s took back what they said on “%(title)s”."))
QUESTION_ANSWERED = fact("question_answered", _("%(name)s answered a question on “%(title)s”."))
