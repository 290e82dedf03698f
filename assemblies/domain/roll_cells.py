"""What stands in one cell of a member table: words without hidden signs, days, cards, mails, standings."""

import re
import unicodedata
from datetime import date

from assemblies.domain.folding import folded

# Signs that turn the direction of what follows them could make a name read as another one.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: de| di)? ([^\W\d_]+)\.?(?: de| di|,)? (\d{4})")
_AMERICAN = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MAIL = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]{2,}")
_PHONE = re.compile(r"[+(]?\d[\d\s()./+-]{4,}")
_MONTHS = (
    "jan|janvier|janv|enero|januar|gennaio|janeiro|ocak|كانون الثاني|يناير",
    "feb|fevrier|fevr|febrero|februar|febbraio|fevereiro|subat|شباط|فبراير",
    "mar|mars|marzo|marz|marco|mart|اذار|مارس",
    "apr|avril|avr|abril|aprile|nisan|نيسان|ابريل",
    "may|mai|mayo|maggio|maio|mayis|ايار|مايو",
    "jun|juin|junio|juni|giugno|junho|haziran|حزيران|يونيو",
    "jul|juillet|juil|julio|juli|luglio|julho|temmuz|تموز|يوليو",
    "aug|aout|agosto|august|agustos|اب|اغسطس",
    "sep|sept|septembre|septiembre|settembre|setembro|eylul|ايلول|سبتمبر",
    "oct|octobre|octubre|oktober|okt|ottobre|outubro|ekim|اكتوبر",
    "nov|novembre|noviembre|novembro|kasim|نوفمبر",
    "dec|decembre|diciembre|dezember|dez|dicembre|dezembro|aralik|ديسمبر",
)
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH_OF = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split("|")} | {
    word: month for month, word in enumerate(_ENGLISH, 1)
}
_STANDINGS = {
    "adult": (
        "adult|member|full member|voter|vote|yes|adulte|membre|votant|adulto|adulta|miembro|mitglied|erwachsen|"
        "stimmberechtigt|endam|mezin|uye|عضو|بالغ"
    ),
    "youth": (
        "youth|young|child|minor|under age|jeune|jeunesse|enfant|mineur|joven|juventud|menor|nino|nina|jugend|"
        "jugendlich|kind|ciwan|zarok|genc|شباب|شاب|طفل"
    ),
    "observer": (
        "observer|guest|visitor|observateur|observatrice|invite|invitee|observador|observadora|invitado|invitada|"
        "beobachter|beobachterin|gast|mevan|cavder|gozlemci|misafir|مراقب|ضيف"
    ),
}
_STANDING_OF = {word: standing for standing, words in _STANDINGS.items() for word in words.split("|")}
EARLIEST = 1900


def clean(cell: str) -> str:
    """Return the words of a cell: one form of each letter, no hidden or turning signs (Rulebook, Roll import).

    Joiners inside a word stay: Persian, Kurdish and Indian names are spelled with them.
    """
    kept = "".join(" " if sign.isspace() else sign for sign in cell if _is_kept(sign))
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def parse_day(cell: str, *, month_first: bool = False) -> date | None:
    """Return the day that a cell names, or nothing (Rulebook, Roll import).

    2021-05-02, 2.5.2021, 2/5/2021 (day first unless the column shows otherwise), “2 May 2021” in several languages.
    """
    if found := _ISO.fullmatch(cell):
        year, month, day = (int(part) for part in found.groups())
    elif found := _NUMBERS.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
        if month_first:
            day, month = month, day
    elif found := _WORDS.fullmatch(folded(cell)):
        day, month, year = int(found[1]), _MONTH_OF.get(found[2], 0), int(found[3])
    elif found := _AMERICAN.fullmatch(folded(cell)):
        day, month, year = int(found[2]), _MONTH_OF.get(found[1], 0), int(found[3])
    else:
        return None
    try:
        return date(year, month, day) if year >= EARLIEST else None
    except ValueError:
        return None


def months_stand_first(cells: list[str]) -> bool:
    """Say whether a column writes 5/31/2021: some second number is above 12 and no first one is (Rulebook, Roll import)."""
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _NUMBERS.fullmatch(cell))]
    return any(second > 12 for _first, second in pairs) and not any(first > 12 for first, _second in pairs)


def card_text(cell: str) -> str:
    """Return a card number as it is kept: digits of any script as 0 to 9, “31.0” as 31 (Rulebook, Roll import)."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in cell)
    return digits.removesuffix(".0") if digits.removesuffix(".0").isdigit() else digits


def is_mail(cell: str) -> bool:
    """Say whether a cell is one mail address (Rulebook, Roll import)."""
    return len(cell) <= 254 and bool(_MAIL.fullmatch(cell)) and cell.isprintable()


def is_phone(cell: str) -> bool:
    """Say whether a cell is a telephone number, which this roll does not keep (Rulebook, Roll import)."""
    return bool(_PHONE.fullmatch(cell))


def parse_standing(cell: str) -> str:
    """Return adult, youth or observer, or nothing for a word we do not know (Rulebook, Roll import)."""
    return _STANDING_OF.get(" ".join(re.findall(r"[^\W_]+", folded(cell))), "")


def has_letters(cell: str) -> bool:
    """Say whether a cell could be a name: some letter of some script stands in it (Rulebook, Roll import)."""
    return any(sign.isalpha() for sign in cell)


def _is_kept(sign: str) -> bool:
    return sign.isspace() or (unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Co") and sign not in _TURNS)
