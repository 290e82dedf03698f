"""Reads the first sheet of an XLSX file: weighed before it is unpacked, then row by row; formulas stay text."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any

import openpyxl
from django.utils.translation import gettext_lazy as _

from assemblies.domain.roll_table import MOST_ROWS
from confed.kernel.errors import BadInput

NOT_READ = _("Nothing was read and nothing was kept.")
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 2_000
PIECE = 256 * 1024
MOST_COLUMNS = 100
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_TEXTS = re.compile(rb"<(?:\w+:)?si[ />]")
MOST_TEXTS = 400_000


def xlsx_rows(content: bytes) -> Iterator[list[str]]:
    """Give the rows of the first sheet as text; raises BadInput for a file that is too large or is no table."""
    try:
        yield from _rows(content, has_formulas=_weigh(content))
    except BadInput:
        raise
    except Exception as error:  # the library raises whatever a broken file makes it stumble over
        raise BadInput(
            _("This file cannot be read as a spreadsheet."), NOT_READ, _("Save it anew as XLSX or as CSV.")
        ) from error


def _weigh(content: bytes) -> bool:
    """Unpack piece by piece, keep nothing, and refuse what says or turns out to be larger than a roll can be.

    Returns whether some cell holds a formula.
    """
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_much()
        unpacked, has_formulas = 0, False
        for part in parts:
            with packed.open(part) as stream:
                rows = texts = 0
                tail = b""
                while piece := stream.read(PIECE):
                    unpacked += len(piece)
                    if b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                        raise BadInput(_("This file asks for other files; a table does not do that."), NOT_READ)
                    rows += len(_ROW.findall(tail + piece)) - len(_ROW.findall(tail))
                    texts += len(_TEXTS.findall(piece))
                    has_formulas = has_formulas or bool(_FORMULA.search(tail + piece))
                    tail = piece[-12:]
                    too_many = rows > MOST_ROWS + 1 and _SHEET.fullmatch(part.filename)
                    if too_many or texts > MOST_TEXTS or unpacked > MOST_UNPACKED:
                        raise _too_many_rows() if too_many else _too_much()
        return has_formulas


def _rows(content: bytes, *, has_formulas: bool) -> Iterator[list[str]]:
    """Read the cells as they are written; where formulas stand, beside what they last showed."""
    books = [
        openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=shown, keep_links=False)
        for shown in ((False, True) if has_formulas else (False,))
    ]
    try:
        for book in books:
            book.worksheets[0].reset_dimensions()  # what the file says about its size is not believed
        written, *shown = (book.worksheets[0].iter_rows(values_only=True) for book in books)
        for cells in written:
            values = next(shown[0]) if shown else ()
            yield [_text(cell, value) for cell, value in zip_longest(cells[:MOST_COLUMNS], values[:MOST_COLUMNS])]
    finally:
        for book in books:
            book.close()


def _text(written: Any, shown: Any) -> str:
    """A cell as the secretary sees it; a formula without a value, or with a fault, as it is written."""
    if isinstance(written, str) and written.startswith("="):
        return str(shown) if shown is not None and not str(shown).startswith("#") else written
    if written is None:
        return ""
    if isinstance(written, datetime):
        return written.date().isoformat()
    if isinstance(written, date):
        return written.isoformat()
    text = str(written)
    return text.removesuffix(".0") if not isinstance(written, str) else text


def _too_much() -> BadInput:
    return BadInput(
        _("This file unpacks to more than %(most)s MB.") % {"most": MOST_UNPACKED // 1024 // 1024},
        NOT_READ,
        _("Keep one sheet with the columns that are needed, and save it as CSV."),
    )


def _too_many_rows() -> BadInput:
    return BadInput(
        _("This table has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"},
        NOT_READ,
        _("Delete the empty rows below the names, or copy the table and paste it."),
    )
