"""What a council may decide now: one line for each item of its sitting."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule, Tally, yes_needed
from assemblies.models import TextVersion
from confed.kernel import clock
from mandates.domain.compliance import covers_new_version
from mandates.domain.stages import ItemStage, Latitude
from mandates.models import Mandate
from mandates.queries.council_board import FEW, BoardItem, CouncilBoard
from mandates.queries.mandate_cards import GIVEN, Hold, hold_from


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item, and what may be decided on it; no sentence where it is voted on or settled."""

    item: BoardItem
    sentence: str


@dataclass(frozen=True, slots=True)
class ItemLines:
    """The lines of a sitting; few stand open on the page, many are unfolded by the reader."""

    rows: tuple[ItemLine, ...]

    @property
    def are_few(self) -> bool:
        """Whether they fit above the item on the floor."""
        return len(self.rows) <= FEW


def item_lines(board: CouncilBoard, rule_values: Mapping[str, str]) -> ItemLines:
    """A line for each item (one query for any number of items and communes)."""
    here = [row.commune_id for row in board.rows if row.is_here or not board.is_live]
    holds = _holds([item.id for item in board.items], here, clock.today(board.zone))
    needed = _needed(board, rule_values)
    return ItemLines(tuple(ItemLine(item, _sentence(board, item, holds, needed)) for item in board.items))


def _needed(board: CouncilBoard, values: Mapping[str, str]) -> int | None:
    """How many must say yes, where the rule can tell it before the vote (rulebook, council votes)."""
    if values["weight"] == "members":
        return None
    return yes_needed(Rule.from_values(values), Tally(0, 0, 0, board.voices, board.communes))


def _sentence(board: CouncilBoard, item: BoardItem, holds: Counter[tuple[int, Hold]], needed: int | None) -> str:
    if item.stage == ItemStage.SETTLED or not item.may_open:
        return ""
    binding, indicative = holds[item.id, Hold.BINDING], holds[item.id, Hold.INDICATIVE]
    words = {"binding": binding, "instructed": binding + indicative, "of": board.communes, "needed": needed}
    if not board.decides:
        return _("%(instructed)s of %(of)s instructed, %(binding)s of them bound.") % words
    if not binding:
        return _("A tendency only: nobody is bound.")
    if needed is None:
        return _("May be decided: %(binding)s of %(of)s are bound.") % words
    if binding >= needed:
        return _("May be decided: %(binding)s are bound, %(needed)s needed.") % words
    return _("A tendency only: %(binding)s are bound, %(needed)s needed.") % words


def _holds(items: Iterable[int], givers: Iterable[int], today: datetime.date) -> Counter[tuple[int, Hold]]:
    """How many mandates bind, and how many are first words, by item: the groups are counted in the database."""
    later = TextVersion.objects.filter(
        proposal=OuterRef("text_version__proposal"), number__gt=OuterRef("text_version__number")
    )
    groups = (
        Mandate.objects.filter(item__in=list(items), giver__in=list(givers), stage__in=GIVEN)
        .annotate(
            moved=Exists(later),
            lined=Case(When(red_lines=[], then=Value(False)), default=Value(True)),
            ran_out=Case(When(expires_on__lt=today, then=Value(True)), default=Value(False)),
        )
        .values_list("item", "stage", "latitude", "moved", "lined", "ran_out")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[int, Hold]] = Counter()
    for item, stage, latitude, moved, lined, ran_out, number in groups:
        found[item, hold_from(stage, covers_new_version(Latitude(latitude), lined), moved, ran_out)] += number
    return found
