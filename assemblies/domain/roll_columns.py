"""What the columns of a member table mean, guessed from their headings and from what stands below."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assemblies.domain.folding import folded
from assemblies.domain.roll_cells import clean, parse_day

LOOKED_AT = 200  # rows that a guess looks at


class Meaning(StrEnum):
    """What a column is read as; what is not kept is thrown away as soon as the table was read."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    CARD = "card"
    MAIL = "mail"
    SINCE = "since"
    STANDING = "standing"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it was headed and as it is read."""

    heading: str
    meaning: Meaning


# Headings as people write them, folded: without case, accents and signs (docs/rulebook.md, roll import).
_WORDS: dict[Meaning, str] = {
    Meaning.NAME: (
        "name|names|full name|fullname|member|member name|person|nom complet|nom et prenom|nom prenom|prenom nom|"
        "prenom et nom|nom|membre|personne|nombre|nombre completo|nombre y apellidos|apellidos y nombre|persona|"
        "miembro|nome|nome completo|nome e cognome|mitglied|vollstandiger name|naam|ad soyad|adi soyadi|isim|nav|"
        "nav u pasnav|nave temam|endam|ناو|ناوي تهواو|الاسم|الاسم الكامل|اسم|العضو"
    ),
    Meaning.GIVEN: (
        "given name|given names|first name|firstname|forename|prenom|prenoms|nombre de pila|vorname|vornamen|voornaam|"
        "nome proprio|nave pesin|الاسم الاول"
    ),
    Meaning.FAMILY: (
        "family name|last name|lastname|surname|nom de famille|apellido|apellidos|cognome|sobrenome|nachname|"
        "familienname|achternaam|soyad|soyadi|pasnav|اللقب|الكنية|اسم العائلة|العائلة"
    ),
    Meaning.CARD: (
        "card|card no|card nr|card number|no|nr|number|member no|member number|membership number|carte|no de carte|"
        "numero|numero de carte|n|tarjeta|numero de tarjeta|carnet|ausweis|ausweisnummer|karte|kartennummer|"
        "mitgliedsnummer|kart|hejmar|hejmara karte|numara|tessera|cartao|رقم|رقم البطاقة|البطاقة|ژماره"
    ),
    Meaning.MAIL: (
        "mail|e mail|email|mail address|email address|e mail address|contact|phone or e mail|phone or email|courriel|"
        "adresse mail|adresse email|adresse e mail|adresse electronique|correo|correo electronico|contacto|kontakt|"
        "eposta|e posta|emayl|epost|mailadresse|e mail adresse|posta elettronica|البريد|البريد الالكتروني|ايميل|ئيمهيل"
    ),
    Meaning.SINCE: (
        "since|here since|member since|joined|joined on|date joined|moved in|arrival|entry date|depuis|depuis le|"
        "arrivee|date d arrivee|membre depuis|adhesion|date d adhesion|desde|fecha de alta|fecha de ingreso|"
        "miembro desde|seit|beitritt|mitglied seit|eintritt|eingezogen|ji|ji kengi ve|tarih|dal|منذ|تاريخ الانضمام|"
        "تاريخ الانتساب|عضو منذ"
    ),
    Meaning.STANDING: (
        "standing|stands here as|status|kind|type|role|membership|statut|qualite|estado|condicion|tipo|art|rolle|"
        "rews|statu|stato|الصفة|الحالة|النوع"
    ),
}
_MEANING_OF = {word: meaning for meaning, words in _WORDS.items() for word in words.split("|")}


def heading_word(heading: str) -> str:
    """Return a heading as it is compared: folded, signs as spaces (Rulebook, Roll import)."""
    return " ".join(re.findall(r"[^\W_]+", folded(clean(heading))))


def has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns (Rulebook, Roll import).

    It does if one of its cells is a heading we know, or if it holds plain words above mails, days or numbers.
    """
    if not rows:
        return False
    first = [clean(cell) for cell in rows[0]]
    if any(heading_word(cell) in _MEANING_OF for cell in first):
        return True
    if any(_looks_like(cell) for cell in first):
        return False
    below = rows[1 : LOOKED_AT + 1]
    return any(_share_of(column, _looks_like) for column in _columns(below, len(first)))


