"""What somebody may read of delegations, reports and petitions, as querysets (for programs)."""

from typing import Any

from django.db.models import Q, QuerySet

from assemblies.queries.own import held_today, holds_in, in_own
from assemblies.rules import FACILITATOR, SECRETARY
from confed.kernel.models import Person
from delegates.models import Credential, Delegate, Delegation, Petition, ReportBack
from delegates.queries.petitions import with_names


def delegations(person: Person | None) -> "QuerySet[Delegation]":
    """Every sending is public."""
    return Delegation.objects.select_related("commune", "council", "decision__commune")


def delegates(person: Person | None) -> "QuerySet[Delegate]":
    """Whoever carries a commune's word, or stands ready to, is named."""
    return Delegate.objects.select_related("delegation__commune", "entry")


def credentials(person: Person | None) -> "QuerySet[Credential]":
    """The list of a sitting is read by those who run the council, one's own line by who bears it."""
    rows = Credential.objects.select_related(
        "delegate__delegation__commune", "delegation__commune", "assembly__commune"
    )
    if person is None:
        return rows.none()
    roles = [role for role in held_today(person) if role.kind in (FACILITATOR, SECRETARY)]
    sittings = [role.assembly_id for role in roles if role.assembly_id is not None]
    runs = Q(assembly__commune__in=holds_in(roles)) | Q(assembly__in=sittings)
    return rows.filter(runs | Q(delegate__entry__person=person))


def reports(person: Person | None) -> "QuerySet[ReportBack]":
    """What is owed and what was said to the commune is public."""
    return ReportBack.objects.select_related("delegation__commune", "assembly__commune", "received_in__commune")


def petitions(person: Person | None) -> "QuerySet[Any]":
    """A commune's petitions are its own business, and that of the person concerned; names are counted and not shown."""
    rows = Petition.objects.select_related("commune", "delegate__delegation__commune", "delegate__entry", "proposal")
    if person is None:
        return with_names(rows.none())
    return with_names(rows.filter(in_own(person, "commune", below=False) | Q(delegate__entry__person=person)))
