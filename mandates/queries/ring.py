"""The ring: where each commune stands in the drawing, computed and never measured in the browser.

Leaves get equal angles, one gap of 0.8 leaf between districts, the first district centred on top, clockwise,
mirrored where people read from the right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, pi, radians, sin

from mandates.queries.ring_parts import Branch, Leaf, Line, Node, Plate, Ring

GAP = 0.8
RADIUS = 220
CORE = 63
NODE = 30
HALF_WIDTH = 352
MOST_LEAVES = 40
MOST_LEVEL_LABELS = 24
MOST_DOTS = 200
LETTER = 7.6
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class _Label:
    """A label's place beside its node, measured from the centre, and how far it reaches."""

    x: float
    y: float
    anchor: str
    turn: float
    half_width: float
    top: float
    bottom: float


def leaf_angles(paths: Sequence[tuple[int, ...]]) -> list[float]:
    """Return each leaf's angle in degrees, clockwise from the top (design 6.14)."""
    sizes: list[int] = []
    last: tuple[int, ...] | None = None
    for path in paths:
        head = path[:1]
        if head != last:
            sizes.append(0)
        sizes[-1] += 1
        last = head
    if not sizes:
        return []
    if len(sizes) == 1 and not paths[0]:
        return [360 * i / len(paths) for i in range(len(paths))]
    unit = 360 / (len(paths) + GAP * len(sizes))
    angles: list[float] = []
    cursor = -sizes[0] / 2
    for size in sizes:
        angles += [unit * (cursor + i + 0.5) for i in range(size)]
        cursor += size + GAP
    return angles


def hub_share(level: int, levels: int) -> float:
    """Return how far out the hubs of a level stand: 0.55 of the radius for one level, from one half on for more."""
    return 0.55 if levels == 1 else 0.5 + 0.5 * (level - 1) / levels


