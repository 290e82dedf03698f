"""What a voter says on a ballot: yes, no or abstain on its text, or on each of several rival texts."""

from collections.abc import Iterable

ANSWERS = ("for", "against", "abstain")
MOST_TEXTS = 8
_BETWEEN = ","


def read_choice(choice: str, texts: int) -> str:
    """Return a choice that answers every text once; ValueError for any other (Rulebook, a vote by phone)."""
    parts = choice.split(_BETWEEN)
    if len(parts) != texts or not all(part in ANSWERS for part in parts):
        raise ValueError(f"{choice!r} does not answer {texts} texts")
    return choice


def answers_of(choice: str) -> list[str]:
    """Return the answer to each text, in the order of the ballot (Rulebook, rival texts)."""
    return choice.split(_BETWEEN)


def joined(answers: Iterable[str]) -> str:
    """Return the choice made of one answer to each text (Rulebook, rival texts)."""
    return _BETWEEN.join(answers)


def counts_of(choices: Iterable[str], texts: int) -> list[dict[str, int]]:
    """Count the answers to each text; a published row may hold the answer to one of them (Rulebook, rival texts)."""
    counts = [dict.fromkeys(ANSWERS, 0) for _text in range(texts)]
    for choice in choices:
        for at, answer in enumerate(answers_of(choice)):
            if answer:
                counts[at][answer] += 1
    return counts


def spread(counts: Iterable[dict[str, int]]) -> list[str]:
    """Return choices that add up to these counts, for paper slips of which only totals are known.

    Every text has the same total; which answers stand on one slip is not known and not meant (Rulebook, paper slips).
    """
    columns = [[answer for answer in ANSWERS for _slip in range(each[answer])] for each in counts]
    return [joined(row) for row in zip(*columns, strict=True)]
