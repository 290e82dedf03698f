"""The votes of a sitting as a table for spreadsheets."""

import csv
import io

from django.utils.translation import gettext as _

from assemblies.documents.minutes_words import outcome_word
from assemblies.queries.minutes import Minutes

# A spreadsheet reads a cell that begins like this as a formula, also after spaces; an apostrophe makes it text.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def minutes_csv(minutes: Minutes) -> str:
    """Write one row per vote, numbers as numbers, words so that no spreadsheet runs them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [
            *(_("commune"), _("assembly"), _("day"), _("item"), _("decision"), _("title"), _("version")),
            *(_("yes"), _("no"), _("abstain"), _("present"), _("on the roll"), _("needed"), _("threshold"), _("base")),
            _("outcome"),
        ]
    )
    for item in minutes.items:
        for vote in item.votes:
            numbers = [vote.count_for, vote.count_against, vote.count_abstain, vote.present, vote.on_roll, vote.needed]
            writer.writerow(
                [
                    *(harmless(minutes.commune), minutes.number, minutes.held_on.isoformat(), item.position or ""),
                    *(harmless(vote.decision), harmless(vote.title), vote.version, *numbers),
                    *(harmless(vote.threshold), vote.base.value, outcome_word(vote)),
                ]
            )
    return out.getvalue()


def harmless(cell: str) -> str:
    """Put an apostrophe before words that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) or cell.lstrip().startswith(FORMULA_SIGNS) else cell
