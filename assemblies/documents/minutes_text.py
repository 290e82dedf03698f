"""Minutes as plain text: to be read aloud, pasted or kept for good."""

import textwrap

from django.utils.translation import gettext as _

from assemblies.documents import minutes_words as words
from assemblies.queries.minutes import Minutes, MinutesItem
from assemblies.queries.minutes_vote import MinutesVote

WIDTH = 78


def minutes_text(minutes: Minutes) -> str:
    """Write the minutes as lines of at most 78 signs."""
    heading = _("%(commune)s, assembly %(number)s") % {"commune": minutes.commune, "number": minutes.number}
    blocks = [
        f"{heading}\n{words.title(minutes)}\n{'=' * len(words.title(minutes))}",
        "\n".join(filter(None, [words.place_line(minutes), *words.present_lines(minutes), words.state_line(minutes)])),
        *(_item(item) for item in minutes.items),
        _under(_("As it was entered in the journal"), "-"),
        "\n".join(_wrapped(f"{words.hour(line.at)}  {line.text}", "       ") for line in minutes.lines),
        *_beside(minutes),
        words.fingerprint_line(minutes) if minutes.fingerprint else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _under(heading: str, sign: str) -> str:
    return f"{heading}\n{sign * len(heading)}"


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _item(item: MinutesItem) -> str:
    heading = f"{item.position}. {item.title}" if item.position else item.title
    said = [_wrapped(words.written_line(line)) for line in item.said]
    return "\n\n".join([_under(heading, "-"), *(_vote(vote) for vote in item.votes), *said])


def _beside(minutes: Minutes) -> list[str]:
    """Return what was written under no item, and the corrections that stand beside the text."""
    loose = [_wrapped(words.written_line(line)) for line in minutes.written.under(0)]
    held = [_wrapped(words.correction_line(one)) for one in minutes.written.held]
    blocks = [_under(_("Between the items and at the end"), "-"), *loose] if loose else []
    return blocks + ([_under(_("Corrections that hold"), "-"), *held] if held else [])


def _vote(vote: MinutesVote) -> str:
    body = [textwrap.indent(_wrapped(paragraph), "  ") for paragraph in vote.body.splitlines() if paragraph.strip()]
    lines = [f"{words.vote_line(vote)}: {words.outcome_word(vote)}", *body, _wrapped(vote.reckoning)]
    return "\n".join(lines)
