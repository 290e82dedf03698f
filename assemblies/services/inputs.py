"""Reads what was sent: counts that are counts, names that are names, zones that exist."""

from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext_lazy as _

from confed.kernel.errors import BadInput

UNCHANGED = _("Nothing was changed.")
MOST = 10_000_000


def refuse(happened: object, do: object = "") -> BadInput:
    """Return the refusal of something that cannot be read; nothing was changed by it."""
    return BadInput(happened, safe=UNCHANGED, do=do)


def whole_numbers(**numbers: object) -> None:
    """Refuse a count that is not a whole number from 0 upwards."""
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST:
            raise refuse(
                _("“%(number)s” is not a count (%(name)s).") % {"number": number, "name": name},
                _("Enter a whole number from 0 upwards."),
            )


def words(text: str, happened: object, most: int = 200) -> str:
    """Return the text without spaces around it; refuse where nothing is left or it is too long."""
    found = text.strip()
    if not found:
        raise refuse(happened)
    if len(found) > most:
        raise refuse(_("This text is too long: at most %(most)s letters.") % {"most": most})
    return found


def said_words(text: str, most: int = 200) -> str:
    """Return the text without spaces around it, empty or not; refuse one that is too long, and cut nothing."""
    return words(text, "", most=most) if text.strip() else ""


def known_zone(zone: str) -> str:
    """Return the zone; refuse one that no clock knows. Empty means: as the commune above."""
    if zone and zone not in available_timezones():
        raise refuse(_("“%(zone)s” is not a time zone.") % {"zone": zone}, _("Choose one such as Europe/Paris."))
    return str(ZoneInfo(zone)) if zone else ""
