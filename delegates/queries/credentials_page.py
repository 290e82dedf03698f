"""Who may carry which commune's voice at one sitting of a council, and who is here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.quorum import people_needed
from assemblies.domain.shares import parse_share
from assemblies.domain.stages import AssemblyStage
from assemblies.models import Assembly, Commune
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.inherited import values_on
from confed.kernel import clock
from confed.kernel.errors import NotThere
from delegates.domain.stages import DelegateStage, DelegationStage
from delegates.models import Credential, Delegate


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """A delegate, and the credential held at this sitting."""

    id: int
    name: str
    credential: int | None


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune of the council with those who may carry its voice."""

    slug: str
    name: str
    delegates: tuple[DelegateRow, ...]
    alternates: tuple[str, ...]
    ran_out: bool

    @property
    def has_voice(self) -> bool:
        """Whether its voice is here."""
        return any(one.credential for one in self.delegates)


@dataclass(frozen=True, slots=True)
class CredentialsPage:
    """The list of a council's communes, its voices, and its quorum."""

    council: str
    slug: str
    number: int
    stage: str
    zone: str
    planned_at: datetime
    place: str
    rows: tuple[CommuneRow, ...]
    voices: int
    needed: int
    unsent: int

    @property
    def communes(self) -> int:
        """How many communes the council has."""
        return len(self.rows)

    @property
    def is_planned(self) -> bool:
        """Whether the sitting has not begun."""
        return self.stage == AssemblyStage.PLANNED

    @property
    def is_over(self) -> bool:
        """Whether the sitting is closed."""
        return self.stage == AssemblyStage.CLOSED

    @property
    def is_enough(self) -> bool:
        """Whether as many voices are here as are needed."""
        return self.voices >= self.needed


def find_council_sitting(slug: str, number: int) -> Assembly:
    """The sitting of this number of a council, or NotThere (two queries)."""
    found = Assembly.objects.filter(commune__slug=slug, number=number).select_related("commune").first()
    if found is None or not Commune.objects.filter(parent=found.commune_id).exists():
        raise NotThere(_("There is no council sitting of this number here."), do=_("Look at the page of the council."))
    return found


def credentials_page(assembly: Assembly) -> CredentialsPage:
    """The communes of the council with their delegates and who is here; six queries at any size."""
    council = assembly.commune
    line = line_of(council)
    day = assembly.held_on or clock.today(zone_in(line))
    communes = list(Commune.objects.filter(parent=council, left_on=None).order_by("name"))
    people = (
        Delegate.objects.filter(delegation__council=council, delegation__stage=DelegationStage.ACTIVE)
        .exclude(stage=DelegateStage.ENDED)
        .select_related("delegation", "entry")
        .order_by("seat", "pk")
    )
    held = dict(Credential.objects.filter(assembly=assembly, to_at=None).values_list("delegate_id", "pk"))
    by_commune: dict[int, list[Delegate]] = defaultdict(list)
    for one in people:
        by_commune[one.delegation.commune_id].append(one)
    rows = tuple(
        CommuneRow(
            slug=commune.slug,
            name=commune.name,
            delegates=tuple(
                DelegateRow(one.pk, str(one.entry), held.get(one.pk))
                for one in by_commune[commune.pk]
                if one.stage == DelegateStage.ACTIVE
            ),
            alternates=_alternates(by_commune[commune.pk]),
            ran_out=any(one.delegation.until < day for one in by_commune[commune.pk]),
        )
        for commune in communes
    )
    share = values_on(line, day)["quorum.council"]
    needed = people_needed(None if share == NONE else parse_share(share), len(communes))
    return CredentialsPage(
        council=council.name,
        slug=council.slug,
        number=assembly.number,
        stage=assembly.stage,
        zone=zone_in(line),
        planned_at=assembly.planned_at,
        place=assembly.place,
        rows=rows,
        voices=sum(row.has_voice for row in rows),
        needed=assembly.needed if assembly.needed is not None else needed,
        unsent=sum(not row.delegates for row in rows),
    )


def _alternates(people: Sequence[Delegate]) -> tuple[str, ...]:
    return tuple(str(one.entry) for one in people if one.stage == DelegateStage.ALTERNATE)


def find_delegates(assembly: Assembly, numbers: Sequence[int]) -> list[Delegate]:
    """Those of the council's delegates whose numbers were ticked (one query)."""
    return list(Delegate.objects.filter(pk__in=list(numbers), delegation__council=assembly.commune_id))


def find_credential(assembly: Assembly, pk: int) -> Credential:
    """A credential of this sitting, or NotThere."""
    found = Credential.objects.filter(assembly=assembly, pk=pk).first()
    if found is None:
        raise NotThere(_("There is no such credential at this sitting."), do=_("Look at the list again."))
    return found
