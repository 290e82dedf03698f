"""Facts of a sitting: planned, opened, its quorum, its agenda; and those of sittings held on paper."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

ASSEMBLY_PLANNED = fact("assembly_planned", _("Assembly %(number)s of %(commune)s was planned for %(day)s."))
SPECIAL_PLANNED = fact("special_planned", _("Special assembly %(number)s of %(commune)s was planned for %(day)s."))
NOTICE_SHORT = fact(
    "notice_short",
    _("Days of notice of assembly %(number)s: %(given)s. The charter asks for %(asked)s, so the notice is short."),
)
ASSEMBLY_OPENED = fact(
    "assembly_opened",
    _("Assembly %(number)s of %(commune)s was opened: %(voters)s voters, %(youth)s youth, %(observers)s observers."),
)
SECOND_CALL = fact(
    "second_call",
    _("Assembly %(number)s was called a second time: %(voters)s voters, %(youth)s youth, %(observers)s observers."),
)
ATTENDANCE_COUNTED = fact(
    "attendance_counted", _("Those present were counted: %(voters)s voters, %(youth)s youth, %(observers)s observers.")
)
PRESENT_CORRECTED = fact(
    "present_corrected", _("Those present at the vote were corrected from %(was)s to %(voters)s: %(reason)s")
)
QUORUM_MET = fact("quorum_met", _("The quorum is met: %(counted)s counted, %(needed)s needed of %(roll)s on the roll."))
QUORUM_MISSED = fact(
    "quorum_missed",
    _(
        "The quorum is missed: %(counted)s counted, %(needed)s needed of %(roll)s on the roll. Talk may go on, votes not."
    ),
)
COUNCIL_QUORUM_MET = fact(
    "council_quorum_met", _("The quorum is met: %(counted)s of %(roll)s communes have a voice here, %(needed)s needed.")
)
COUNCIL_QUORUM_MISSED = fact(
    "council_quorum_missed",
    _("The quorum is missed: %(counted)s of %(roll)s communes have a voice here, %(needed)s needed."),
)
ASSEMBLY_CLOSED = fact("assembly_closed", _("Assembly %(number)s of %(commune)s was closed."))
ITEM_LISTED = fact("item_listed", _("“%(title)s” was put on the agenda at place %(position)s."))
ITEM_STARTED = fact("item_started", _("The assembly took up “%(title)s”."))
ITEM_ENDED = fact("item_ended", _("The assembly left “%(title)s”."))
PAPER_ENTERED = fact(
    "paper_entered",
    _(
        "Entered from paper: assembly %(number)s of %(commune)s, held on %(held_on)s, %(place)s, with %(voters)s voters, "
        "%(youth)s youth and %(observers)s observers; counted by %(teller_1)s and %(teller_2)s."
    ),
)
PAPER_WITNESSED = fact(
    "paper_witnessed",
    _(
        "Entered from paper by a secretary above: assembly %(number)s of %(commune)s, held on %(held_on)s, %(place)s, with "
        "%(voters)s voters, %(youth)s youth and %(observers)s observers; counted by %(teller_1)s and %(teller_2)s, "
        "witnessed by %(witness_1)s and %(witness_2)s."
    ),
)
