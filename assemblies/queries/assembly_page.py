"""One sitting as a page: agenda, the vote that is open, and for those who run or count it the next step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Rule
from assemblies.domain.quorum import people_needed
from assemblies.domain.shares import parse_share
from assemblies.domain.stages import AssemblyKind, AssemblyStage, BallotStage
from assemblies.models import Assembly, Ballot, Commune, Role
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.assembly_agenda import Item, Loose, agenda_items, loose_proposals
from assemblies.queries.assembly_find import Found
from assemblies.queries.charter import ordinary_rule
from assemblies.queries.count_board import CountBoard, count_board
from assemblies.queries.inherited import values_on
from assemblies.queries.next_step import Floor, Steps, next_steps
from assemblies.queries.notice import Notice, notice_of
from assemblies.queries.phone_votes import PhoneVote, VoteList, phone_vote, votes_of
from assemblies.queries.sentences import rule_sentence
from assemblies.rules import Held, held_by, may_enter_paper, may_run
from confed.kernel import clock
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class AssemblyPage:
    """Everything the page of one sitting shows to one reader."""

    id: int
    slug: str
    commune_id: int
    commune: str
    number: int
    kind: str
    notice: Notice | None
    is_council: bool
    zone: str
    stage: str
    stamp: str
    planned_at: datetime
    held_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    place: str
    here: int | None
    youth: int
    observers: int
    needed: int
    of: int
    items: tuple[Item, ...]
    running: Item | None
    ballot: str
    question: str
    is_counted: bool
    rule: str
    facilitators: tuple[str, ...]
    tellers: tuple[str, ...]
    takers: tuple[str, ...]
    may_run: bool
    may_write: bool
    steps: Steps | None
    board: CountBoard | None
    loose: tuple[Loose, ...]
    vote: PhoneVote | None
    lists: tuple[VoteList, ...]
    at: datetime
    is_shared: bool

    @property
    def is_special(self) -> bool:
        """Whether it was called between the ordinary ones."""
        return self.kind == AssemblyKind.SPECIAL

    @property
    def is_open(self) -> bool:
        """Whether the sitting runs."""
        return self.stage in (AssemblyStage.QUORATE, AssemblyStage.INQUORATE)

    @property
    def spoken(self) -> str:
        """The sentence for the status line when this page changes; it never names a part count."""
        if self.ballot:
            return _("Vote open: %(question)s") % {"question": self.question}
        decided = [vote for item in self.items for vote in item.votes]
        if decided and self.is_open and not self.running:
            return f"{decided[-1].title}: {decided[-1].sentence}"
        if self.running:
            return _("Now: %(title)s") % {"title": self.running.title}
        return ""


def assembly_page(found: Found, person: Person | None) -> AssemblyPage:
    """What this reader sees of a sitting: no part count unless they run or count it (at most nine queries)."""
    assembly = found.assembly
    line = line_of(assembly.commune)
    held = held_by(person, assembly.commune, line) if person else Held(frozenset(), frozenset())
    runs = bool(person and may_run(person, assembly, held))
    enters_paper = bool(person and may_enter_paper(person, assembly.commune, held))
    items, texts = agenda_items(assembly, enters_paper=enters_paper, person=person, held=held)
    running = next((one for one in items if one.state == "running"), None)
    ballot, lists = votes_of(assembly)
    roles = _roles(assembly)
    is_teller = held.has(Role.Kind.TELLER, assembly=assembly)
    vote = phone_vote(ballot, runs=runs, is_teller=is_teller)
    by_hands = ballot if vote is None else None
    counts = person and (runs or is_teller)
    board = count_board(by_hands, person, roles, is_console=runs) if by_hands and counts and person else None
    charter = _charter(assembly, line, ballot, runs)
    needed, everybody = _needed(found, charter)
    rule = _rule(found, ballot, charter)
    takers = _names(roles, Role.Kind.MINUTES_TAKER)
    writes = held.has(Role.Kind.SECRETARY, Role.Kind.MINUTES_TAKER, assembly=assembly)
    page = AssemblyPage(
        id=assembly.pk,
        slug=assembly.commune.slug,
        commune_id=assembly.commune_id,
        commune=assembly.commune.name,
        number=assembly.number,
        kind=assembly.kind,
        notice=notice_of(assembly, zone_in(line)),
        is_council=found.is_council,
        zone=zone_in(line),
        stage=assembly.stage,
        stamp=assembly.stage,
        planned_at=assembly.planned_at,
        held_on=assembly.held_on,
        opened_at=assembly.opened_at,
        closed_at=assembly.closed_at,
        place=assembly.place,
        here=found.units if found.is_council else found.voters,
        youth=found.youth,
        observers=found.observers,
        needed=needed,
        of=everybody,
        items=items,
        running=running,
        ballot=ballot.code if ballot else "",
        question=ballot.question if ballot else "",
        is_counted=bool(ballot and ballot.stage == BallotStage.CLOSED),
        rule=rule if ballot else "",
        facilitators=_names(roles, Role.Kind.FACILITATOR),
        tellers=_names(roles, Role.Kind.TELLER),
        takers=takers,
        may_run=runs,
        may_write=writes or (runs and not takers),
        steps=None,
        board=board,
        loose=loose_proposals(assembly) if runs and assembly.stage == AssemblyStage.PLANNED else (),
        vote=vote,
        lists=lists,
        at=clock.now(),
        # Who holds nothing here sees what everybody sees, but for the commune's own words.
        is_shared=not (held.kinds or held.sittings or held.secretary_above),
    )
    if not runs:
        return page
    floor = _floor(page, assembly.call, texts, ballot, charter, rule)
    return replace(page, steps=next_steps(floor))


def _roles(assembly: Assembly) -> list[Role]:
    """Facilitators, minutes-takers and tellers of the commune and of this sitting (1 query)."""
    day = assembly.held_on or clock.now().date()
    return list(
        Role.objects.filter(
            Q(assembly=None) | Q(assembly=assembly),
            commune=assembly.commune,
            kind__in=[Role.Kind.FACILITATOR, Role.Kind.MINUTES_TAKER, Role.Kind.TELLER],
            from_on__lte=day,
            until__gte=day,
        )
        .filter(Q(ended_at=None) | Q(ended_at__gte=F("assembly__closed_at")))
        .select_related("person")
        .order_by("person__name")
    )


def _names(roles: Sequence[Role], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(role.person) for role in roles if role.kind == kind))


def _charter(assembly: Assembly, line: list[Commune], ballot: Ballot | None, runs: bool) -> dict[str, str]:
    """The charter, where the page needs it: before the opening, and before a vote (1 query)."""
    planned = assembly.stage == AssemblyStage.PLANNED
    if not planned and (ballot or not runs or assembly.stage == AssemblyStage.CLOSED):
        return {}
    return values_on(line, assembly.held_on or clock.today(zone_in(line)))


def _needed(found: Found, charter: dict[str, str]) -> tuple[int, int]:
    assembly = found.assembly
    if assembly.needed is not None:
        return assembly.needed, assembly.roll_count or 0
    key, everybody = ("quorum.council", found.communes) if found.is_council else ("quorum.ordinary", found.members)
    share = charter.get(key, NONE)
    return people_needed(None if share == NONE else parse_share(share), everybody), everybody


def _rule(found: Found, ballot: Ballot | None, charter: dict[str, str]) -> str:
    if ballot:
        return rule_sentence(Rule.from_values(ballot.rule), ballot.present, ballot.snapshot.count_vote)
    if not charter or found.assembly.stage != AssemblyStage.QUORATE:
        return ""
    return rule_sentence(ordinary_rule(charter), found.voters or 0, found.members)


def _floor(
    page: AssemblyPage, call: int, texts: set[int], ballot: Ballot | None, charter: dict[str, str], rule: str
) -> Floor:
    running = page.running
    following = next((item for item in page.items if item.state == "waiting"), None)
    return Floor(
        stage=page.stage,
        call=call,
        has_second_call=charter.get("quorum.second_call", NONE) != NONE,
        is_council=page.is_council,
        here=page.here or 0,
        needed=page.needed,
        running=running.title if running else "",
        running_place=str(running.position) if running else "",
        running_has_text=running is not None and running.position in texts,
        is_voted=bool(running and running.votes),
        following=following.title if following else "",
        following_place=str(following.position) if following else "",
        ballot_code=page.ballot,
        ballot=ballot.stage if ballot else "",
        open_answers=page.board.open_answers if page.board else (),
        differing=page.board.differing if page.board else (),
        rule=rule,
        vote=page.vote,
    )
