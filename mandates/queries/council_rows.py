"""The communes of a council at one sitting, and its items, each in one query."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Subquery

from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly, Commune, Decision
from delegates.models import Credential
from mandates.domain.stages import ItemStage
from mandates.models import CouncilItem


@dataclass(frozen=True, slots=True)
class Seat:
    """A commune of the council: its delegation at this sitting, and how many people carry it."""

    id: int
    name: str
    slug: str
    delegation_id: int | None
    hands: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the council with the decision it came to."""

    id: int
    number: int
    title: str
    stage: str
    purpose: str
    proposal_id: int
    decision_number: int | None
    decision_stage: str


def seats(assembly: Assembly) -> list[Seat]:
    """Every commune of the council, by name (one query)."""
    here = Credential.objects.filter(assembly=assembly, to_at=None, delegation__commune=OuterRef("pk")).order_by()
    hands = here.values("assembly").annotate(number=Count("pk")).values("number")
    found = (
        Commune.objects.without_tree_fields()
        .filter(parent=assembly.commune, left_on=None)
        .annotate(delegation=Subquery(here.values("delegation_id")[:1]), hands=Subquery(hands))
        .order_by("name", "pk")
        .values_list("pk", "name", "slug", "delegation", "hands")
    )
    return [Seat(key, name, slug, delegation, number or 0) for key, name, slug, delegation, number in found]


def items_of(assembly: Assembly, voted: Collection[int]) -> list[ItemRow]:
    """The items of a sitting: on its agenda, voted on in it, or still before the council while it lasts (one query)."""
    decisions = Decision.objects.filter(commune=assembly.commune, proposal=OuterRef("proposal")).order_by("-pk")
    found = (
        CouncilItem.objects.filter(council=assembly.commune)
        .annotate(
            listed=Exists(AgendaItem.objects.filter(assembly=assembly, proposal=OuterRef("proposal"))),
            decision_number=Subquery(decisions.values("number")[:1]),
            decision_stage=Subquery(decisions.values("stage")[:1]),
        )
        .order_by("number")
        .values_list(
            "pk",
            "number",
            "proposal__title",
            "stage",
            "purpose",
            "proposal_id",
            "decision_number",
            "decision_stage",
            "listed",
        )
    )
    lasts = assembly.stage != AssemblyStage.CLOSED
    return [
        ItemRow(key, number, title, stage, purpose, proposal, decision, decided or "")
        for key, number, title, stage, purpose, proposal, decision, decided, listed in found
        if listed or key in voted or (lasts and stage != ItemStage.SETTLED)
    ]
