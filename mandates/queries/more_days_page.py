"""A ratification that may get more days: how many, and which decisions of its communes may say so."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.stages import DecisionStage, ProposalKind
from assemblies.models import Decision
from confed.kernel.errors import NotThere
from mandates.domain.window import closes_on, extension_needs
from mandates.models import Cascade, Ratification

MOST = 500


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A decision that a commune made on its own while the ratification ran."""

    id: int
    commune: str
    slug: str
    number: int
    title: str
    decided_on: datetime.date


@dataclass(frozen=True, slots=True)
class MoreDaysPage:
    """The window as it is, what more days need, and the decisions that may have given them."""

    council: str
    slug: str
    number: int
    title: str
    closes_on: datetime.date
    latest: datetime.date
    longest: int
    asked: int
    needed: int
    decisions: tuple[OwnDecision, ...]


def find_cascade(decision: Decision) -> Cascade:
    """The ratification of this decision, or NotThere (one query)."""
    found = Cascade.objects.filter(decision=decision).first()
    if found is None:
        raise NotThere(_("This decision was not sent to the communes."), "", _("Look at its page."))
    found.decision = decision
    return found


def more_days_page(cascade: Cascade) -> MoreDaysPage:
    """The page (two queries); the newest decisions first within a commune, five hundred at most."""
    asked = set(Ratification.objects.filter(cascade=cascade).values_list("commune_id", flat=True))
    made = (
        Decision.objects.filter(
            commune__in=Ratification.objects.filter(cascade=cascade).values("commune"),
            stage=DecisionStage.IN_FORCE,
            proposal__kind=ProposalKind.TEXT,
            decided_on__range=(cascade.opens_on, cascade.closes_on),
        )
        .select_related("commune")
        .order_by("commune__name", "commune_id", "-number")[:MOST]
    )
    longest = int(cascade.rule["days"])
    return MoreDaysPage(
        council=cascade.decision.commune.name,
        slug=cascade.decision.commune.slug,
        number=cascade.decision.number,
        title=cascade.decision.title,
        closes_on=cascade.closes_on,
        latest=closes_on(cascade.closes_on, longest),
        longest=longest,
        asked=len(asked),
        needed=extension_needs(len(asked)),
        decisions=tuple(
            OwnDecision(one.pk, one.commune.name, one.commune.slug, one.number, one.title, one.decided_on)
            for one in made
        ),
    )
