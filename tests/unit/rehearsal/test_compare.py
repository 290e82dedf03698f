"""Figures are compared exactly, one by one."""

from confed.rehearsal.domain.compare import Difference, compare, figure_text


def test_equal_figures_make_no_difference() -> None:
    assert (
        compare(
            {"final": (8, 12, 1), "silent": 3, "reversed": True}, {"final": (8, 12, 1), "silent": 3, "reversed": True}
        )
        == []
    )


def test_one_off_is_a_difference_with_both_values() -> None:
    assert compare({"final": (8, 12, 1)}, {"final": (8, 13, 1)}) == [Difference("final", "8–12–1", "8–13–1")]


def test_figure_that_is_not_found_is_a_difference() -> None:
    assert compare({"silent": 0}, {}) == [Difference("silent", "0", "–")]


def test_figure_that_is_not_expected_is_not_compared() -> None:
    assert compare({"silent": 3}, {"silent": 3, "late": 9}) == []


def test_missing_abstentions_are_none() -> None:
    assert compare({"flat": (11, 16)}, {"flat": (11, 16, 0)}) == []
    assert compare({"flat": (11, 16)}, {"flat": (11, 16, 1)}) != []


def test_yes_is_not_one() -> None:
    assert compare({"reversed": True}, {"reversed": 1}) != []


def test_nested_figures_are_compared_each() -> None:
    found = {"divergence": {"for": (5, 5, 1, 1)}}
    assert compare({"divergence": {"for": (5, 5, 1, 1)}}, found) == []
    assert compare({"divergence": {"for": (5, 5, 1, 2), "against": (0, 2)}}, found) == [
        Difference("divergence.for", "5–5–1–2", "5–5–1–1"),
        Difference("divergence.against", "0–2", "–"),
    ]


def test_lists_are_compared_without_order() -> None:
    assert compare({"inversion": ["members", "tiered"]}, {"inversion": ["tiered", "members"]}) == []
    assert compare({"inversion": []}, {"inversion": ["tiered"]}) == [Difference("inversion", "–", "tiered")]


def test_figures_read_as_people_write_them() -> None:
    assert figure_text((8, 12, 1)) == "8–12–1"
    assert figure_text(True) == "yes"
    assert figure_text("") == "–"
