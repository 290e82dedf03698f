"""Reads CSV and pasted tables: the encoding and the sign between columns are found out, cells stay text."""

import codecs
import csv
import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import BadInput

SEPARATORS = ",;\t|"
LOOKED_AT = 60  # rows that tell which sign separates
NOT_READ = _("Nothing was read and nothing was kept.")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def csv_rows(content: bytes | str, *, is_cut: bool = False) -> Iterator[list[str]]:
    """Give the rows one after another; `is_cut` where the end of the file was not kept.

    Raises BadInput with the row where a sign cannot be read.
    """
    text = content if isinstance(content, str) else _decoded(content, is_cut)
    empty = text.find("\0")
    if empty >= 0:
        raise BadInput(
            _("Row %(row)s holds an empty byte: this is not a table of words.") % {"row": _row_at(text, empty)},
            NOT_READ,
            _("Open the file in a spreadsheet and save it anew as CSV (UTF-8)."),
        )
    number = 0
    rows = csv.reader(_lines(text), delimiter=_separator(text))
    try:
        for row in rows:
            number += 1
            yield row
    except csv.Error as error:
        if is_cut:
            return  # the cell goes on beyond what was kept; the size is what is wrong
        raise BadInput(
            _("Row %(row)s cannot be read: a cell in it does not end.") % {"row": number + 1},
            NOT_READ,
            _("Look for a single quotation mark in that row, or save the table anew as CSV."),
        ) from error


def _decoded(content: bytes, is_cut: bool) -> str:
    """Find the encoding: a byte order mark, else UTF-16 by its empty bytes, else UTF-8, else that of Western Windows."""
    mark, encoding = next(((mark, name) for mark, name in _BOMS if content.startswith(mark)), (b"", _utf_16(content)))
    content = content[len(mark) :]
    try:
        return codecs.getincrementaldecoder(encoding or "utf-8")().decode(content, final=not is_cut)
    except UnicodeDecodeError as error:
        # Signs of several bytes elsewhere: this is UTF-8 with a broken sign, and not another encoding.
        if encoding or _SEVERAL_BYTES.search(content):
            raise _unreadable(content, error.start) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unreadable(content, error.start) from error


def _utf_16(content: bytes) -> str:
    """Every second byte of UTF-16 is empty in Western words; one stray empty byte is not that."""
    even, odd = content[:4000:2], content[1:4000:2]
    if odd.count(0) * 2 > len(odd) and not even.count(0):
        return "utf-16-le"
    return "utf-16-be" if even.count(0) * 2 > len(even) and not odd.count(0) else ""


def _unreadable(content: bytes, place: int) -> BadInput:
    return BadInput(
        _("Row %(row)s holds a sign that cannot be read.") % {"row": _row_at(content, place)},
        NOT_READ,
        _("Open the file in a spreadsheet and save it anew as CSV (UTF-8)."),
    )


def _row_at(content: str | bytes, place: int) -> int:
    before = content[:place]
    if isinstance(before, str):
        return max(before.count("\n"), before.count("\r")) + 1
    return max(before.count(b"\n"), before.count(b"\r")) + 1


def _lines(text: str) -> Iterator[str]:
    """Give the lines with their ends; no second copy of the whole is made."""
    end = "\n" if "\n" in text else "\r"
    start = 0
    while start < len(text):
        stop = text.find(end, start) + 1 or len(text)
        yield text[start:stop]
        start = stop


def _separator(text: str) -> str:
    """The sign that cuts most rows into as many cells as the first one has, and into more than one."""
    best, most = ",", 0
    for sign in SEPARATORS:
        widths: list[int] = []
        try:
            for row in csv.reader(_lines(text[:200_000]), delimiter=sign):
                if row:
                    widths.append(len(row))
                if len(widths) == LOOKED_AT:
                    break
        except csv.Error:
            continue
        alike = sum(width == widths[0] for width in widths) if widths and widths[0] > 1 else 0
        if alike > most:
            best, most = sign, alike
    return best
