"""The agenda of one sitting as its page shows it: matters, texts, what was decided, what stands on no agenda."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from assemblies.domain.stages import AssemblyStage, ProposalKind, ProposalStage
from assemblies.models import AgendaItem, Assembly, Decision, Proposal, TextVersion
from assemblies.queries.agenda import open_items
from assemblies.queries.minutes_vote import minutes_vote


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


@dataclass(frozen=True, slots=True)
class Loose:
    """A proposal that stands on no agenda."""

    code: str
    title: str


def agenda_items(assembly: Assembly, enters_paper: bool) -> tuple[tuple[Item, ...], set[int]]:
    """The agenda with texts and decisions (3 queries), and the places of items that have a text to vote on."""
    rows = list(AgendaItem.objects.filter(assembly=assembly).select_related("proposal").order_by("position"))
    proposals = [row.proposal_id for row in rows if row.proposal_id]
    found = TextVersion.objects.filter(proposal__in=proposals).order_by("number") if proposals else []
    texts = {text.proposal_id: text for text in found}
    votes: dict[int, list[Voted]] = {}
    decisions = Decision.objects.filter(assembly=assembly).select_related("result", "text_version").order_by("number")
    for decision in decisions if assembly.stage != AssemblyStage.PLANNED else ():
        told = minutes_vote(decision, assembly.commune)
        votes.setdefault(decision.proposal_id, []).append(
            Voted(told.decision, decision.number, decision.stage, told.title, told.reckoning)
        )
    return tuple(_item(row, texts, votes, enters_paper) for row in rows), {
        row.position for row in rows if row.proposal_id in texts
    }


def _item(row: AgendaItem, texts: dict[int, TextVersion], votes: dict[int, list[Voted]], enters_paper: bool) -> Item:
    proposal = row.proposal
    text = texts.get(proposal.pk) if proposal else None
    state = "done" if row.ended_at else "running" if row.started_at else "waiting"
    return Item(
        position=row.position,
        title=row.title,
        state=state,
        why=_why(proposal.kind) if proposal else "",
        body=text.body if text else "",
        version=text.number if text else 0,
        paper=proposal.code if proposal and text and enters_paper and state == "waiting" else "",
        votes=tuple(votes.get(proposal.pk, ())) if proposal else (),
        started_at=row.started_at,
        ended_at=row.ended_at,
    )


def _why(kind: str) -> str:
    return {
        ProposalKind.MANDATE: _("What do our delegates say?"),
        ProposalKind.RATIFICATION: _("Our answer to the council"),
        ProposalKind.DELEGATION: _("Who carries our word?"),
        ProposalKind.COUNCIL: _("Before the council"),
        ProposalKind.APPEAL: _("The movers ask the assembly"),
    }.get(ProposalKind(kind), "")


def loose_proposals(assembly: Assembly) -> tuple[Loose, ...]:
    """What was brought up and stands on no agenda (1 query)."""
    waits = [ProposalStage.ADMITTED, ProposalStage.POSTPONED]
    rows = Proposal.objects.filter(commune=assembly.commune, stage__in=waits)
    rows = rows.filter(~Exists(open_items().filter(proposal=OuterRef("pk")))).exclude(kind=ProposalKind.COUNCIL)
    return tuple(Loose(row.code, row.title) for row in rows.order_by("pk")[:20])
