"""Where a commune sits is said in two queries, and never with more than forty names."""

import pytest

from assemblies.models.tree import line_of
from confed.pages.queries.neighbours import MOST_NAMES, neighbours_of
from tests.integration.mandates_pages.build import make_commune

pytestmark = pytest.mark.django_db


def test_commune_among_very_many_sisters_names_forty_with_its_own_first(django_assert_num_queries):
    root = make_commune("Valley")
    district, other = make_commune("Upper bank", parent=root), make_commune("Lower bank", parent=root)
    sisters = [make_commune(f"Village {number:02}", parent=district) for number in range(45)]
    make_commune("Harbour", parent=other)
    line = line_of(sisters[-1])
    with django_assert_num_queries(2):
        found = neighbours_of(sisters[-1], line, is_council=False)
    assert (found.over, found.number, found.total, len(found.names), found.hidden) == (
        "Upper bank", 45, 46, MOST_NAMES, 5,
    )  # fmt: skip
    assert [place.name for place in found.names if place.is_here] == ["Village 44"]
    assert found.dots == ("m", *["k"] * (MOST_NAMES - 1))


def test_council_names_its_communes_and_is_none_of_them():
    root = make_commune("Valley")
    district = make_commune("Upper bank", parent=root)
    make_commune("Village", parent=district)
    found = neighbours_of(district, line_of(district), is_council=True)
    assert (found.number, found.total, [place.is_here for place in found.names]) == (1, 1, [False])
