"""A commune's no to its council, with room for the words its assembly said with it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from confed.kernel.errors import NotThere
from mandates.domain.stages import Basis, RatificationStage
from mandates.models import Ratification


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """The answer as it was counted, and the words that stand beside it."""

    commune: str
    slug: str
    council: str
    council_slug: str
    number: int
    title: str
    said_no: bool
    voted_on: date | None
    count_for: int | None
    count_against: int | None
    count_abstain: int | None


def find_answer(slug: str, code: str) -> Ratification:
    """The row of this commune whose question has this code, or NotThere (one query)."""
    found = (
        Ratification.objects.filter(commune__slug=slug, proposal__code=code)
        .select_related("commune", "cascade__decision__commune")
        .first()
    )
    if found is None:
        raise NotThere(_("This commune was not asked this."), "", _("Look at the page of the commune."))
    return found


def condition_page(row: Ratification) -> ConditionPage:
    """The page (no query)."""
    decision = row.cascade.decision
    return ConditionPage(
        commune=row.commune.name,
        slug=row.commune.slug,
        council=decision.commune.name,
        council_slug=decision.commune.slug,
        number=decision.number,
        title=decision.title,
        said_no=row.stage == RatificationStage.AGAINST and row.basis != Basis.MANDATE,
        voted_on=row.voted_on,
        count_for=row.count_for,
        count_against=row.count_against,
        count_abstain=row.count_abstain,
    )
