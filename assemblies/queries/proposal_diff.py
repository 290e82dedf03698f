"""What changed between two versions of a proposal: each place with who asked for it, why and when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.domain.text_diff import Mark, Piece, compare
from assemblies.queries.proposal_parts import Version
from confed.kernel.errors import NotThere


@dataclass(frozen=True, slots=True)
class Row:
    """One place of the text; `version` made the change, none where nothing changed."""

    is_same: bool
    sentences: int
    pieces: tuple[Piece, ...]
    text: str
    version: int
    asked_by: str
    reason: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Diff:
    """Two versions beside each other."""

    old: Version
    new: Version
    rows: tuple[Row, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything changed between them."""
        return any(not row.is_same for row in self.rows)


def version_numbered(versions: tuple[Version, ...], number: int) -> Version:
    """The version with this number; NotThere without one."""
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise NotThere(_("There is no version %(number)s of this proposal.") % {"number": number})
    return found


def _shown(piece: Piece) -> Piece:
    """A removed piece without the space after it, which would be struck through; the page sets its own."""
    return Piece(piece.mark, piece.text.rstrip() or piece.text) if piece.mark is Mark.REMOVED else piece


def proposal_diff(versions: tuple[Version, ...], old: int, new: int) -> Diff:
    """Compare two versions, over those between them; NotThere where one of them does not exist."""
    before, after = version_numbered(versions, old), version_numbered(versions, new)
    between = [version for version in versions if old <= version.number <= new] or [before, after]
    rows = []
    for change in compare([version.body for version in between]):
        made = between[change.by]
        text = "".join(piece.text for piece in change.pieces) if change.is_same else ""
        if change.is_same:
            rows.append(Row(True, change.sentences, change.pieces, text, 0, "", "", None))
        else:
            shown = tuple(_shown(piece) for piece in change.pieces)
            rows.append(Row(False, change.sentences, shown, "", made.number, made.asked_by, made.reason, made.at))
    return Diff(before, after, tuple(rows))
