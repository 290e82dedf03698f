"""Communes of a ratification that are said by name: late, inquorate, or counted by their silence."""

from django.db.models import Q
from django.utils.translation import gettext as _

from mandates.domain.stages import RatificationStage, Silence
from mandates.queries.counted import spoken_by_silence
from mandates.queries.standing import DecisionStanding
from mandates.queries.standing_rows import names_of

MOST_NAMES = 40


def late_words(found: DecisionStanding) -> str:
    """Say whose vote came after the last day (at most one query)."""
    number = found.looks.get("late", 0)
    words = _("Voted after the last day, so not counted: %(names)s.")
    return words % {"names": _names(found, number, Q(stage=RatificationStage.LATE))} if number else ""


def inquorate_words(found: DecisionStanding) -> str:
    """Say who met without a quorum (at most one query)."""
    number = found.looks.get("short", 0)
    words = _("Met without enough people, so no answer counts yet: %(names)s.")
    return words % {"names": _names(found, number, Q(stage=RatificationStage.INQUORATE))} if number else ""


def converted_words(found: DecisionStanding) -> str:
    """Silence that became a position under the charter is said by name, never folded into the answers."""
    number, silence = found.standing.converted, found.rule.silence
    if not number:
        return ""
    spoken = spoken_by_silence(found.cascade_id, found.rule)[:MOST_NAMES]
    words = {"names": _names(found, number, Q(commune__in=spoken))}
    if silence == Silence.STANDS:
        return _("No answer, so what their delegates said stands: %(names)s.") % words
    if silence == Silence.ASSENT:
        return _("No answer, so counted as yes: %(names)s.") % words
    return _("No answer, so counted as no: %(names)s.") % words


def _names(found: DecisionStanding, number: int, which: Q) -> str:
    """These communes by name; of very many the first, and how many more there are (one query)."""
    names = ", ".join(names_of(found.cascade_id, which, MOST_NAMES))
    if number <= MOST_NAMES:
        return names
    return _("%(names)s and %(number)s more") % {"names": names, "number": number - MOST_NAMES}
