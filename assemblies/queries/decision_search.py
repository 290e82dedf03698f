"""Looking for decisions by words of their title and text."""

from functools import reduce
from operator import and_

from django.db.models import Q

from assemblies.domain.folding import folded


def search_words(text: str) -> list[str]:
    """Return the words of a search as they are compared: without case and accents."""
    return folded(text).split()


def says_all(words: list[str]) -> Q:
    """Return the condition that a decision says every one of these words; none asks for all."""
    return reduce(and_, (Q(search__contains=word) for word in words), Q())
