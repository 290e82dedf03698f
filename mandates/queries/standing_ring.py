"""The pictures of a ratification: ring, legend, and one cell a commune with the needed mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates.domain.stages import CountMethod
from mandates.queries.ring import MOST_DOTS, MOST_LEAVES, draw_ring
from mandates.queries.ring_parts import Branch, Leaf, Ring
from mandates.queries.standing import DecisionStanding
from mandates.queries.standing_rows import StandingRow, rows_at

MOST_CELLS = 30
LEGEND: dict[str, Promise] = {
    "yes": gettext_lazy("Ratified"),
    "now": gettext_lazy("Voting now"),
    "set": gettext_lazy("Date set"),
    "none": gettext_lazy("No date"),
    "back": gettext_lazy("Sent back"),
    "abst": gettext_lazy("Abstain"),
    "no": gettext_lazy("Rejected"),
    "short": gettext_lazy("Inquorate"),
    "late": gettext_lazy("Late"),
    "mute": gettext_lazy("No answer"),
}
_CELLS = {"yes": "y", "now": "v", "set": "o", "none": "o", "back": "b", "abst": "a", "no": "x"}
# With a number of yes needed, yes come first; with a number of answers needed, all answers do.
_YES_FIRST = ("yes", "now", "set", "none", "mute", "short", "late", "abst", "back", "no")
_ANSWERS_FIRST = ("yes", "no", "back", "abst", "now", "set", "none", "mute", "short", "late")


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One look of the ring in a word, with how many communes have it."""

    look: str
    word: str
    number: int


@dataclass(frozen=True, slots=True)
class StandingPicture:
    """What is drawn beside the table; it says nothing that the table does not say."""

    ring: Ring | None
    by_districts: bool
    legend: tuple[LegendEntry, ...]
    cells: tuple[str, ...]
    ratified: int
    total: int
    needed: int
    label: str
    need: str


def standing_picture(found: DecisionStanding, rows: Sequence[StandingRow], *, mirrored: bool) -> StandingPicture:
    """Draw a ratification, by districts where its rows are not at hand; mirrored where people read from the right."""
    looks = found.looks
    state = found.standing
    yes = state.yes_needed if state.method == CountMethod.FLAT else None
    needed = yes or state.needed_expressed
    order = _YES_FIRST if yes else _ANSWERS_FIRST
    cells = [_CELLS.get(look, "o") for look in order for _each in range(looks.get(look, 0))]
    leaves = [_leaf(row) for row in rows] if rows else _district_leaves(found)
    return StandingPicture(
        ring=draw_ring(leaves, _branches(found), mirrored=mirrored, by_districts=not rows),
        by_districts=state.units > MOST_LEAVES and bool(found.districts),
        legend=tuple(LegendEntry(look, str(word), looks[look]) for look, word in LEGEND.items() if looks.get(look)),
        cells=tuple(cells) if len(cells) <= MOST_CELLS else (),
        ratified=looks.get("yes", 0),
        total=state.units,
        needed=needed,
        label=", ".join(f"{word}: {looks[look]}" for look, word in LEGEND.items() if looks.get(look)),
        need=_("%(needed)s needed") % {"needed": yes} if yes else "",
    )


def _branches(found: DecisionStanding) -> dict[int, Branch]:
    return {
        key: Branch(one.name, _("%(part)s of %(whole)s") % {"part": one.ratified, "whole": one.asked})
        for key, one in found.districts.items()
    }


def _district_leaves(found: DecisionStanding) -> list[Leaf]:
    """One leaf a district right below the council, and the communes that stand in none (at most one query)."""
    top = [one for one in found.districts.values() if len(one.path) == 1]
    loose = found.asked.get((), 0)
    if len(top) + loose > MOST_DOTS:
        return []
    alone = rows_at(found.cascade_id, [()], 0, MOST_DOTS) if loose else []
    return [Leaf("", "", "", one.path) for one in top] + [_leaf(row) for row in alone]


def _leaf(row: StandingRow) -> Leaf:
    if row.look == "set" and row.held_on is not None:
        return Leaf(
            f"c-{row.slug}", row.name, "set", row.path, date_format(row.held_on, "j"), date_format(row.held_on, "M")
        )
    return Leaf(f"c-{row.slug}", row.name, row.look, row.path)
