"""A sheet of slips or personal QR cards for printing: each code as one path of ink."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assemblies.services.claims import PrintedSlip
from confed.kernel.qr import qr_path


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
