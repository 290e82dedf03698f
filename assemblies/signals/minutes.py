"""Facts of the minutes and their corrections."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

MINUTES_LINE_WRITTEN = fact("minutes_line_written", _("A line of the minutes of assembly %(number)s was written."))
MINUTES_CLOSED = fact(
    "minutes_closed", _("The minutes of assembly %(number)s were laid open for corrections, with %(lines)s lines.")
)
CORRECTION_ASKED = fact("correction_asked", _("%(name)s asked for a correction of the minutes of assembly %(number)s."))
CORRECTION_ACCEPTED = fact(
    "correction_accepted", _("A correction of the minutes of assembly %(number)s, asked by %(name)s, was accepted.")
)
CORRECTION_ANSWERED = fact(
    "correction_answered",
    _("A correction of the minutes of assembly %(number)s, asked by %(name)s, was answered: the text stays."),
)
CORRECTION_DISPUTED = fact(
    "correction_disputed",
    _("%(name)s keeps to a correction of the minutes of assembly %(number)s: the assembly votes on the wording."),
)
CORRECTION_UPHELD = fact(
    "correction_upheld",
    _("By decision %(decision)s the assembly took the other wording into the minutes of assembly %(number)s."),
)
CORRECTION_DISMISSED = fact(
    "correction_dismissed",
    _("By decision %(decision)s the assembly kept the wording in the minutes of assembly %(number)s."),
)
MINUTES_POSTED = fact(
    "minutes_posted",
    _("%(teller_1)s and %(teller_2)s posted the minutes of assembly %(number)s; they hang out until %(until)s."),
)
MINUTES_APPROVED = fact(
    "minutes_approved",
    _("The minutes of assembly %(number)s were approved by decision %(decision)s. Fingerprint: %(fingerprint)s"),
)
MINUTES_APPROVED_BY_COUNCIL = fact(
    "minutes_approved_by_council",
    _(
        "The minutes of sitting %(number)s were approved in sitting %(sitting)s of the council: no delegation objected. "
        "Fingerprint: %(fingerprint)s"
    ),
)
NO_DELEGATION_OBJECTED = fact(
    "no_delegation_objected",
    _("The minutes of sitting %(number)s were read; no delegation objected, they are approved."),
)
MINUTES_REOPENED = fact(
    "minutes_reopened",
    _(
        "Decision %(decision)s, which had approved the minutes of assembly %(number)s, does not pass after its correction: "
        "they are open again. Fingerprint of the text that was sealed: %(fingerprint)s"
    ),
)
MINUTES_APPROVED_BY_POSTING = fact(
    "minutes_approved_by_posting",
    _("The minutes of assembly %(number)s are approved: posted, and nobody asked more. Fingerprint: %(fingerprint)s"),
)
