"""Proposals that wait for a person: an answer that they owe as a convenor, or one that came back to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from assemblies.domain.proposals import answer_due
from assemblies.domain.stages import ProposalStage
from assemblies.models import Proposal, Role
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """One proposal that waits: for the form check of a convenor, or to be mended by who moved it."""

    code: str
    title: str
    commune: str
    slug: str
    due: datetime | None  # None where it came back to its mover

    @property
    def is_to_answer(self) -> bool:
        """Whether the convenors' answer is owed."""
        return self.due is not None


def waiting_for(person: Person, now: datetime) -> "QuerySet[Proposal]":
    """The proposals that wait for this person's answer, or came back to them.

    A convenor answers; where nobody is convenor, those who plan the sittings do.
    """
    runs = Role.objects.filter(
        commune=OuterRef("commune"), assembly=None, ended_at=None, from_on__lte=now, until__gte=now
    )
    mine = runs.filter(person=person)
    plans = mine.filter(kind__in=[Role.Kind.SECRETARY, Role.Kind.FACILITATOR])
    convenes = Exists(mine.filter(kind=Role.Kind.CONVENOR))
    instead = Exists(plans) & ~Exists(runs.filter(kind=Role.Kind.CONVENOR))
    return Proposal.objects.filter(
        Q(convenes | instead, stage=ProposalStage.SUBMITTED)
        | Q(stage=ProposalStage.RETURNED, author__person=person, author__ended_on=None)
    )


def waiting_answers(keys: Collection[int]) -> list[WaitingProposal]:
    """Return these proposals, the oldest of those to answer first, then what came back (one query; none for none)."""
    rows = Proposal.objects.filter(pk__in=keys).select_related("commune").order_by("submitted_at", "pk") if keys else ()
    found = [
        WaitingProposal(
            row.code,
            row.title,
            row.commune.name,
            row.commune.slug,
            answer_due(row.submitted_at) if row.stage == ProposalStage.SUBMITTED and row.submitted_at else None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: not one.is_to_answer)
