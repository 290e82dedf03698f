"""T4: the other half of the walks along the whole line by chance."""

import pytest

from tests.property.line.run import walk_by_chance

pytestmark = pytest.mark.django_db


def test_more_walks_by_chance_break_no_truth():
    walk_by_chance(2)
