"""Ranges and selections of communes."""

import pytest

from confed.rehearsal.domain.parse import read_rehearsal
from confed.rehearsal.domain.selection import BadRange, expand_range, words_of
from confed.rehearsal.domain.tree import Tree


def test_range_counts_with_its_zeros() -> None:
    assert expand_range("B08..B11") == ["B08", "B09", "B10", "B11"]


def test_range_may_run_over_letters() -> None:
    assert expand_range("A-1a..A-1c") == ["A-1a", "A-1b", "A-1c"]


@pytest.mark.parametrize("word", ["B2..B1", "A1..B2", "a..3", "B1..B99999", "..", "x..", "a..a1"])
def test_range_whose_ends_do_not_fit_is_refused(word: str) -> None:
    if ".." in word.strip("."):
        with pytest.raises(BadRange):
            expand_range(word)
    else:
        assert expand_range(word) == [word]


def test_words_are_split_at_commas() -> None:
    assert words_of("B1..B3, C1") == ["B1..B3", "C1"]
    assert words_of(["B1, B2", "C"]) == ["B1", "B2", "C"]


@pytest.fixture
def tree() -> Tree:
    text = """
rehearsal: 1
title: t
start: 2025-01-01
communes:
  top:
    communes:
      A..B:
        name: "District {key}"
        communes:
          "{parent}1..{parent}2": {roll: 5}
groups: {some: [A1, B2]}
steps:
  - {day: 0, clock: start}
"""
    rehearsal = read_rehearsal(text).rehearsal
    assert rehearsal is not None
    return rehearsal.base.tree


def test_tree_is_grown_from_ranges(tree: Tree) -> None:
    assert list(tree.places) == ["top", "A", "A1", "A2", "B", "B1", "B2"]
    assert tree.places["A"].name == "District A"
    assert tree.places["B"].slug == "district-b"
    assert tree.above("B1") == ["B1", "B", "top"]


def test_selection_knows_base_under_children_and_groups(tree: Tree) -> None:
    assert tree.select(["base"]) == ["A1", "A2", "B1", "B2"]
    assert tree.select(["under B"]) == ["B1", "B2"]
    assert tree.select(["children of top"]) == ["A", "B"]
    assert tree.select(["some", "A1"]) == ["A1", "B2"]
    with pytest.raises(KeyError):
        tree.select(["C"])
