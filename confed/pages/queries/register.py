"""The register: every decision of every commune, searched and filtered, in a constant number of queries."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assemblies.domain.stages import DecisionStage
from assemblies.models import Decision
from assemblies.queries.decision_search import says_all, search_words
from assemblies.queries.labels import decision_label
from assemblies.queries.replaced import Link, replaced_by
from confed.pages.queries.highlight import Piece, excerpt, pieces
from confed.pages.queries.rings import SmallRing, rings_of

PER_PAGE = 20
MOST_COMMUNES = 8
STATES = ("in_force", "being_ratified", "not_ratified", "insufficient", "not_passed", "replaced")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for; the address holds it."""

    words: str = ""
    state: str = ""
    commune: str = ""
    year: int = 0
    oldest: bool = False
    page: int = 1

    def address(self, **changes: str | int) -> str:
        """Return the query of an address that asks for this with changes, from its first page."""
        said: dict[str, str | int] = {
            "q": self.words,
            "state": self.state,
            "commune": self.commune,
            "year": self.year or "",
            "order": "oldest" if self.oldest else "",
            **changes,
        }
        return "?" + urlencode({key: value for key, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its word, how many decisions it leaves, its address."""

    word: str
    number: int
    address: str
    is_current: bool
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Filters of one kind."""

    heading: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Row:
    """A decision in the list."""

    label: str
    slug: str
    number: int
    commune: str
    title: list[Piece]
    text: list[Piece]
    kind: str
    stage: str
    on: date
    until: date | None
    ring: SmallRing | None
    count_for: int
    count_against: int
    replaced_by: Link | None
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """The page of the register."""

    asked: Asked
    groups: list[Group]
    rows: list[Row]
    total: int
    shown_to: int
    order_address: str
    before: str
    after: str


def register(asked: Asked) -> Register:
    """Return one page of the register (7 queries at any size)."""
    words = search_words(asked.words)
    found = Decision.objects.filter(says_all(words))
    by_state, by_commune, by_year = _state(asked), _commune(asked), _year(asked)
    states = _counts(found.filter(by_commune, by_year), "stage")
    total = sum(states.values()) if not asked.state else states.get(asked.state, 0)
    order = ("decided_on", "pk") if asked.oldest else ("-decided_on", "-pk")
    start = (asked.page - 1) * PER_PAGE
    decisions = list(
        found.filter(by_state, by_commune, by_year)
        .select_related("commune", "proposal", "text_version", "result")
        .order_by(*order)[start : start + PER_PAGE]
    )
    rings = rings_of([decision.pk for decision in decisions])
    replaced = replaced_by(decision.pk for decision in decisions if decision.stage == DecisionStage.REPLACED)
    shown_to = start + len(decisions)
    return Register(
        asked=asked,
        groups=[
            Group(_("State"), _states(asked, states)),
            Group(_("Who decided"), _communes(asked, found.filter(by_state, by_year))),
            Group(_("Year"), _years(asked, found.filter(by_state, by_commune))),
        ],
        rows=[_row(decision, words, rings.get(decision.pk), replaced.get(decision.pk)) for decision in decisions],
        total=total,
        shown_to=shown_to,
        order_address=asked.address(order="" if asked.oldest else "oldest"),
        before=asked.address(page=asked.page - 1) if asked.page > 1 else "",
        after=asked.address(page=asked.page + 1) if shown_to < total else "",
    )


def _state(asked: Asked) -> Q:
    return Q(stage=asked.state) if asked.state else Q()


def _commune(asked: Asked) -> Q:
    return Q(commune__slug=asked.commune) if asked.commune else Q()


def _year(asked: Asked) -> Q:
    return Q(decided_on__year=asked.year) if asked.year else Q()


def _counts(found: QuerySet[Decision], field: str) -> Counter[str]:
    return Counter(dict(found.values_list(field).annotate(number=Count("pk")).order_by()))


def _states(asked: Asked, states: Counter[str]) -> list[Choice]:
    every = Choice(_("All"), sum(states.values()), asked.address(state=""), not asked.state)
    return [
        every,
        *(
            Choice("", states[state], asked.address(state=state), state == asked.state, state)
            for state in STATES
            if states[state] or state == asked.state
        ),
    ]


def _communes(asked: Asked, found: QuerySet[Decision]) -> list[Choice]:
    rows = found.values_list("commune__name", "commune__slug").annotate(number=Count("pk"))
    first = rows.order_by("commune__parent_id", "-number", "commune__name")[: MOST_COMMUNES + 1]
    return _with_all(
        asked.address(commune=""),
        bool(asked.commune),
        [
            Choice(name, number, asked.address(commune=slug), slug == asked.commune)
            for name, slug, number in [*first][:MOST_COMMUNES]
        ],
    )


def _years(asked: Asked, found: QuerySet[Decision]) -> list[Choice]:
    rows = found.annotate(year=ExtractYear("decided_on")).values_list("year").annotate(number=Count("pk"))
    return _with_all(
        asked.address(year=""),
        bool(asked.year),
        [
            Choice(str(year), number, asked.address(year=year), year == asked.year)
            for year, number in rows.order_by("-year")[:MOST_COMMUNES]
        ],
    )


def _with_all(address: str, is_chosen: bool, choices: list[Choice]) -> list[Choice]:
    if not is_chosen:
        return choices
    return [Choice(_("All"), sum(choice.number for choice in choices), address, False), *choices]


def _row(decision: Decision, words: Sequence[str], ring: SmallRing | None, replaced: Link | None) -> Row:
    is_root = decision.commune.parent_id is None
    counts: Callable[[str], int] = lambda key: int(decision.result.counts.get(key) or 0)  # noqa: E731
    return Row(
        label=decision_label(decision.commune.name, decision.number, is_root=is_root),
        slug=decision.commune.slug,
        number=decision.number,
        commune=decision.commune.name,
        title=pieces(decision.title, words),
        text=pieces(excerpt(decision.text_version.body, words), words),
        kind=decision.proposal.kind,
        stage=decision.stage,
        on=decision.in_force_on or decision.decided_on,
        until=ring.closes_on if ring and ring.is_open else None,
        ring=ring,
        count_for=counts("for"),
        count_against=counts("against"),
        replaced_by=replaced,
        review_on=decision.review_on if decision.stage == DecisionStage.IN_FORCE else None,
    )
