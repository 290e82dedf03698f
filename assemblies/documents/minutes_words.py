"""The words around the numbers of the minutes, the same in every form."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assemblies.domain.stages import DecisionStage
from assemblies.queries.minutes import Minutes
from assemblies.queries.minutes_vote import MinutesVote
from assemblies.queries.written import Correction, WrittenLine


def day(moment: date) -> str:
    """Write a day in the reader's language: 17 June 2027."""
    return date_format(moment, "j F Y")


def hour(moment: datetime) -> str:
    """Write an hour of the day in the commune's own time, which the moment already carries: 19:02."""
    return f"{moment.hour:02}:{moment.minute:02}"


def title(minutes: Minutes) -> str:
    """Name the document."""
    return _("Minutes of %(day)s") % {"day": day(minutes.held_on)}


def place_line(minutes: Minutes) -> str:
    """Say where and from when to when; a paper sitting says when it was entered instead."""
    parts = [minutes.place] if minutes.place else []
    if minutes.entered_at:
        parts.append(_("entered from paper on %(day)s") % {"day": day(minutes.entered_at.date())})
    elif minutes.opened_at and minutes.closed_at:
        parts.append(_("%(from)s to %(to)s") % {"from": hour(minutes.opened_at), "to": hour(minutes.closed_at)})
    elif minutes.opened_at:
        parts.append(_("from %(from)s, still open") % {"from": hour(minutes.opened_at)})
    return ", ".join(parts)


def present_lines(minutes: Minutes) -> list[str]:
    """Say who was counted, out of whom, and whether the quorum was met."""
    if minutes.counted is None:
        return [_("Nobody was counted.")]
    words = {"counted": minutes.counted, "roll": minutes.roll, "needed": minutes.needed or 0}
    whom = (
        _("%(counted)s of %(roll)s communes have a voice here.")
        if minutes.is_council
        else _("%(counted)s voters present, of %(roll)s on the roll.")
    )
    met = _("Quorum %(needed)s: met.") if minutes.is_quorate else _("Quorum %(needed)s: not met.")
    lines = [f"{whom % words} {met % words}"]
    if minutes.call == 2:
        lines.append(_("Second call."))
    if minutes.youth or minutes.observers:
        others = {"youth": minutes.youth, "observers": minutes.observers}
        lines.append(_("Also there, not counted: %(youth)s youth, %(observers)s observers.") % others)
    return lines


def outcome_word(vote: MinutesVote) -> str:
    """Name what became of a vote, in the status words of the house."""
    return {
        DecisionStage.IN_FORCE: _("In force"),
        DecisionStage.NOT_PASSED: _("Tied") if vote.outcome == "tied" else _("Not passed"),
        DecisionStage.BEING_RATIFIED: _("Being ratified"),
        DecisionStage.NOT_RATIFIED: _("Not ratified"),
        DecisionStage.INSUFFICIENT: _("Not enough answers"),
        DecisionStage.REPLACED: _("Replaced"),
    }[vote.stage]


def vote_line(vote: MinutesVote) -> str:
    """Name the decision and the version of the text that was voted on."""
    words = {"decision": vote.decision, "version": vote.version}
    return _("Decision %(decision)s, on version %(version)s of the text") % words


def written_line(line: WrittenLine) -> str:
    """Say what was said, or who does what until when."""
    if not line.is_task:
        return line.words
    until = _("until %(day)s") % {"day": day(line.due)} if line.due else ""
    held = ", ".join(filter(None, [line.who, until]))
    task = _("Task: %(words)s") % {"words": line.words}
    return f"{task} ({held})" if held else task


def correction_line(one: Correction) -> str:
    """Say what a correction that holds puts beside the text, and who asked for it."""
    if one.counted:
        said = _("the count reads %(counts)s. %(words)s") % {"counts": one.counted, "words": one.words}
    elif one.was:
        said = _("instead of “%(was)s” it says “%(words)s”") % {"was": one.was, "words": one.words}
    else:
        said = _("it also says “%(words)s”") % {"words": one.words}
    about = f" ({one.about})" if one.about else ""
    return f"{one.asker}{about}: {said}"


def approval_line(minutes: Minutes) -> str:
    """Say whether and how these minutes were approved."""
    written = minutes.written
    if written.is_approved and written.approved_at:
        on = {"day": day(written.approved_at.date()), "decision": written.decision}
        if written.decision:
            return _("Approved on %(day)s by decision %(decision)s. The text is locked.") % on
        return _("Approved on %(day)s, after two scrutineers posted it. The text is locked.") % on
    if written.is_running:
        return ""
    return _("Draft, open for corrections: not approved yet.")


def state_line(minutes: Minutes) -> str:
    """Say whether these minutes are of a finished sitting."""
    return approval_line(minutes) or (
        _("The assembly is closed.") if minutes.is_final else _("The assembly is not closed yet: these are not final.")
    )


def short_fingerprint(minutes: Minutes) -> str:
    """Return the start of the last entry's hash in fours, to be compared by eye."""
    start = minutes.fingerprint[:16]
    return " ".join(start[index : index + 4] for index in range(0, len(start), 4))


def fingerprint_line(minutes: Minutes) -> str:
    """Name what seals an approved text whole; before that, the journal entry up to which these minutes tell."""
    if minutes.written.fingerprint:
        return _("Fingerprint of the approved text: %(hash)s") % {"hash": minutes.written.fingerprint}
    return _("Fingerprint of the last journal entry: %(hash)s") % {"hash": short_fingerprint(minutes)}
