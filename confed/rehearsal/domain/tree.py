"""The communes of a rehearsal, ranges opened: keys, names, parents, rolls and selections."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from confed.rehearsal.domain.format import CommuneSpec, Numbers
from confed.rehearsal.domain.mistakes import Fault, Notes, Path, closest
from confed.rehearsal.domain.selection import BadRange, expand_range
from confed.rehearsal.domain.values import RollSize

PERSON = re.compile(r"^(?P<youth>Y?)(?P<number>[1-9]\d*)$")


@dataclass(frozen=True, slots=True)
class Place:
    """One commune of the tree, as the file describes it."""

    key: str
    name: str
    parent: str
    roll: RollSize | None
    belonging: str = ""
    template: str = ""
    charter: Mapping[str, str] = field(default_factory=dict)
    youth: int = 0
    people: Mapping[str, str] = field(default_factory=dict)
    numbers: Numbers = field(default_factory=Numbers)

    @property
    def slug(self) -> str:
        """The commune's place in addresses, the same at every playing."""
        return slug_of(self.name) or slug_of(self.key)

    def holds(self, person: str) -> bool:
        """Say whether the roll has this person from the beginning."""
        found = PERSON.match(person)
        if found is None or self.roll is None:
            return False
        return int(found["number"]) <= (self.youth if found["youth"] else self.roll.count)


def slug_of(text: str) -> str:
    """Return a text in small plain letters and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]


@dataclass(slots=True)
class Tree:
    """All communes in the order of the file, parents first."""

    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def children(self, key: str) -> list[str]:
        """Return the communes right under this one."""
        return [place.key for place in self.places.values() if place.parent == key]

    def bases(self, key: str = "") -> list[str]:
        """Return the base communes under this one, or all."""
        return [each for each in self.places if not self.children(each) and (not key or key in self.above(each))]

    def above(self, key: str) -> list[str]:
        """Return the communes above this one, nearest first, itself before them."""
        found = []
        while key:
            found.append(key)
            key = self.places[key].parent
        return found

    def select(self, words: list[str]) -> list[str]:
        """Return the keys a selection names, each once; raise KeyError with the unknown word."""
        found: dict[str, None] = {}
        for word in words:
            found.update(dict.fromkeys(self._keys(word)))
        return list(found)

    def _keys(self, word: str) -> list[str]:
        if word == "base":
            return self.bases()
        for prefix, find in (("under ", self.bases), ("children of ", self.children)):
            if word.startswith(prefix):
                key = word.removeprefix(prefix).strip()
                if key not in self.places:
                    raise KeyError(key)
                return [each for each in find(key) if each != key]
        if word in self.groups:
            return self.groups[word]
        keys = expand_range(word)
        for key in keys:
            if key not in self.places:
                raise KeyError(key)
        return keys

    def resolve(self, words: list[str], path: Path, notes: Notes) -> list[str]:
        """Return the keys a selection names; note what is unknown."""
        found: dict[str, None] = {}
        for word in words:
            try:
                found.update(dict.fromkeys(self._keys(word)))
            except BadRange:
                notes.add(path, Fault.BAD_RANGE, range=word)
            except KeyError as error:
                unknown = str(error.args[0])
                meant = closest(unknown, [*self.places, *self.groups, "base"])
                notes.add(path, Fault.UNKNOWN_COMMUNE, found=unknown, meant=meant)
        return list(found)


def grow_tree(specs: Mapping[str, CommuneSpec], notes: Notes) -> Tree:
    """Return the tree with all ranges opened; note what does not fit."""
    tree = Tree()
    _grow(specs, "", ("communes",), tree, notes)
    slugs: dict[str, str] = {}
    for place in tree.places.values():
        if place.slug in slugs:
            notes.add(("communes",), Fault.NAME_TWICE, name=place.name, first=slugs[place.slug])
        slugs.setdefault(place.slug, place.name)
    return tree


def _grow(specs: Mapping[str, CommuneSpec], parent: str, path: Path, tree: Tree, notes: Notes) -> None:
    for written, spec in specs.items():
        here = (*path, written)
        try:
            keys = expand_range(written.replace("{parent}", parent))
        except BadRange:
            notes.add(here, Fault.BAD_RANGE, range=written)
            continue
        if spec.names and len(spec.names) != len(keys):
            notes.add((*here, "names"), Fault.NAMES_DIFFER, names=len(spec.names), communes=len(keys))
        if spec.roll is not None and spec.communes:
            notes.add((*here, "roll"), Fault.ROLL_AND_COMMUNES, key=written)
        if spec.roll is None and not spec.communes:
            notes.add(here, Fault.NO_ROLL, key=written)
        for number, key in enumerate(keys):
            if key in tree.places:
                notes.add(here, Fault.COMMUNE_TWICE, key=key)
                continue
            pattern = spec.names[number] if number < len(spec.names) else spec.name or "{key}"
            name = pattern.replace("{key}", key)
            tree.places[key] = Place(
                key,
                name,
                parent,
                spec.roll,
                spec.belonging,
                spec.template,
                dict(spec.charter),
                spec.youth,
                dict(spec.people),
                spec.numbers,
            )
            _check_people(tree.places[key], here, notes)
            _grow(spec.communes, key, (*here, "communes"), tree, notes)


def _check_people(place: Place, path: Path, notes: Notes) -> None:
    """Note names given to numbers that are not on the roll."""
    for word in place.people:
        if not place.holds(word):
            roll = place.roll.count if place.roll else 0
            where = (*path, "people", word)
            notes.add(where, Fault.NOT_ON_ROLL, key=place.key, found=word, roll=roll, youth=place.youth)
