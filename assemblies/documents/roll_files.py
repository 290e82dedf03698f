"""Reads a member table from a file or from pasted words: counted while reading, and nothing kept on a disk."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assemblies.documents.roll_csv import csv_rows
from assemblies.documents.roll_xlsx import xlsx_rows
from assemblies.documents.uploads import MOST_BYTES
from assemblies.domain.roll_table import MOST_ROWS
from confed.kernel.errors import BadInput

ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_COLUMNS = 100
NOT_READ = _("Nothing was read and nothing was kept.")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table as text, row by row, and what it was called."""

    source: str
    rows: list[list[str]]


def read_file(source: str, content: bytes, size: int) -> Table:
    """Read CSV or XLSX, whatever the name says; `size` is what was sent, of which `content` may be the beginning.

    Raises BadInput in words, with the row where there is one.
    """
    if content.startswith(OLD_EXCEL):
        raise BadInput(
            _("This is an old Excel file, or one locked with a password."),
            NOT_READ,
            _("Save it as XLSX or CSV, without a password, and read that."),
        )
    is_zip = content.startswith(ZIP)
    if is_zip and size > len(content):
        raise _too_large()
    rows = _counted(xlsx_rows(content) if is_zip else csv_rows(content, is_cut=size > len(content)))
    if size > len(content):
        raise _too_large()
    return Table(_short(source), rows)


def read_words(words: str) -> Table:
    """Read a pasted table: from a spreadsheet (tabs), as CSV, or names one a line."""
    return Table("", _counted(csv_rows(words)))


def _counted(rows: Iterable[list[str]]) -> list[list[str]]:
    """Take rows until there are too many, so that a giant table costs no more than a large one."""
    found: list[list[str]] = []
    for row in rows:
        found.append(row[:MOST_COLUMNS])
        if len(found) > MOST_ROWS + 1:
            raise BadInput(
                _("This table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"},
                NOT_READ,
                _("Split it into several files. Rows without a name can be deleted."),
            )
    if not any(any(cell.strip() for cell in row) for row in found):
        raise BadInput(_("There is nothing in this table."), NOT_READ, _("Choose a file, or paste the table below."))
    return found


def _too_large() -> BadInput:
    return BadInput(
        _("This file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024 // 1024},
        NOT_READ,
        _("Keep one sheet with the columns that are needed, and save it as CSV."),
    )


def _short(source: str) -> str:
    """The name of the file, without a path and without signs that do not show."""
    return "".join(sign for sign in source.replace("\\", "/").rsplit("/", 1)[-1] if sign.isprintable())[:120]