def guess_columns(rows: Sequence[Sequence[str]]) -> tuple[list[Column], bool]:
    """Return the columns as we read them, and whether the first row holds their headings (Rulebook, Roll import).

    Each meaning is given to one column; a heading we do not know is not kept, unless no column holds names yet.
    """
    width = max((len(row) for row in rows), default=0)
    headed = has_headings(rows)
    first = [clean(cell) for cell in rows[0]] if headed else []
    headings = [first[place] if place < len(first) else "" for place in range(width)]
    below = _columns(rows[int(headed) : LOOKED_AT + int(headed)], width)
    meanings = [_MEANING_OF.get(heading_word(heading), Meaning.NONE) for heading in headings]
    _once_each(meanings)
    _split_names(meanings)
    if not headed:
        _by_content(meanings, below)
    if not {Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY} & set(meanings):
        _find_names(meanings, below)
    return [Column(heading, meaning) for heading, meaning in zip(headings, meanings, strict=True)], headed


def names_known(columns: Sequence[Column]) -> bool:
    """Say whether a name can be read; without one a table is refused (Rulebook, Roll import)."""
    return any(column.meaning in (Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY) for column in columns)


def _once_each(meanings: list[Meaning]) -> None:
    for place, meaning in enumerate(meanings):
        if meaning in meanings[:place]:
            meanings[place] = Meaning.NONE


def _split_names(meanings: list[Meaning]) -> None:
    """“Nom” beside “Prénom” is the family's; “Nombre” beside “Apellidos” is the given one."""
    kinds = {Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY} & set(meanings)
    if kinds == {Meaning.NAME, Meaning.GIVEN}:
        meanings[meanings.index(Meaning.NAME)] = Meaning.FAMILY
    elif kinds == {Meaning.NAME, Meaning.FAMILY}:
        meanings[meanings.index(Meaning.NAME)] = Meaning.GIVEN
    elif len(kinds) == 3:
        for part in (Meaning.GIVEN, Meaning.FAMILY):
            meanings[meanings.index(part)] = Meaning.NONE


def _by_content(meanings: list[Meaning], below: list[list[str]]) -> None:
    for meaning, fits in ((Meaning.MAIL, _is_mail), (Meaning.SINCE, _is_day), (Meaning.CARD, _is_number)):
        found = next(
            (
                place
                for place, column in enumerate(below)
                if meanings[place] == Meaning.NONE and _share_of(column, fits)
            ),
            None,
        )
        if found is not None:
            meanings[found] = meaning


def _find_names(meanings: list[Meaning], below: list[list[str]]) -> None:
    free = [place for place, meaning in enumerate(meanings) if meaning == Meaning.NONE]
    fitting = [place for place in free if _share_of(below[place], _is_words)]
    if fitting:
        # The column whose cells differ most holds the names; a street or a status repeats itself.
        best = max(fitting, key=lambda place: (len(set(below[place])), -place))
        meanings[best] = Meaning.NAME


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    return [[clean(row[place]) if place < len(row) else "" for row in rows] for place in range(width)]


def _share_of(column: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Say whether at least two thirds of what stands in a column fits."""
    filled = [cell for cell in column if cell]
    return bool(filled) and 3 * sum(fits(cell) for cell in filled) >= 2 * len(filled)


def _looks_like(cell: str) -> bool:
    return _is_mail(cell) or _is_day(cell) or _is_number(cell)


def _is_mail(cell: str) -> bool:
    return "@" in cell and " " not in cell


def _is_day(cell: str) -> bool:
    return parse_day(cell) is not None


def _is_number(cell: str) -> bool:
    return cell.isdigit() and len(cell) <= 12


def _is_words(cell: str) -> bool:
    return "@" not in cell and sum(sign.isalpha() for sign in cell) * 2 > len(cell)


def stands_in_one_column(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether all headings stand in one cell: an unknown sign parts the columns (Rulebook, Roll import)."""
    filled = [row for row in rows[:LOOKED_AT] if any(cell.strip() for cell in row)]
    if not filled or any(sum(bool(cell.strip()) for cell in row) > 1 for row in filled):
        return False
    heading = heading_word(" ".join(filled[0]))
    return heading not in _MEANING_OF and sum(word in _MEANING_OF for word in heading.split()) > 1
