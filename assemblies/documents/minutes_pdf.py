"""Minutes as a tagged PDF that can be printed, searched and read aloud."""

import json
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from assemblies.documents import minutes_words as words
from assemblies.domain.stages import DecisionStage
from assemblies.queries.minutes import Minutes, MinutesItem
from assemblies.queries.minutes_vote import MinutesVote

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"


def minutes_pdf(minutes: Minutes) -> bytes:
    """Set the minutes; the same minutes in the same language give the same bytes."""
    data = json.dumps(data_of(minutes), ensure_ascii=False, sort_keys=True)
    pdf = typst.compile(
        str(HERE / "minutes.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    return bytes(pdf)


def data_of(minutes: Minutes) -> dict[str, Any]:
    """Return what the template is given: every word of the document."""
    facts = [
        {"name": _("Place"), "value": words.place_line(minutes)},
        {"name": _("Present"), "value": " ".join(words.present_lines(minutes))},
        {"name": _("State"), "value": words.state_line(minutes)},
    ]
    return {
        "lang": (get_language() or "en").split("-")[0],
        "rtl": get_language_bidi(),
        "title": words.title(minutes),
        "heading": _("%(commune)s · assembly %(number)s") % {"commune": minutes.commune, "number": minutes.number},
        "facts": [fact for fact in facts if fact["value"]],
        "items": [_item(item) for item in minutes.items],
        "lines": [{"at": words.hour(line.at), "text": line.text} for line in minutes.lines],
        "beside": [words.written_line(line) for line in minutes.written.under(0)],
        "held": [words.correction_line(one) for one in minutes.written.held],
        "signatures": [_("Minutes-taker"), _("Facilitator"), _("Approved on")],
        "fingerprint": words.fingerprint_line(minutes) if minutes.fingerprint else "",
        "words": {
            "for": _("yes"),
            "against": _("no"),
            "abstain": _("abstain"),
            "no_vote": _("No vote."),
            "journal": _("As it was entered in the journal"),
            "beside": _("Between the items and at the end"),
            "held": _("Corrections that hold"),
        },
    }


def _item(item: MinutesItem) -> dict[str, Any]:
    return {
        "position": item.position,
        "title": item.title,
        "votes": [_vote(vote) for vote in item.votes],
        "said": [words.written_line(line) for line in item.said],
    }


def _vote(vote: MinutesVote) -> dict[str, Any]:
    return {
        "line": words.vote_line(vote),
        "status": words.outcome_word(vote),
        "solid": vote.stage == DecisionStage.IN_FORCE,
        "dashed": vote.stage == DecisionStage.BEING_RATIFIED,
        "body": [paragraph for paragraph in vote.body.splitlines() if paragraph.strip()],
        "for": vote.count_for,
        "against": vote.count_against,
        "abstain": vote.count_abstain,
        "needed": vote.needed,
        "reckoning": vote.reckoning,
    }
