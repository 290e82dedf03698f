"""`docs/rehearsals.md` is true: its example is read without a mistake, and it names every verb, figure and key."""

import re
import textwrap
from pathlib import Path

import pytest

from confed.rehearsal.domain import binding_verbs, commune_verbs, evening_verbs, recall_verbs, verbs
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.format import VERBS, CommuneSpec, Defaults, RehearsalFile, Variant
from confed.rehearsal.domain.parse import read_rehearsal

DOCS = (Path(__file__).parents[3] / "docs" / "rehearsals.md").read_text()
ACTS = [
    each
    for module in (verbs, binding_verbs, commune_verbs, evening_verbs, recall_verbs)
    for each in vars(module).values()
    if isinstance(each, type)
]
MODELS = [Expect, CommuneSpec, Defaults, RehearsalFile, Variant, *(act for act in ACTS if hasattr(act, "model_fields"))]
KEYS = {info.alias or name for model in MODELS for name, info in model.model_fields.items()}


def test_example_is_read_without_a_mistake() -> None:
    example = re.search(r"(    rehearsal: 1\n.*?)\n## The file", DOCS, re.S)
    assert example
    reading = read_rehearsal(textwrap.dedent(example[1]))
    assert reading.mistakes == []


@pytest.mark.parametrize("word", sorted({*VERBS, "refused", *KEYS}))
def test_word_of_the_format_is_described(word: str) -> None:
    assert re.search(rf"`{word}\b", DOCS) or re.search(rf"\b{word}:", DOCS), word
