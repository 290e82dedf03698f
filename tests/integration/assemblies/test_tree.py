"""The communes below a council: every depth, in the order of the tree, with the way between."""

from datetime import date

import pytest

from assemblies.models.tree import communes_below
from tests.factories.assemblies import make_root

pytestmark = pytest.mark.django_db


def told(commune):
    return [(node.name, node.path) for node in communes_below(commune)]


def test_communes_below_come_in_tree_order_with_their_way():
    root = make_root("Valley")
    east, west = make_root("East", "", parent=root), make_root("Aval", "", parent=root)
    mill = make_root("Mill", "", parent=east)
    make_root("Bridge", "", parent=east)
    make_root("Weir", "", parent=mill)
    make_root("Another valley")
    assert told(root) == [
        ("Aval", ()),
        ("East", ()),
        ("Bridge", (east.pk,)),
        ("Mill", (east.pk,)),
        ("Weir", (east.pk, mill.pk)),
    ]
    assert told(east) == [("Bridge", ()), ("Mill", ()), ("Weir", (mill.pk,))]
    assert told(west) == []


def test_commune_that_left_is_not_below_any_more(django_assert_num_queries):
    root = make_root("Valley")
    east = make_root("East", "", parent=root)
    make_root("West", "", parent=root)
    type(east).objects.filter(pk=east.pk).update(left_on=date(2026, 1, 1))
    with django_assert_num_queries(1):
        assert told(root) == [("West", ())]
