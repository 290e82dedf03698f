"""No sentence of the journal prints a code: what a payload keeps as one has a word in the language of the reader."""

import re

import pytest
from django.utils.functional import Promise

from assemblies.models import Role
from confed.kernel import journal
from delegates.domain.petitions import Ground
from mandates.domain.compliance import CheckKind
from mandates.domain.council import CouncilOutcome
from mandates.domain.ratification import RatificationOutcome
from mandates.domain.stages import Choice, Latitude, Position, RatificationStage

ANSWERED = {stage for stage in RatificationStage if stage.value in ("for", "against", "abstain", "late", "inquorate")}
# What a placeholder of these names may hold, in every sentence that has it.
CODES: dict[str, set] = {
    "choice": set(Choice),
    "position": set(Position),
    "latitude": set(Latitude),
    "answer": ANSWERED,
    "check": set(CheckKind),
    "ground": set(Ground),
    "outcome": {*CouncilOutcome, *RatificationOutcome},
    "role": {kind.replace("_", "-") for kind in Role.Kind.values},
}
# The earlier value of a count or of a day is no code; that of a position or an outcome is.
WAS = {"mandate_corrected": set(Position), "cascade_recomputed": set(RatificationOutcome)}


def coded() -> list[tuple[str, str, set]]:
    """Every fact with every placeholder in its sentence that holds a code."""
    found = []
    for name, fact in sorted(journal._facts.items()):
        for place in sorted(set(re.findall(r"%\((\w+)\)s", str(fact.sentence)))):
            codes = WAS.get(name) if place == "was" else CODES.get(place)
            if codes and not (place == "position" and name == "item_listed"):  # a place on the agenda
                found.append((name, place, codes))
    return found


@pytest.mark.parametrize(("name", "place", "codes"), coded(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_code_has_its_word(name, place, codes):
    fact = journal._facts[name]
    others = dict.fromkeys(re.findall(r"%\((\w+)\)s", str(fact.sentence)), "·")
    for code in codes:
        word = fact.codes[place][str(code)]
        assert isinstance(word, Promise), f"{name}: the word of {code} is not translated"
        told = fact.text({**others, place: str(code)})
        assert str(word) in told
        assert "_" not in told


def test_the_vocabularies_are_found_in_as_many_sentences_as_there_are():
    named = [place for _, place, _ in coded()]
    assert {place: named.count(place) for place in sorted(set(named))} == {
        "answer": 1,
        "check": 1,
        "choice": 5,
        "ground": 2,
        "latitude": 2,
        "outcome": 4,
        "position": 6,
        "role": 4,
        "was": 2,
    }


def test_a_value_that_is_no_code_is_printed_as_it_is():
    fact = journal._facts["mandate_drafted"]
    told = fact.text({"item": 3, "title": "open", "latitude": "open", "red_lines": 0})
    assert told == "Draft of our mandate on item 3, “open”: latitude open, 0 red lines."
