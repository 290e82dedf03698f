"""Petitions as services and pages find them: by code, by proposal, running ones of a delegate, and their numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from assemblies.models import Commune, Proposal
from confed.kernel.errors import NotThere
from delegates.domain.stages import RUNNING_PETITION
from delegates.models import Delegate, Petition, Signature

VALID = Q(withdrawn_at=None, entry__ended_on=None, entry__may_vote=True)


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A name under a petition, for those who check it."""

    entry: int
    name: str
    card: str
    signed_at: datetime
    sheet: str


@dataclass(frozen=True, slots=True)
class PetitionLine:
    """A running petition as a line beside a delegate."""

    code: str
    delegate: int
    name: str
    ground: str
    stage: str
    names: int
    needed: int


def valid_names(petition: Petition) -> int:
    """Return how many names count: signed, not taken back, and still on the roll with a vote (1 query)."""
    return Signature.objects.filter(VALID, petition=petition).count()


def names_of(petition: Petition) -> tuple[SignedBy, ...]:
    """Return the names themselves, for the tellers (1 query)."""
    rows = Signature.objects.filter(VALID, petition=petition).select_related("entry").order_by("entry__name", "pk")
    return tuple(SignedBy(row.entry_id, row.entry.name, row.entry.card, row.signed_at, row.sheet) for row in rows)


def find_petition(code: str) -> Petition:
    """Return the petition with this code; NotThere without one (1 query)."""
    found = _rows().filter(code=code).first()
    if found is None:
        raise NotThere(_("There is no petition at this address."), do=_("Look at the page of your commune."))
    return found


def petition_of_proposal(proposal: Proposal) -> Petition:
    """Return the petition that this question came from; NotThere for a question without one (1 query)."""
    found = _rows().filter(proposal=proposal).first()
    if found is None:
        raise NotThere(_("No petition stands behind this question."), do=_("A recall begins with a petition."))
    return found


def find_sent(commune: Commune, delegate: int) -> Delegate:
    """Return who was sent by this commune under this number, in a seat or not any more; NotThere without (1 query)."""
    found = (
        Delegate.objects.filter(pk=delegate, delegation__commune=commune)
        .select_related("entry", "delegation__commune", "delegation__council")
        .first()
    )
    if found is None:
        raise NotThere(
            _("This commune sent nobody at this address."), do=_("Look at the page of the commune for who carries it.")
        )
    return found


def running_petitions(commune: Commune) -> tuple[PetitionLine, ...]:
    """Return the petitions of a commune that are not over, the oldest first (1 query)."""
    rows = _rows().filter(commune=commune, stage__in=RUNNING_PETITION).order_by("pk")
    return tuple(line_of(row, row.names) for row in with_names(rows))


def with_names(rows: QuerySet[Petition]) -> QuerySet[Any]:
    """Return these petitions with the number of their names."""
    counted = Signature.objects.filter(VALID, petition=OuterRef("pk")).order_by().values("petition")
    return rows.annotate(names=Coalesce(Subquery(counted.annotate(number=Count("pk")).values("number")), 0))


def line_of(petition: Petition, names: int) -> PetitionLine:
    """Return a petition as a line with the number of its names."""
    return PetitionLine(
        petition.code,
        petition.delegate_id,
        petition.delegate.entry.name,
        petition.get_ground_display(),
        petition.stage,
        names,
        petition.needed,
    )


def _rows() -> QuerySet[Petition]:
    return Petition.objects.select_related(
        "commune", "delegate__entry", "delegate__delegation__council", "proposal", "filed_by", "snapshot"
    )
