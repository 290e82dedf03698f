"""Everything that everybody sees in the hall of a council, for its page and for the phones in the hall."""

from dataclasses import dataclass

from assemblies.models import Assembly
from mandates.queries.council_board import CouncilBoard, council_board
from mandates.queries.council_lines import ItemLines, item_lines
from mandates.queries.council_page import CouncilPage, council_page
from mandates.queries.council_preview import Preview, council_preview
from mandates.queries.council_rule import rule_of


@dataclass(frozen=True, slots=True)
class Hall:
    """The board, its sentences, its items, and what the mandates would give."""

    board: CouncilBoard
    page: CouncilPage | None
    lines: ItemLines
    preview: Preview | None


def council_hall(assembly: Assembly, item: int | None = None) -> Hall:
    """Return the hall with this item on its floor, else with the one that is there."""
    board = council_board(assembly, item)
    rule = board.vote.rule_values if board.vote else rule_of(assembly)
    return Hall(board, council_page(board), item_lines(board, rule), council_preview(board, rule, assembly.commune))
