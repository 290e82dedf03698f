"""What is known at a step of the walk through a file: communes, items, votes, sittings."""

from dataclasses import dataclass, field

from confed.rehearsal.domain.format import Defaults
from confed.rehearsal.domain.mistakes import Fault, Notes, Path, closest
from confed.rehearsal.domain.tree import Tree


@dataclass(frozen=True, slots=True)
class Names:
    """What any step of the file makes, well-formed or not, so that one mistake is not told twice."""

    items: set[str]
    proposals: set[str]
    petitions: set[str]


@dataclass(slots=True)
class Known:
    """The state of the walk; `strict` is off inside a step that must be refused."""

    tree: Tree
    defaults: Defaults
    names: Names
    notes: Notes
    strict: bool = True
    councils_of: dict[str, list[str]] = field(default_factory=dict)
    voted: set[tuple[str, str]] = field(default_factory=set)
    sitting: set[str] = field(default_factory=set)
    home_of: dict[str, str] = field(default_factory=dict)
    filed: dict[str, str] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    methods: dict[str, str] = field(default_factory=dict)

    def communes(self, words: list[str], path: Path, key: str = "commune") -> list[str]:
        """Return the communes a selection names; note the unknown ones."""
        return self.tree.resolve(words, (*path, key), self.notes)

    def bases(self, words: list[str], path: Path) -> list[str]:
        """Return the communes a selection names; note those without people of their own."""
        keys = self.communes(words, path)
        for key in keys:
            if self.strict and self.tree.children(key):
                self.notes.add((*path, "commune"), Fault.NOT_A_BASE, key=key)
        return keys

    def councils(self, words: list[str], path: Path) -> list[str]:
        """Return the communes a selection names; note those without communes under them."""
        keys = self.communes(words, path, "council")
        for key in keys:
            if self.strict and not self.tree.children(key):
                self.notes.add((*path, "council"), Fault.NOT_A_COUNCIL, key=key)
        return keys

    def with_parent(self, keys: list[str], path: Path) -> None:
        """Note communes that have no council above them."""
        for key in keys:
            if self.strict and not self.tree.places[key].parent:
                self.notes.add((*path, "commune"), Fault.NO_PARENT, key=key)

    def inner_need_item(self, item: str | None, keys: list[str], path: Path) -> None:
        """Note an inner commune that names delegates without an item its council decided."""
        if item is not None:
            self.published(item, path)
        for key in keys:
            if self.strict and item is None and self.tree.children(key):
                self.notes.add((*path, "commune"), Fault.INNER_NEEDS_ITEM, key=key)

    def children(self, keys: list[str], councils: list[str], path: Path) -> None:
        """Note communes that do not stand right under these councils."""
        for key in keys:
            if self.tree.places[key].parent not in councils:
                self.notes.add(path, Fault.NOT_A_CHILD, key=key, council=", ".join(councils))

    def published(self, item: str, path: Path, below: list[str] | None = None, key: str = "item") -> list[str]:
        """Return the councils that published an item; note one that is unknown or not yet published.

        `below`: communes that must stand under one of them, for an item goes down to every commune below.
        """
        if item not in self.names.items:
            self.notes.add((*path, key), Fault.UNKNOWN_ITEM, found=item, meant=closest(item, self.names.items))
            return []
        councils = self.councils_of.get(item, [])
        if self.strict and not councils:
            self.notes.add((*path, key), Fault.NOT_YET, what="published", name=item)
        for commune in below or []:
            above = self.tree.above(commune)[1:]
            if self.strict and councils and not set(above) & set(councils):
                self.notes.add((*path, "commune"), Fault.NOT_A_CHILD, key=commune, council=", ".join(councils))
        return councils

    def decided(self, item: str, path: Path, below: list[str] | None = None, key: str = "item") -> None:
        """Note an item on which the council that published it has not voted yet."""
        councils = self.published(item, path, below, key)
        if councils and self.strict and not {(item, council) for council in councils} & self.voted:
            self.notes.add((*path, key), Fault.NOT_YET, what="voted", name=item)

    def held(self, held: int | None, day: int, path: Path) -> None:
        """Note an assembly held after the day it is entered."""
        if held is not None and self.strict and held > day:
            self.notes.add((*path, "held"), Fault.HELD_AFTER, held=held, day=day)
