"""The facts of the assemblies and the sentences by which the minutes tell them."""

from django.utils.translation import gettext_lazy as _

from confed.kernel.journal import fact

COMMUNE_FOUNDED = fact("commune_founded", _("%(commune)s was founded."))
CHARTER_ADOPTED = fact(
    "charter_adopted", _("Version %(version)s of the charter of %(commune)s was adopted; it holds from %(from_on)s.")
)
ROLE_GIVEN = fact("role_given", _("%(name)s holds the role “%(role)s” in %(commune)s until %(until)s."))
ROLE_GIVEN_BY_DECISION = fact(
    "role_given_by_decision",
    _("By decision %(number)s, %(name)s holds the role “%(role)s” in %(commune)s until %(until)s."),
)
ROLE_ENDED_BY_DECISION = fact(
    "role_ended_by_decision",
    _("By decision %(number)s, %(name)s no longer holds the role “%(role)s” in %(commune)s."),
)
ROLE_ENDED = fact("role_ended", _("%(name)s no longer holds the role “%(role)s” in %(commune)s."))

ENTRY_ADDED = fact("entry_added", _("%(name)s was entered on the roll of %(commune)s."))
ENTRIES_ADDED = fact(
    "entries_added", _("Names entered on the roll of %(commune)s: %(entered)s, of whom %(with_vote)s have a vote.")
)
ROLL_IMPORTED = fact(
    "roll_imported",
    _(
        "From a table, names were entered on the roll of %(commune)s: %(entered)s, of whom %(with_vote)s have a vote; "
        "changed: %(changed)s; nobody was removed."
    ),
)
ROLL_IMPORT_UNDONE = fact(
    "roll_import_undone",
    _(
        "An import was undone on the roll of %(commune)s: names that it had entered ended: %(entered)s; "
        "changed back: %(changed)s."
    ),
)
SLIPS_PRINTED = fact("slips_printed", _("Slips to sign in with were printed in %(commune)s: %(printed)s."))
ENTRY_CLAIMED = fact("entry_claimed", _("%(name)s joined a login to an entry on the roll of %(commune)s."))
ENTRY_ENDED = fact("entry_ended", _("The entry of %(name)s on the roll of %(commune)s ended on %(ended_on)s."))
ENTRY_CORRECTED = fact("entry_corrected", _("The words of an entry on the roll of %(commune)s were corrected."))
ENTRY_TO_END = fact("entry_to_end", _("The entry of %(name)s on the roll of %(commune)s ends on %(leaves_on)s."))
ENTRY_ERASED = fact("entry_erased", _("The words of an entry on the roll of %(commune)s that had ended were erased."))
RIGHTS_CHANGED = fact("rights_changed", _("The rights of %(name)s on the roll of %(commune)s were changed."))

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
