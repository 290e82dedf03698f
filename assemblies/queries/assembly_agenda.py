"""The agenda of one sitting as its page shows it: matters, texts, what was decided, what stands on no agenda."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from assemblies import rules
from assemblies.domain.stages import AssemblyStage, ProposalKind, ProposalStage
from assemblies.models import AgendaItem, Assembly, Decision, Proposal, RollEntry, TextVersion
from assemblies.queries.agenda import open_items
from assemblies.queries.changed_text import ChangedText, changed_texts
from assemblies.queries.find import entry_in
from assemblies.queries.minutes_vote import minutes_vote
from assemblies.rules import Held
from confed.kernel.models import Person

NOBODY = Held(frozenset(), frozenset())
REPORTS = "report:"  # how the floor above begins the origin of a report-back


@dataclass(frozen=True, slots=True)
class Voted:
    """What an item of this sitting decided."""

    label: str
    number: int
    stage: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Item:
    """A matter on the agenda."""

    position: int
    title: str
    state: str  # waiting, running, done
    why: str
    body: str
    version: int
    paper: str  # the proposal's code where its answer may be entered from paper
    votes: tuple[Voted, ...]
    started_at: datetime | None = None
    ended_at: datetime | None = None
    changed: ChangedText | None = None  # after notice
    is_readable: bool = True
    is_own: bool = False  # its text is for the commune only, until it is voted
    text: int = 0
    is_report: bool = False  # of the delegates, on a sitting of the council


@dataclass(frozen=True, slots=True)
class Loose:
    """A proposal that stands on no agenda."""

    code: str
    title: str


def agenda_items(
    assembly: Assembly, *, enters_paper: bool, person: Person | None, held: Held
) -> tuple[tuple[Item, ...], set[int]]:
    """The agenda with texts and decisions (4 queries at most), and the places of items that have a text to vote on.

    A commune's own texts are shown to its own until they are voted.
    """
    rows = list(AgendaItem.objects.filter(assembly=assembly).select_related("proposal__commune").order_by("position"))
    proposals = [row.proposal_id for row in rows if row.proposal_id]
    found = list(TextVersion.objects.filter(proposal__in=proposals).order_by("number")) if proposals else []
    shown = Shown(
        texts={text.proposal_id: text for text in found},
        votes=_votes(assembly),
        changed=changed_texts(assembly, rows, found),
        entry=entry_in(assembly.commune, person) if proposals and not held.kinds else None,
        held=held,
        enters_paper=enters_paper,
    )
    return tuple(_item(row, shown) for row in rows), {row.position for row in rows if row.proposal_id in shown.texts}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the items of one agenda are shown from, and who reads them."""

    texts: dict[int, TextVersion]
    votes: dict[int, list[Voted]]
    changed: dict[int, ChangedText]
    entry: RollEntry | None
    held: Held
    enters_paper: bool


def _votes(assembly: Assembly) -> dict[int, list[Voted]]:
    votes: dict[int, list[Voted]] = {}
    if assembly.stage == AssemblyStage.PLANNED:
        return votes
    for decision in (
        Decision.objects.filter(assembly=assembly).select_related("result", "text_version").order_by("number")
    ):
        told = minutes_vote(decision, assembly.commune)
        votes.setdefault(decision.proposal_id, []).append(
            Voted(told.decision, decision.number, decision.stage, told.title, told.reckoning)
        )
    return votes


def _item(row: AgendaItem, shown: Shown) -> Item:
    proposal = row.proposal
    text = shown.texts.get(proposal.pk) if proposal else None
    state = "done" if row.ended_at else "running" if row.started_at else "waiting"
    is_own = proposal is not None and not rules.may_read(proposal, None, NOBODY)
    may_read = proposal is None or bool(rules.may_read(proposal, shown.entry, shown.held))
    return Item(
        position=row.position,
        title=row.title,
        is_report=(row.origin_key or "").startswith(REPORTS),
        state=state,
        why=_why(proposal.kind) if proposal else "",
        body=text.body if text and may_read else "",
        version=text.number if text else 0,
        paper=proposal.code if proposal and text and shown.enters_paper and state == "waiting" else "",
        votes=tuple(shown.votes.get(proposal.pk, ())) if proposal else (),
        started_at=row.started_at,
        ended_at=row.ended_at,
        changed=shown.changed.get(proposal.pk) if proposal and state != "done" else None,
        is_readable=may_read,
        is_own=is_own,
        text=text.pk if text else 0,
    )


def _why(kind: str) -> str:
    return {
        ProposalKind.MANDATE: _("What do our delegates say?"),
        ProposalKind.RATIFICATION: _("Our answer to the council"),
        ProposalKind.DELEGATION: _("Who carries our word?"),
        ProposalKind.COUNCIL: _("Before the council"),
        ProposalKind.APPEAL: _("The movers ask the assembly"),
        ProposalKind.RECALL: _("Does our delegate stay? A secret vote"),
        ProposalKind.CHARTER: _("A change of our rules"),
    }.get(ProposalKind(kind), "")


def loose_proposals(assembly: Assembly) -> tuple[Loose, ...]:
    """What was brought up and stands on no agenda (1 query)."""
    waits = [ProposalStage.ADMITTED, ProposalStage.POSTPONED]
    rows = Proposal.objects.filter(commune=assembly.commune, stage__in=waits)
    rows = rows.filter(~Exists(open_items().filter(proposal=OuterRef("pk")))).exclude(kind=ProposalKind.COUNCIL)
    return tuple(Loose(row.code, row.title) for row in rows.order_by("pk")[:20])
