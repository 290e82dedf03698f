"""A ratification cut to the size of a page: all of it, or one district of a large one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.queries.standing import DecisionStanding, StandingGroup, StandingRow
from mandates.queries.standing_ring import StandingPicture, standing_picture
from mandates.queries.standing_words import StandingWords, standing_words

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class DistrictLink:
    """A district of a large confederation that can be opened."""

    id: int
    name: str
    ratified: int
    asked: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    """What the page shows of a ratification."""

    found: DecisionStanding
    words: StandingWords
    picture: StandingPicture
    groups: tuple[StandingGroup, ...]
    districts: tuple[DistrictLink, ...]
    updated: str


def standing_view(found: DecisionStanding, district: str, *, mirrored: bool) -> StandingView:
    """Show every commune up to two hundred; above that the districts, and the communes of the one that is open."""
    large = len(found.rows) > MOST_ROWS and bool(found.districts)
    opened = int(district) if district.isdecimal() and len(district) < 19 else 0
    groups = found.groups
    if large and district != "all":
        groups = tuple(group for group in groups if any(opened in row.path for row in group.rows))
    top = list(dict.fromkeys(group.rows[0].path[0] for group in found.groups if group.rows[0].path))
    return StandingView(
        found=found,
        words=standing_words(found),
        picture=standing_picture(found, mirrored=mirrored),
        groups=groups,
        districts=tuple(DistrictLink(key, *found.districts[key], is_open=key == opened) for key in top)
        if large
        else (),
        updated=last_change(found.rows),
    )


def last_change(rows: list[StandingRow]) -> str:
    """The newest answer in one sentence, as it is spoken when it arrives."""
    answered = [row for row in rows if row.received_at is not None and row.stage.is_answer and row.basis != "mandate"]
    if not answered:
        return _("No commune has voted yet.")
    newest = max(answered, key=lambda row: (row.received_at, row.name))
    words = {"commune": newest.name}
    if newest.look == "yes":
        return _("The last change: %(commune)s ratified.") % words
    if newest.look == "abst":
        return _("The last change: %(commune)s abstains.") % words
    if newest.look == "back":
        return _("The last change: %(commune)s sent it back.") % words
    return _("The last change: %(commune)s rejected it.") % words
