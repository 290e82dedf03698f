"""The terms of one mandate, before the assembly votes on it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from assemblies.domain.stages import ProposalKind
from assemblies.models import Commune
from assemblies.models.tree import zone_of
from confed.kernel.errors import NotThere
from mandates.models import Mandate


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What the council asks, and what stands in the draft."""

    commune: str
    slug: str
    council: str
    council_slug: str
    number: int
    title: str
    version: int
    body: str
    stage: str
    proposal: str
    is_asked_below: bool
    latitude: str
    red_lines: tuple[str, ...]
    if_touched: str
    reasons: str
    expires_on: date | None
    deadline: datetime | None
    zone: str


def find_mandate(commune: Commune, council_slug: str, number: int) -> Mandate:
    """The newest mandate of this commune on this item, or NotThere (one query)."""
    found = (
        Mandate.objects.filter(giver=commune, item__council__slug=council_slug, item__number=number)
        .select_related("item__proposal", "item__council", "text_version", "proposal", "giver")
        .order_by("-pk")
        .first()
    )
    if found is None:
        raise NotThere(
            _("The council has not asked %(commune)s about an item of this number.") % {"commune": commune.name},
            do=_("Look at the items of the council."),
        )
    found.giver = commune  # it remembers the line above it
    return found


def draft_page(mandate: Mandate) -> DraftPage:
    """The mandate as a page (at most one further query)."""
    return DraftPage(
        commune=mandate.giver.name,
        slug=mandate.giver.slug,
        council=mandate.item.council.name,
        council_slug=mandate.item.council.slug,
        number=mandate.item.number,
        title=mandate.item.proposal.title,
        version=mandate.text_version.number,
        body=mandate.text_version.body,
        stage=mandate.stage,
        proposal=mandate.proposal.code,
        is_asked_below=mandate.proposal.kind == ProposalKind.COUNCIL,
        latitude=mandate.latitude,
        red_lines=tuple(mandate.red_lines),
        if_touched=mandate.if_touched,
        reasons=mandate.reasons,
        expires_on=mandate.expires_on,
        deadline=mandate.item.deadline,
        zone=zone_of(mandate.giver),
    )
