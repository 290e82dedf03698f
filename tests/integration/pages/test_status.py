"""One table of status words: no stage without one, each with a glyph where it is a stamp."""

import pytest
from django.template import Context, Template

from assemblies.domain import stages as assembly_stages
from assemblies.templatetags.marks import share_text
from assemblies.templatetags.status import _KINDS, ANSWERS, STATUS, status_of
from delegates.domain import stages as delegate_stages
from mandates.domain import stages as mandate_stages
from mandates.domain.council import CouncilOutcome
from mandates.domain.ratification import RatificationOutcome
from mandates.domain.stages import Choice

STAGES = [
    stage
    for module in (assembly_stages, delegate_stages, mandate_stages)
    for name in _KINDS
    if hasattr(module, name)
    for stage in getattr(module, name)
]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: f"{type(stage).__name__}-{stage}")
def test_every_stage_has_its_word_and_its_glyph(stage):
    status = status_of(stage)
    assert str(status.word)
    assert status.glyph or status.word == "Alternate"


def test_every_stage_of_the_house_is_in_the_table():
    known = {
        name
        for module in (assembly_stages, delegate_stages, mandate_stages)
        for name in vars(module)
        if name.endswith("Stage")
    }
    assert known - set(_KINDS) == set()


def test_every_outcome_and_every_answer_has_its_word():
    assert {str(outcome) for outcome in RatificationOutcome} <= set(STATUS["outcome"])
    assert {str(outcome) for outcome in CouncilOutcome} <= set(STATUS["council"])
    assert {str(choice) for choice in Choice} == set(ANSWERS)


def test_a_stage_that_stands_in_two_rows_must_name_its_kind():
    with pytest.raises(ValueError, match="name its kind"):
        status_of("open")
    assert str(status_of("open", "cascade").word) == "Being ratified"


def render(text: str, **values) -> str:
    return Template("{% load status marks %}" + text).render(Context(values))


def test_a_stamp_shows_form_glyph_and_word():
    html = render('{% stamp "in_force" %}')
    assert "stamp--solid" in html
    assert "#i-tick" in html
    assert "In force" in html


def test_an_indicative_answer_is_dashed_and_says_so():
    html = render('{% answer "against" "indicative" %}')
    assert "cv--ind" in html
    assert "Indicative no" in html


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(44, 63, "69.8%"), (0, 63, "0%"), (5, 0, "0%"), (70, 63, "100.0%"), (1, 3, "33.3%")],
)
def test_a_length_is_text_in_tenths_and_never_above_the_whole(part, whole, text):
    assert share_text(part, whole) == text


def test_cells_mark_the_one_that_is_needed_last():
    html = render('{% cells kinds "2 of 3" needed=2 flag="2 needed" %}', kinds=["y", "o", "x"])
    assert html.count("<i class=") == 3
    assert '<i class="o last">' in html
    assert 'aria-label="2 of 3"' in html
    assert 'width="66.6%"' in html
