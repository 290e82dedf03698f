"""The page of one decision: the text that was adopted, how it was voted, and where it stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.domain.majority import Base, Rule
from assemblies.domain.stages import DecisionStage
from assemblies.models import Decision, Role
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.labels import decision_label
from assemblies.queries.replaced import Link, link_to, replaced_by
from assemblies.queries.sentences import needed_after, reckoning
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person
from mandates.domain.counts import Counts
from mandates.domain.stages import Basis
from mandates.queries.standing import DecisionStanding, EarlierResult, earlier_results, standing_of_decision
from mandates.queries.standing_page import StandingView
from mandates.queries.standing_rows import StandingRow, rows_of


@dataclass(frozen=True, slots=True)
class CouncilCount:
    """How the council voted: the votes that count, and the tendency apart."""

    binding: Counts
    tendency: Counts
    send_back: int
    not_voting: int
    void: int
    voices: int


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision as everybody reads it."""

    id: int
    label: str
    number: int
    title: str
    commune: str
    slug: str
    is_council: bool
    assembly_number: int
    assembly_place: str
    version: int
    body: str
    stage: DecisionStage
    decided_on: datetime.date
    in_force_on: datetime.date | None
    outcome: str
    reckoning: str
    counts: Mapping[str, int]
    council: CouncilCount | None
    reason: str
    earlier: tuple[EarlierResult, ...]
    standing: DecisionStanding | None
    whole: int
    needed: int | None
    flag: str
    replaced_by: Link | None
    replaces: Link | None
    review_on: datetime.date | None
    proposal_code: str

    @property
    def needs_no_ratification(self) -> bool:
        """Whether the vote of the sitting was the last word."""
        return self.standing is None


def decision_page(decision: Decision) -> DecisionPage:
    """Everything on the page of a decision, in a fixed number of queries at any size."""
    counts = decision.result.counts
    is_council = "binding" in counts
    whole, needed = (0, None) if is_council else _base(decision)
    return DecisionPage(
        id=decision.pk,
        label=decision_label(decision.commune.name, decision.number, is_root=decision.commune.parent_id is None),
        number=decision.number,
        title=decision.title,
        commune=decision.commune.name,
        slug=decision.commune.slug,
        is_council=is_council,
        assembly_number=decision.assembly.number,
        assembly_place=decision.assembly.place,
        version=decision.text_version.number,
        body=decision.text_version.body,
        stage=DecisionStage(decision.stage),
        decided_on=decision.decided_on,
        in_force_on=decision.in_force_on,
        outcome=decision.result.outcome,
        reckoning="" if is_council else _reckoning(decision),
        counts={} if is_council else counts,
        council=_council(counts) if is_council else None,
        reason=decision.result.reason,
        earlier=earlier_results(decision.result),
        standing=standing_of_decision(decision.pk) if is_council else None,
        whole=whole,
        needed=needed,
        flag=_("needs %(needed)s") % {"needed": needed} if needed is not None else "",
        replaced_by=_successor(decision),
        replaces=link_to(decision.replaces) if decision.replaces else None,
        review_on=decision.review_on if decision.stage == DecisionStage.IN_FORCE else None,
        proposal_code=decision.proposal.code,
    )


def _successor(decision: Decision) -> Link | None:
    """What stands in the place of a replaced decision (1 query)."""
    return replaced_by([decision.pk]).get(decision.pk) if decision.stage == DecisionStage.REPLACED else None


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A commune for which this reader may enter an answer that was given on paper, or the words said with it."""

    name: str
    slug: str
    proposal_code: str
    needs_witnesses: bool


def kept_by(person: Person | None) -> set[int]:
    """The communes of which this person is a secretary today (one query)."""
    if person is None:
        return set()
    day = clock.now().date()
    return set(
        Role.objects.filter(
            person=person,
            kind=Role.Kind.SECRETARY,
            assembly=None,
            ended_at=None,
            from_on__lte=day,
            until__gte=day,
        ).values_list("commune_id", flat=True)
    )


def kept_rows(view: StandingView, held: set[int]) -> list[StandingRow]:
    """The communes on this page, and those this reader keeps wherever they stand (at most one query)."""
    rows = view.rows
    shown = {row.id for row in rows}
    return [*(rows_of(view.found.cascade_id, held - shown) if view.is_large else []), *rows]


def paper_entries(found: DecisionStanding, rows: list[StandingRow], held: set[int]) -> list[PaperEntry]:
    """The communes whose answer may be entered: by their secretary, or a secretary above them (settled 11)."""
    return [
        PaperEntry(row.name, row.slug, row.proposal_code, needs_witnesses=row.id not in held)
        for row in rows
        if row.proposal_code
        and row.basis != Basis.MANDATE
        and not row.stage.is_answer
        and held.intersection({row.id, found.council_id, *row.path})
    ]


def condition_entries(rows: list[StandingRow], held: set[int]) -> list[PaperEntry]:
    """The communes that said no, whose secretary may write down what their assembly said with it."""
    return [
        PaperEntry(row.name, row.slug, row.proposal_code, needs_witnesses=False)
        for row in rows
        if row.id in held and row.proposal_code and row.look == "no" and row.basis != Basis.MANDATE
    ]


def _base(decision: Decision) -> tuple[int, int]:
    """The base of the bars, which the rule names, and how many yes it asked for."""
    counts, rule = decision.result.counts, Rule.from_values(decision.result.rule)
    whole = {Base.PRESENT: counts["present"], Base.ALL: counts["all"]}.get(rule.base, counts["for"] + counts["against"])
    return max(whole, counts["for"], counts["against"], counts["abstain"], 1), needed_after(rule, counts)


def _reckoning(decision: Decision) -> str:
    return reckoning(decision.result.counts, Rule.from_values(decision.result.rule), decision.result.outcome)


def _council(counts: Mapping[str, dict[str, dict[str, int]]]) -> CouncilCount:
    numbers: Mapping[str, object] = counts
    return CouncilCount(
        binding=_counts(counts["binding"]["units"]),
        tendency=_counts(counts["tendency"]["units"]),
        send_back=_number(numbers, "send_back"),
        not_voting=_number(numbers, "not_voting"),
        void=_number(numbers, "void"),
        voices=_number(numbers, "present"),
    )


def _counts(values: Mapping[str, int]) -> Counts:
    return Counts(values["for"], values["against"], values["abstain"])


def _number(values: Mapping[str, object], key: str) -> int:
    found = values.get(key, 0)
    return found if isinstance(found, int) else 0


def find_decision(slug: str, number: int) -> Decision:
    """The decision of this number, or NotThere."""
    return _decision(commune__slug=slug, number=number)


def decision_with(pk: int) -> Decision:
    """The same decision for those who know it by its topic, or NotThere."""
    return _decision(pk=pk)


def _decision(**address: str | int) -> Decision:
    found: Decision | None = (
        Decision.objects.filter(**address)
        .select_related("commune", "assembly", "text_version", "result", "proposal", "replaces__commune")
        .first()
    )
    if found is None:
        raise NotThere(_("There is no decision of this number here."), "", _("Look in the register of decisions."))
    tell_hours_of(found.commune)
    return found
