"""Words as they are searched: without case and without accents, in any script (settled: search)."""

import unicodedata


def folded(text: str) -> str:
    """Return the text casefolded and unaccented; “Été” and “ete” are the same."""
    return "".join(folded_sign(sign) for sign in text)


def folded_sign(sign: str) -> str:
    """Return one sign casefolded and without its marks; a mark alone vanishes."""
    parts = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
