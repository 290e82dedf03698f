"""The mails of the house by name: each builder takes the ids of what happened.

No mail tells how anybody voted. A builder returns None where there is no news any more.
"""

from collections.abc import Callable
from typing import Any

from confed.pages.queries.addressees import Letter
from confed.pages.queries.mandate_letters import mandate_asked, new_text
from confed.pages.queries.ratify_letters import asked, outcome
from confed.pages.queries.recall_letters import petition_filed, recall_result, recall_vote
from confed.pages.queries.sitting_letters import off_mandate, report_owed

LETTERS: dict[str, Callable[[dict[str, Any]], Letter | None]] = {
    "asked": asked,
    "mandate": mandate_asked,
    "new_text": new_text,
    "off_mandate": off_mandate,
    "report": report_owed,
    "outcome": outcome,
    "petition": petition_filed,
    "recall_vote": recall_vote,
    "recall_result": recall_result,
}


def find_letter(name: str, ids: dict[str, Any]) -> Letter | None:
    """Return this mail in the language that is on; None where there is nothing to say any more."""
    return LETTERS[name](ids)
