"""A sheet of slips or personal QR cards for printing: each code as one path of ink."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import segno

from assemblies.services.claims import PrintedSlip


@dataclass(frozen=True, slots=True)
class CardView:
    """One card: whom it lets in, until when, its address, and the drawing of its code."""

    name: str
    card: str
    standing: str
    until: date
    address: str
    size: int
    ink: str


def card_sheet(slips: Iterable[PrintedSlip], door: str) -> list[CardView]:
    """Draw every slip; `door` is the address that takes a token in place of its `TOKEN`."""
    return [_card(slip, door.replace("TOKEN", slip.token)) for slip in slips]


def _card(slip: PrintedSlip, address: str) -> CardView:
    size, ink = qr_path(address)
    return CardView(slip.name, slip.card, slip.standing, slip.until, address, size, ink)


def qr_path(words: str) -> tuple[int, str]:
    """Return the width of a QR code with its quiet edge, and its ink as the data of one SVG path."""
    rows = [list(row) for row in segno.make_qr(words, error="m").matrix_iter(border=4)]
    runs = []
    for down, row in enumerate(rows):
        start = None
        for across, is_dark in enumerate([*row, 0]):
            if is_dark and start is None:
                start = across
            elif not is_dark and start is not None:
                runs.append(f"M{start} {down}h{across - start}v1h-{across - start}z")
                start = None
    return len(rows), "".join(runs)
