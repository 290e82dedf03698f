"""The parts of the ring as they are drawn: every number is text, so that no language puts a comma into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaf:
    """One commune to be drawn: how it looks, and the districts above it, top first."""

    key: str
    name: str
    look: str
    path: tuple[int, ...] = ()
    mark: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A district: its name and how many of its communes have ratified."""

    name: str
    tally: str


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke of the drawing: trunk, sure (consent runs inward) or open."""

    kind: str
    d: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A district's name on the line, with ground behind it."""

    x: str
    y: str
    left: str
    top: str
    width: str
    height: str
    name: str
    tally: str
    tally_y: str


@dataclass(frozen=True, slots=True)
class Node:
    """A commune's disc with its mark and its label."""

    key: str
    look: str
    x: str
    y: str
    r: str
    scale: str
    mark: str
    small: str
    mark_y: str
    small_y: str
    name: str
    label_x: str
    label_y: str
    anchor: str
    turn: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The whole drawing in numbers."""

    width: str
    height: str
    x: str
    y: str
    core: str
    lines: tuple[Line, ...]
    plates: tuple[Plate, ...]
    nodes: tuple[Node, ...]
    big_y: str
    of_y: str
    need_y: str
    mirrored: bool
