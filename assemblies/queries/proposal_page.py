"""One proposal as a page: its words, who moves it, what was said, and what each reader may do next."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from assemblies import rules
from assemblies.domain.proposals import TAKEN_OVER_WITHIN, answer_due, may_be_taken_over
from assemblies.domain.stages import BEFORE_VOTE, VOTED, WITH_ITS_MOVERS, ProposalKind, ProposalStage
from assemblies.models import Commune, Proposal, RollEntry
from assemblies.models.tree import remember_line, zone_in
from assemblies.queries.find import entry_in
from assemblies.queries.inherited import values_on
from assemblies.queries.proposal_parts import (
    Column,
    DecisionRef,
    Next,
    Version,
    columns_of,
    decision_of,
    decision_ref,
    next_of,
    versions_of,
)
from assemblies.queries.supporters import Bar, may_appeal_now, supporters_asked, supports_of
from assemblies.rules import Held, held_by
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person

# What the commune's own people bring; the rest came down from its council.
_TALKED_ABOUT = (ProposalStage.ADMITTED, ProposalStage.POSTPONED, ProposalStage.VOTE_OPEN)


@dataclass(frozen=True, slots=True)
class Acts:
    """What this reader may do with the proposal now."""

    change: bool = False
    support: bool = False
    unsupport: bool = False
    submit: bool = False
    withdraw: bool = False
    answer: bool = False
    appeal: bool = False
    take_over: bool = False
    postpone: bool = False
    unsay: bool = False
    answer_questions: bool = False
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Who supports it, and how many are needed."""

    names: tuple[str, ...]
    needed: int
    missing: int
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything one reader sees of a proposal; without the right to read it, its title and where it stands."""

    id: int
    code: str
    title: str
    kind: str
    stage: str
    commune: str
    slug: str
    zone: str
    is_readable: bool
    is_signed_in: bool
    mover: str = ""
    others: int = 0
    versions: tuple[Version, ...] = ()
    support: Support | None = None
    columns: tuple[Column, ...] = ()
    next: Next | None = None
    decision: DecisionRef | None = None
    replaces: DecisionRef | None = None
    review_on: date | None = None
    about_code: str = ""
    about_title: str = ""
    return_reason: str = ""
    answered_at: datetime | None = None
    answer_due: datetime | None = None
    taken_over_until: datetime | None = None
    acts: Acts = Acts()

    @property
    def text(self) -> Version:
        """The newest words."""
        return self.versions[-1]

    @property
    def spoken(self) -> int:
        """How many arguments and questions there are."""
        return sum(column.number for column in self.columns)


def find_proposal(code: str) -> Proposal:
    """The proposal with this code; NotThere without one."""
    found = (
        Proposal.objects.select_related("commune", "author", "about", "replaces__commune", "replaces__result")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise NotThere(_("There is no proposal at this address."), do=_("Look for it on the page of its commune."))
    return found


def proposal_page(proposal: Proposal, person: Person | None) -> ProposalPage:
    """What this reader sees of the proposal; at most ten queries with the one that found it."""
    commune = proposal.commune
    line = remember_line(commune)
    zone = zone_in(line)
    entry = entry_in(commune, person)
    held = held_by(person, commune, line) if person else Held(frozenset(), frozenset())
    if not rules.may_read(proposal, entry, held):
        return ProposalPage(
            id=proposal.pk,
            code=proposal.code,
            title=proposal.title,
            kind=proposal.kind,
            stage=proposal.stage,
            commune=commune.name,
            slug=commune.slug,
            zone=zone,
            is_readable=False,
            is_signed_in=person is not None,
        )
    versions = versions_of(proposal)
    supporters = [(row.entry_id, str(row.entry)) for row in supports_of(proposal)]
    columns = columns_of(proposal, entry)
    support = _support(proposal, supporters, versions, line)
    supports = entry is not None and any(pk == entry.pk for pk, _name in supporters)
    return ProposalPage(
        id=proposal.pk,
        code=proposal.code,
        title=proposal.title,
        kind=proposal.kind,
        stage=proposal.stage,
        commune=commune.name,
        slug=commune.slug,
        zone=zone,
        is_readable=True,
        is_signed_in=person is not None,
        mover=str(proposal.author) if proposal.author else "",
        others=sum(1 for pk, _name in supporters if pk != proposal.author_id),
        versions=versions,
        support=support,
        columns=columns,
        next=next_of(proposal) if proposal.stage in _TALKED_ABOUT else None,
        decision=decision_of(proposal) if proposal.stage in VOTED else None,
        replaces=decision_ref(proposal.replaces) if proposal.replaces else None,
        review_on=proposal.review_on,
        about_code=proposal.about.code if proposal.about else "",
        about_title=proposal.about.title if proposal.about else "",
        return_reason=proposal.return_reason if proposal.stage == ProposalStage.RETURNED else "",
        answered_at=proposal.answered_at,
        answer_due=_due(proposal),
        taken_over_until=_taken_over_until(proposal),
        acts=_acts(proposal, person, entry, held, support, columns, supports=supports),
    )


def _support(
    proposal: Proposal, supporters: list[tuple[int, str]], versions: tuple[Version, ...], line: list[Commune]
) -> Support | None:
    if proposal.stage not in WITH_ITS_MOVERS or not versions:
        return None
    if proposal.stage == ProposalStage.SUBMITTED:
        names = tuple(name for _pk, name in supporters)
        return Support(names, len(names), 0, None)
    today = clock.today(zone_in(line))
    of_charter = values_on(line, today)["proposal.supporters"]
    asked = supporters_asked(proposal, versions[-1].hash, of_charter, today)
    names = tuple(name for _pk, name in supporters)
    return Support(names, asked.needed, max(0, asked.needed - len(names)), asked.bar)


def _acts(
    proposal: Proposal,
    person: Person | None,
    entry: RollEntry | None,
    held: Held,
    support: Support | None,
    columns: tuple[Column, ...],
    *,
    supports: bool,
) -> Acts:
    if person is None or proposal.kind == ProposalKind.COUNCIL:
        return Acts()
    stage, commune = proposal.stage, proposal.commune
    mine = rules.is_author(person, proposal)
    before, with_movers = stage in BEFORE_VOTE, stage in WITH_ITS_MOVERS
    said = {column.side for column in columns for one in (*column.first, *column.rest) if one.is_mine}
    speaks = before and bool(rules.may_argue(entry))
    taken = _taken_over_until(proposal) is not None and bool(rules.may_argue(entry))
    return Acts(
        change=before and stage != ProposalStage.SUBMITTED and bool(rules.may_change_words(person, proposal, held)),
        support=with_movers and not supports and bool(rules.may_support(entry)),
        unsupport=with_movers and supports,
        submit=mine
        and stage in (ProposalStage.DRAFT, ProposalStage.RETURNED)
        and support is not None
        and not support.missing,
        withdraw=before and bool(rules.may_withdraw(person, proposal, held)),
        answer=stage == ProposalStage.SUBMITTED and bool(held.kinds and rules.may_answer(person, commune, held)),
        appeal=mine and may_appeal_now(proposal, clock.now()),
        take_over=taken,
        postpone=stage in (ProposalStage.ADMITTED, ProposalStage.POSTPONED)
        and proposal.kind in (ProposalKind.TEXT, ProposalKind.CHARTER)
        and bool(rules.may_run(person, commune, held)),
        unsay=speaks,
        answer_questions=before and (mine or bool(rules.may_plan(person, commune, held))),
        sides=tuple(column.side for column in columns if column.side not in said) if speaks else (),
    )


def _due(proposal: Proposal) -> datetime | None:
    if proposal.stage != ProposalStage.SUBMITTED or proposal.submitted_at is None:
        return None
    return answer_due(proposal.submitted_at)


def _taken_over_until(proposal: Proposal) -> datetime | None:
    """Until when somebody may take it over; None where it is too late, or not withdrawn."""
    if proposal.stage != ProposalStage.WITHDRAWN or proposal.withdrawn_at is None:
        return None
    if not may_be_taken_over(proposal.withdrawn_at, clock.now()):
        return None
    return proposal.withdrawn_at + TAKEN_OVER_WITHIN