def draw_ring(
    leaves: Sequence[Leaf], branches: Mapping[int, Branch], *, mirrored: bool = False, by_districts: bool = False
) -> Ring | None:
    """Draw the ring; more than forty communes are drawn as their districts, too many without districts not at all."""
    if by_districts or len(leaves) > MOST_LEAVES:
        leaves = _districts(leaves, branches)
    if not leaves or len(leaves) > MOST_DOTS:
        return None
    angles = leaf_angles([leaf.path for leaf in leaves])
    radius = min(float(NODE), 0.44 * 2 * pi * RADIUS / max(len(leaves), 1))
    if len(leaves) > MOST_LEAVES:
        leaves = [replace(leaf, name="") for leaf in leaves]
    steep = len(leaves) > MOST_LEVEL_LABELS
    labels = [_label(angle, leaf.name, radius, steep) for angle, leaf in zip(angles, leaves, strict=True)]
    half = max([HALF_WIDTH, *(label.half_width + 4 for label in labels)])
    rise = max(RADIUS + radius + 6, *(-label.top + 2 for label in labels))
    fall = max(RADIUS + radius + 6, *(label.bottom + 2 for label in labels))
    frame = _Frame(half, rise, mirrored)
    hubs = _hubs(leaves, angles)
    return Ring(
        width=_text(2 * half),
        height=_text(rise + fall),
        x=_text(half),
        y=_text(rise),
        core=str(CORE),
        lines=tuple(_lines(leaves, angles, hubs, frame)),
        plates=tuple(_plates(hubs, branches, frame, len(leaves))),
        nodes=tuple(
            _node(leaf, angle, label, radius, frame) for leaf, angle, label in zip(leaves, angles, labels, strict=True)
        ),
        big_y=_text(rise + 8),
        of_y=_text(rise + 29),
        need_y=_text(rise + 47),
        mirrored=mirrored,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns places measured from the centre into places on the sheet."""

    half: float
    rise: float
    mirrored: bool

    def x(self, x: float) -> float:
        return self.half - x if self.mirrored else self.half + x

    def point(self, angle: float, distance: float) -> tuple[float, float]:
        x, y = _polar(angle, distance)
        return self.x(x), self.rise + y

    def anchor(self, anchor: str) -> str:
        return {"start": "end", "end": "start"}.get(anchor, anchor) if self.mirrored else anchor


Hubs = dict[tuple[int, ...], tuple[float, float]]


def _polar(angle: float, distance: float) -> tuple[float, float]:
    turn = radians(angle)
    return distance * sin(turn), -distance * cos(turn)


def _text(number: float) -> str:
    short = f"{number:.1f}"
    return short.removesuffix(".0")


def _districts(leaves: Sequence[Leaf], branches: Mapping[int, Branch]) -> list[Leaf]:
    """The districts as leaves; communes that stand in none stay as they are."""
    found: dict[str, Leaf] = {}
    for leaf in leaves:
        if not leaf.path:
            found[leaf.key] = leaf
            continue
        key = f"d-{leaf.path[0]}"
        branch = branches[leaf.path[0]]
        number, _, rest = branch.tally.partition(" ")
        found.setdefault(key, Leaf(key, branch.name, "set", (), number, rest))
    return list(found.values())


def _hubs(leaves: Sequence[Leaf], angles: Sequence[float]) -> Hubs:
    """Each district's hub, in the middle of its leaves: (angle, distance from the centre)."""
    spread: dict[tuple[int, ...], list[float]] = {}
    for leaf, angle in zip(leaves, angles, strict=True):
        for level in range(1, len(leaf.path) + 1):
            spread.setdefault(leaf.path[:level], []).append(angle)
    levels = max((len(leaf.path) for leaf in leaves), default=0)
    return {path: ((found[0] + found[-1]) / 2, RADIUS * hub_share(len(path), levels)) for path, found in spread.items()}


def _lines(leaves: Sequence[Leaf], angles: Sequence[float], hubs: Hubs, frame: _Frame) -> list[Line]:
    """Trunks from the core outwards, then one line a commune: thick where it ratified."""
    lines = []
    for path, (angle, distance) in hubs.items():
        start = hubs[path[:-1]] if len(path) > 1 else (angle, CORE + 3)
        lines.append(Line("trunk", _stroke(frame.point(*start), frame.point(angle, distance))))
    for leaf, angle in zip(leaves, angles, strict=True):
        start = hubs[leaf.path] if leaf.path else (angle, CORE + 3)
        kind = "sure" if leaf.look == "yes" else "open"
        lines.append(Line(kind, _stroke(frame.point(*start), frame.point(angle, RADIUS))))
    return lines


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{_text(start[0])} {_text(start[1])}L{_text(end[0])} {_text(end[1])}"


def _plates(hubs: Hubs, branches: Mapping[int, Branch], frame: _Frame, leaves: int) -> list[Plate]:
    """The names of the outermost-but-one level; inner hubs of a deep tree carry their count only."""
    crowded = len(hubs) > 6
    plates = []
    for path, (angle, distance) in hubs.items():
        branch = branches[path[-1]]
        named = len(path) == 1 and not (crowded and len({p[0] for p in hubs}) > 8)
        name = _short(branch.name) if named else ""
        x, y = frame.point(angle, distance)
        width = max(LETTER * len(name), 7.4 * len(branch.tally)) + 8
        height = 42.0 if name else 22.0
        top = y - height / 2
        plates.append(
            Plate(
                x=_text(x),
                y=_text(top + 18),
                left=_text(x - width / 2),
                top=_text(top),
                width=_text(width),
                height=_text(height),
                name=name,
                tally=branch.tally,
                tally_y=_text(top + (35 if name else 16)),
            )
        )
    return plates


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _label(angle: float, name: str, radius: float, steep: bool) -> _Label:
    """A label outside its node, anchored by side; where communes stand close it follows the ray."""
    width = LETTER * len(_short(name)) + 4
    x, y = _polar(angle, RADIUS + radius + 11)
    if steep:
        reach = RADIUS + radius + 15 + 1.1 * width
        far_x, far_y = _polar(angle, reach)
        right = sin(radians(angle)) >= -0.001
        turn = angle - 90 if right else angle + 90
        return _Label(x, y, "start" if right else "end", turn, abs(far_x) + 12, min(y, far_y) - 12, max(y, far_y) + 12)
    side = sin(radians(angle))
    if abs(side) < 0.1:
        y += 5 - 7 * cos(radians(angle))
        return _Label(x, y, "middle", 0, width / 2, y - 16, y + 6)
    y += 5
    return _Label(x, y, "start" if side > 0 else "end", 0, abs(x) + width, y - 16, y + 6)


def _node(leaf: Leaf, angle: float, label: _Label, radius: float, frame: _Frame) -> Node:
    x, y = frame.point(angle, RADIUS)
    label_x, label_y = frame.x(label.x), frame.rise + label.y
    turn = -label.turn if frame.mirrored else label.turn
    scale = radius / NODE
    return Node(
        key=leaf.key,
        look=leaf.look,
        x=_text(x),
        y=_text(y),
        r=_text(radius * (34 / 30 if leaf.look == "now" else 1)),
        scale=f"{scale:.2f}",
        mark=leaf.mark,
        small=leaf.small,
        mark_y=_text(-1 if leaf.small else 7),
        small_y=_text(13),
        name=_short(leaf.name),
        label_x=_text(label_x),
        label_y=_text(label_y),
        anchor=frame.anchor(label.anchor),
        turn=f"rotate({_text(turn)} {_text(label_x)} {_text(label_y)})" if label.turn else "",
    )
