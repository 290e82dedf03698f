"""The ring's layout: equal angles, gaps between districts, mirrored from the right, more than forty as districts."""

from math import hypot

import pytest

from mandates.queries.ring import MOST_LEAVES, draw_ring, hub_share, leaf_angles
from mandates.queries.ring_parts import Branch, Leaf

AVELLE = [(1,)] * 5 + [(2,)] * 4 + [(3,)] * 4
BRANCHES = {
    1: Branch("Lower Bank", "3 of 5"),
    2: Branch("Hauts d’Avelle", "2 of 4"),
    3: Branch("Eastern Springs", "2 of 4"),
}


def leaves(paths: list[tuple[int, ...]], look: str = "none") -> list[Leaf]:
    return [Leaf(f"c-{i}", f"Commune {i}", look, path) for i, path in enumerate(paths)]


def place(x: str, y: str) -> tuple[float, float]:
    return float(x), float(y)


def test_leaf_angles_of_three_districts_centre_the_first_on_top() -> None:
    angles = leaf_angles(AVELLE)
    unit = 360 / (13 + 3 * 0.8)
    assert angles[2] == pytest.approx(0)
    assert angles[:5] == pytest.approx([-2 * unit, -unit, 0, unit, 2 * unit])
    assert angles[5] - angles[4] == pytest.approx(1.8 * unit)
    assert angles[0] + 360 - angles[-1] == pytest.approx(1.8 * unit)


def test_leaf_angles_of_a_flat_confederation_are_equal_and_start_on_top() -> None:
    assert leaf_angles([()] * 24) == pytest.approx([15 * i for i in range(24)])


def test_leaf_angles_of_nobody_are_none() -> None:
    assert leaf_angles([]) == []
    assert draw_ring([], {}) is None


def test_leaf_angles_of_one_commune_is_the_top() -> None:
    assert leaf_angles([()]) == [0]


def test_hub_of_a_single_level_stands_at_55_hundredths_and_deeper_trees_add_rings() -> None:
    assert hub_share(1, 1) == pytest.approx(0.55)
    assert [hub_share(level, 2) for level in (1, 2)] == pytest.approx([0.5, 0.75])


def test_ring_of_the_avelle_stands_where_it_was_drawn() -> None:
    ring = draw_ring(leaves(AVELLE), BRANCHES)
    assert ring is not None
    assert (ring.width, len(ring.nodes), len(ring.plates)) == ("704", 13, 3)
    cx, cy = place(ring.x, ring.y)
    assert place(ring.nodes[2].x, ring.nodes[2].y) == pytest.approx((cx, cy - 220), abs=0.1)
    assert place(ring.nodes[0].x, ring.nodes[0].y) == pytest.approx((cx - 160.3, cy - 150.7), abs=0.2)
    assert [node.anchor for node in ring.nodes[:5]] == ["end", "end", "middle", "start", "start"]
    assert all(hypot(float(n.x) - cx, float(n.y) - cy) == pytest.approx(220, abs=0.1) for n in ring.nodes)
    assert {line.kind for line in ring.lines} == {"trunk", "open"}


def test_ring_read_from_the_right_is_the_mirror_image() -> None:
    left, right = draw_ring(leaves(AVELLE), BRANCHES), draw_ring(leaves(AVELLE), BRANCHES, mirrored=True)
    assert left is not None
    assert right is not None
    width = float(left.width)
    swap = {"start": "end", "end": "start", "middle": "middle"}
    for here, there in zip(left.nodes, right.nodes, strict=True):
        assert float(there.x) == pytest.approx(width - float(here.x), abs=0.1)
        assert there.y == here.y
        assert there.anchor == swap[here.anchor]


def test_consent_runs_inward_where_a_commune_ratified() -> None:
    drawn = [Leaf("c-1", "A", "yes"), Leaf("c-2", "B", "no"), Leaf("c-3", "C", "now")]
    ring = draw_ring(drawn, {})
    assert ring is not None
    assert [line.kind for line in ring.lines] == ["sure", "open", "open"]
    assert ring.plates == ()


def test_deeper_trees_join_leaf_to_hub_to_hub_to_core() -> None:
    paths = [(1, 10), (1, 10), (1, 11), (2, 20)]
    branches = {key: Branch(f"D{key}", "0 of 1") for key in (1, 2, 10, 11, 20)}
    ring = draw_ring(leaves(paths), branches)
    assert ring is not None
    assert len(ring.plates) == 5
    assert sum(line.kind == "trunk" for line in ring.lines) == 5
    assert {plate.name for plate in ring.plates} == {"D1", "D2", ""}


def test_more_than_forty_communes_are_drawn_as_their_districts() -> None:
    paths = [(1,)] * 9 + [(2,)] * (MOST_LEAVES - 8)
    branches = {1: Branch("North", "7 of 9"), 2: Branch("South", "0 of 32")}
    ring = draw_ring(leaves(paths), branches)
    assert ring is not None
    assert [(node.name, node.mark, node.small) for node in ring.nodes] == [
        ("North", "7", "of 9"),
        ("South", "0", "of 32"),
    ]
    assert ring.plates == ()


def test_many_communes_without_districts_are_dots_and_too_many_are_not_drawn() -> None:
    dots = draw_ring(leaves([()] * 41), {})
    assert dots is not None
    assert {node.name for node in dots.nodes} == {""}
    assert draw_ring(leaves([()] * 1000), {}) is None


def test_close_discs_never_touch() -> None:
    ring = draw_ring(leaves([()] * MOST_LEAVES), {})
    assert ring is not None
    first, second = ring.nodes[:2]
    gap = hypot(float(first.x) - float(second.x), float(first.y) - float(second.y))
    assert gap > 2 * float(first.r)


@pytest.mark.parametrize("count", [1, 3, 13, 24, 27, 40])
def test_no_label_leaves_the_sheet(count: int) -> None:
    ring = draw_ring([Leaf(f"c-{i}", "Saint-Pierre-des-Corps-sur-Loire", "none") for i in range(count)], {})
    assert ring is not None
    assert all(
        0 <= float(n.label_x) <= float(ring.width) and 0 <= float(n.label_y) <= float(ring.height) for n in ring.nodes
    )


def test_numbers_are_text_with_a_point_in_every_language() -> None:
    ring = draw_ring(leaves(AVELLE), BRANCHES)
    assert ring is not None
    assert all(isinstance(value, str) for node in ring.nodes for value in (node.x, node.y, node.r))
