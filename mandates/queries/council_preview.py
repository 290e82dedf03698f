"""If all vote as instructed: what the item on the floor would come to by the mandates alone, before any vote."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule
from assemblies.models import Commune
from mandates.domain.compliance import Terms, all_declared
from mandates.domain.council import CouncilOutcome, CouncilTally, instruction, tally, verdict
from mandates.domain.forecast import Instruction, as_instructed
from mandates.domain.stages import IfTouched, Latitude, Position, Purpose
from mandates.models import Declaration, Mandate
from mandates.queries.council_board import CouncilBoard
from mandates.queries.council_page import TallyLine
from mandates.queries.mandate_cards import Hold, newest_mandates
from mandates.queries.weights import voters_behind


@dataclass(frozen=True, slots=True)
class Preview:
    """The item on the floor as the mandates would have it; never a result."""

    bound: tuple[TallyLine, ...]
    first_words: tuple[TallyLine, ...]
    aside: tuple[TallyLine, ...]
    whole: int
    sentence: str


def council_preview(board: CouncilBoard, rule: Mapping[str, str], council: Commune) -> Preview | None:
    """The forecast for an item without a vote; None while voices are cast, and once they are (at most five queries).

    Before the sitting begins every commune is taken to come.
    """
    item = board.item
    if item is None:
        return None
    by_members = rule["weight"] == "members"
    weights = voters_behind(council) if by_members else {}
    taken = [row for row in board.rows if row.is_here or not board.is_live]
    held = {row.commune_id for row in board.rows if row.hold != Hold.NONE}
    mandates = newest_mandates(held, [item.item_id])
    touched = _declared(mandates.values(), item.version)
    may_abstain = rule["abstain_against_mandate"] == "allowed"
    counted = tally(
        as_instructed(
            Instruction(
                terms=_terms(mandate, item.version, touched, may_abstain) if mandate else None,
                weight=weights.get(row.commune_id, 0) if by_members else 1,
            )
            for row in taken
            for mandate in [mandates.get((row.commune_id, item.item_id))]
        )
    )
    away = [row.commune_id for row in board.rows if row not in taken]
    absent = sum(weights.get(pk, 0) for pk in away) if by_members else len(away)
    return _preview(counted, _outcome(counted, rule, item.purpose, absent), absent, by_members)


def _outcome(counted: CouncilTally, values: Mapping[str, str], purpose: str, absent: int) -> CouncilOutcome:
    rule = Rule.from_values(dict(values))
    if purpose == Purpose.INSTRUCT:
        return instruction(counted, rule, absent)
    return verdict(counted, rule, values["ratify.ask"], absent)


def _terms(
    mandate: Mandate, version: int, declared: Mapping[int, tuple[bool | None, bool]], may_abstain: bool
) -> Terms:
    touched, contested = declared.get(mandate.pk, (None, False))
    return Terms(
        position=Position(mandate.position),
        latitude=Latitude(mandate.latitude),
        has_red_lines=bool(mandate.red_lines),
        if_touched=IfTouched(mandate.if_touched),
        same_version=mandate.text_version.number == version,
        touched=touched,
        contested=contested,
        may_abstain=may_abstain,
    )


def _declared(mandates: Iterable[Mandate], version: int) -> dict[int, tuple[bool | None, bool]]:
    """What was declared on this version, by mandate: touched, and whether it is contested (one query)."""
    lined = {one.pk: len(one.red_lines) for one in mandates if one.red_lines and one.text_version.number != version}
    rows = Declaration.objects.filter(mandate__in=list(lined), text_version__number=version) if lined else []
    lines: dict[int, dict[int, bool]] = defaultdict(dict)
    contested = set()
    for row in rows:
        lines[row.mandate_id][row.line] = row.touched
        if row.contested_at is not None:
            contested.add(row.mandate_id)
    return {pk: (all_declared(number, lines[pk]), pk in contested) for pk, number in lined.items()}


def _preview(counted: CouncilTally, outcome: CouncilOutcome, absent: int, by_members: bool) -> Preview:
    bound = counted.binding.weights if by_members else counted.binding.units
    words = counted.indicative.weights if by_members else counted.indicative.units
    first = [
        TallyLine(_("Indicative yes"), "yes", words.for_, words.for_),
        TallyLine(_("Indicative no"), "no", words.against, words.against),
        TallyLine(_("Indicative: abstain"), "abs", words.abstain, words.abstain),
    ]
    aside = [
        TallyLine(_("Sent back"), "back", counted.send_back, counted.send_back),
        TallyLine(_("Not instructed"), "", counted.not_voting, counted.not_voting),
    ]
    return Preview(
        bound=(
            TallyLine(_("Yes"), "yes", bound.for_, bound.for_),
            TallyLine(_("No"), "no", bound.against, bound.against),
            TallyLine(_("Abstain"), "abs", bound.abstain, bound.abstain),
        ),
        first_words=tuple(line for line in first if line.number),
        aside=tuple(line for line in aside if line.number),
        whole=counted.present_weight + absent,
        sentence={
            CouncilOutcome.ADOPTED: _("If all vote as instructed, it would pass."),
            CouncilOutcome.REJECTED: _("If all vote as instructed, it could not pass."),
            CouncilOutcome.TIED: _("If all vote as instructed, it would be tied."),
            CouncilOutcome.PROVISIONAL: _("If all vote as instructed, it would go to the communes."),
        }[outcome],
    )
