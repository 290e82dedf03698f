"""A ratification cut to the size of a page: all of it, or one district of a large one, page by page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.queries.standing import DecisionStanding, District
from mandates.queries.standing_ring import StandingPicture, standing_picture
from mandates.queries.standing_rows import Path, StandingRow, newest_row, rows_at
from mandates.queries.standing_words import StandingWords, standing_words

MOST_ROWS = 200
EVERYTHING = "all"
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """The communes of one district that this page shows, with how many of all in it ratified."""

    name: str
    ratified: int
    total: int
    rows: tuple[StandingRow, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """What the page shows of a ratification."""

    found: DecisionStanding
    words: StandingWords
    picture: StandingPicture
    groups: tuple[StandingGroup, ...]
    is_large: bool
    opened: District | None
    above: tuple[District, ...]
    districts: tuple[District, ...]
    place: str
    page: int
    pages: int
    updated: str

    @property
    def rows(self) -> list[StandingRow]:
        """Every commune on this page, district by district."""
        return [row for group in self.groups for row in group.rows]

    @property
    def before(self) -> int:
        """The page before this one, 0 on the first."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after this one, 0 on the last."""
        return self.page + 1 if self.page < self.pages else 0


def standing_view(found: DecisionStanding, district: str, page: str, *, mirrored: bool) -> StandingView:
    """Show every commune up to two hundred; above that the districts, and the communes of the one that is open.

    Whatever is asked for, a page holds at most two hundred communes and two hundred districts.
    """
    is_large = found.standing.units > MOST_ROWS
    opened = found.districts.get(_number(district)) if is_large else None
    places = _places(found, opened, everything=not is_large or district == EVERYTHING)
    pages = max(-(-sum(found.asked[place] for place in places) // MOST_ROWS), 1)
    shown = min(max(_number(page), 1), pages)
    groups = _groups(found, places, (shown - 1) * MOST_ROWS)
    rows = [row for group in groups for row in group.rows]
    newest = newest_row(found.cascade_id)
    beside = _beside(found, opened) if is_large else ()
    return StandingView(
        found=found,
        words=standing_words(found),
        picture=standing_picture(found, [] if is_large else rows, mirrored=mirrored),
        groups=groups,
        is_large=is_large,
        opened=opened,
        above=tuple(found.districts[key] for key in (beside[0].path[:-1] if beside else ())),
        districts=beside[:MOST_ROWS],
        place=district if opened or district == EVERYTHING else "",
        page=shown,
        pages=pages,
        updated=last_change(newest),
    )


def last_change(newest: StandingRow | None) -> str:
    """The newest answer in one sentence, as it is spoken when it arrives."""
    if newest is None:
        return _("No commune has voted yet.")
    words = {"commune": newest.name}
    if newest.look == "yes":
        return _("The last change: %(commune)s ratified.") % words
    if newest.look == "abst":
        return _("The last change: %(commune)s abstains.") % words
    if newest.look == "back":
        return _("The last change: %(commune)s sent it back.") % words
    return _("The last change: %(commune)s rejected it.") % words


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def _places(found: DecisionStanding, opened: District | None, *, everything: bool) -> list[Path]:
    """Where the communes stand that are shown: of a district too large for one page only those right under it."""
    if everything:
        return found.places
    path = opened.path if opened else ()
    if opened and opened.asked <= MOST_ROWS:
        return [place for place in found.places if place[: len(path)] == path]
    return [path] if path in found.asked else []


def _beside(found: DecisionStanding, opened: District | None) -> tuple[District, ...]:
    """The districts to go on to: those in the open one where it does not fit on a page, else its sisters."""
    path = opened.path if opened else ()
    below = [one for one in found.districts.values() if one.path[:-1] == path]
    if opened and (opened.asked <= MOST_ROWS or not below):
        below = [one for one in found.districts.values() if one.path[:-1] == path[:-1]]
    return tuple(below)


def _groups(found: DecisionStanding, places: list[Path], first: int) -> tuple[StandingGroup, ...]:
    """The communes of one page under the names of their districts (one query)."""
    passed, coming = 0, []
    for place in places:
        if first < passed + found.asked[place] and passed < first + MOST_ROWS:
            coming.append((passed, place))
        passed += found.asked[place]
    start = coming[0][0] if coming else 0
    by_place: dict[Path, list[StandingRow]] = {place: [] for _passed, place in coming}
    for row in rows_at(found.cascade_id, list(by_place), first - start, MOST_ROWS):
        by_place[row.path].append(row)
    return tuple(
        StandingGroup(
            name=" · ".join(found.districts[key].name for key in place),
            ratified=found.ratified.get(place, 0),
            total=found.asked[place],
            rows=tuple(rows),
        )
        for place, rows in by_place.items()
    )
