"""The people of a rehearsal: who plays secretary, facilitator, teller and delegate, found again by their place."""

from dataclasses import dataclass, field

from assemblies.models import Commune, Proposal, RollEntry
from confed.kernel.models import Person
from confed.rehearsal.domain.commune_verbs import Draft
from confed.rehearsal.domain.people import card_of, people_of
from confed.rehearsal.domain.recall_verbs import FilePetition
from confed.rehearsal.domain.script import Script
from confed.rehearsal.domain.verbs import Publish
from confed.rehearsal.queries.things import item_of, petition_of, proposal_of
from delegates.models import Petition
from mandates.models import CouncilItem

# Places on the roll of a base commune; those of an inner one are played by people of its first two communes.
SECRETARY, FACILITATOR, FIRST_TELLER, SECOND_TELLER, FIRST_DELEGATE = range(5)
INNER_PLACE = 9
WITH_LOGIN = 12


@dataclass(slots=True)
class Company:
    """Finds communes and people by their keys; nothing is kept that another process could not find."""

    script: Script
    _communes: dict[str, Commune] = field(default_factory=dict)
    _rolls: dict[str, list[RollEntry]] = field(default_factory=dict)

    def commune(self, key: str) -> Commune:
        """Return the commune of this key."""
        if key not in self._communes:
            slug = self.script.tree.places[key].slug
            self._communes[key] = Commune.objects.get(slug=slug)
        return self._communes[key]

    def is_inner(self, key: str) -> bool:
        """Say whether communes stand under this one."""
        return bool(self.script.tree.children(key))

    def published(self, item: str) -> Publish:
        """Return the step that publishes an item."""
        acts = [move.act for move in self.script.moves if isinstance(move.act, Publish)]
        return next(act for act in acts if act.item == item)

    def title(self, item: str) -> str:
        """Return the title of an item, by which it is found at every council it comes down to."""
        return self.published(item).title

    def item(self, item: str, council: str = "") -> CouncilItem:
        """Return an item before the council that published it, or before another it came down to."""
        key = council or self.script.tree.select(self.published(item).council)[0]
        return item_of(self.commune(key), self.title(item))

    def entry(self, key: str, place: int) -> RollEntry:
        """Return the name at this place of a base commune's roll, counted round where the roll is short."""
        if key not in self._rolls:
            entries = RollEntry.objects.filter(commune=self.commune(key)).select_related("person").order_by("pk")
            self._rolls[key] = list(entries[: max(WITH_LOGIN, 40)])
        roll = self._rolls[key]
        return roll[place % len(roll)]

    def named(self, key: str, name: str) -> RollEntry:
        """Return the roll entry of this name at or below a commune."""
        slugs = [self.script.tree.places[base].slug for base in self.script.tree.bases(key)]
        return RollEntry.objects.filter(commune__slug__in=slugs, name=name, ended_on=None).order_by("pk")[0]

    def person(self, key: str, word: str) -> Person:
        """Return whom a step names by the number on a roll."""
        entry = RollEntry.objects.select_related("person").get(commune=self.commune(key), card=card_of(word))
        if entry.person is None:
            raise LookupError(f"{key}: {entry.name} has no login.")
        return entry.person

    def people(self, key: str, words: list[str]) -> list[Person]:
        """Return everybody a step names, in its order."""
        return [self.person(key, word) for word in people_of(words)]

    def drafted(self, proposal: str) -> Draft:
        """Return the step that drafts a proposal."""
        acts = [move.act for move in self.script.moves if isinstance(move.act, Draft)]
        return next(act for act in acts if act.proposal == proposal)

    def names(self) -> list[str]:
        """Return the names of the proposals that are before their communes by now."""
        acts = [move.act for move in self.script.moves if isinstance(move.act, Draft)]
        title = {(self.commune(act.commune).pk, act.title): act.proposal for act in acts}
        rows = Proposal.objects.values_list("commune_id", "title")
        return [title[row] for row in rows if row in title]

    def proposal(self, name: str) -> Proposal:
        """Return a proposal by the name the file gives it."""
        act = self.drafted(name)
        return proposal_of(self.commune(act.commune), act.title)

    def filed(self, petition: str) -> FilePetition:
        """Return the step that files a petition."""
        acts = [move.act for move in self.script.moves if isinstance(move.act, FilePetition)]
        return next(act for act in acts if act.petition == petition)

    def petition(self, name: str) -> Petition:
        """Return a petition by the name the file gives it."""
        act = self.filed(name)
        return petition_of(self.commune(act.commune), act)

    def secretary(self, key: str) -> Person:
        """Return who keeps the roll of this commune."""
        return self._person(*self.place_of_secretary(key))

    def facilitator(self, key: str) -> Person:
        """Return who runs the sittings of this commune."""
        return self._person(*self.place_of_facilitator(key))

    def tellers(self, key: str) -> tuple[Person, Person]:
        """Return the two who count."""
        return self._person(key, FIRST_TELLER), self._person(key, SECOND_TELLER)

    def place_of_secretary(self, key: str) -> tuple[str, int]:
        """Return the base commune and the place on its roll from which this secretary comes."""
        if self.is_inner(key):
            return self.script.tree.bases(key)[0], INNER_PLACE
        return key, SECRETARY

    def place_of_facilitator(self, key: str) -> tuple[str, int]:
        """Return the base commune and the place on its roll from which this facilitator comes."""
        if self.is_inner(key):
            return self.script.tree.bases(key)[-1], INNER_PLACE
        return key, FACILITATOR

    def seats(self, key: str, names: list[str], count: int, after: int = 0) -> list[RollEntry]:
        """Return whom a commune sends: those named, or the next on the roll of its (first) base commune."""
        if names:
            return [self.named(key, name) for name in names]
        base = self.script.tree.bases(key)[0] if self.is_inner(key) else key
        # Who carries a neighbourhood's word is not asked to carry the district's too.
        first = FIRST_DELEGATE + after + (2 * (len(self.script.tree.above(base)) - len(self.script.tree.above(key))))
        return [self.entry(base, first + number) for number in range(count)]

    def _person(self, key: str, place: int) -> Person:
        person = self.entry(key, place).person
        if person is None:
            raise LookupError(f"{key}: nobody at place {place} has a login.")
        return person
