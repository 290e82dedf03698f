"""One ballot as a page: the question, the texts, the answers, and where the reader stands in the vote."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from assemblies.domain.majority import Rule
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Decision, TextVersion
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.above import About, about
from assemblies.queries.ballot_words import Option, choice_words, fails_against, guarantee, options, protects
from assemblies.queries.changed_text import ChangedText, changed_at
from assemblies.queries.find import entry_in
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.labels import decision_label
from assemblies.queries.own_vote import own_vote, turnout
from assemblies.queries.sentences import reckoning, rule_sentence
from assemblies.rules import Held, held_by, may_read
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person

LEAD = 100  # a text longer than this may not fit into three lines of a small phone
SOON = timedelta(hours=1)
PHONES = (Ballot.Method.NAMED, Ballot.Method.SECRET)


class State(StrEnum):
    """What the reader meets on the page of a ballot."""

    CHOOSE = "choose"  # the form
    VOTED = "voted"  # their vote is in
    NOT_MINE = "not_mine"  # not signed in, or not on the frozen roll
    IN_HALL = "in_hall"  # hands or paper slips: nothing to press here
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class BallotText:
    """One text to answer, with its cards."""

    field: str
    number: int
    title: str
    body: str
    is_long: bool
    version: int
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What came of the vote."""

    label: str
    number: int
    title: str
    stage: str
    reckoning: str


@dataclass(frozen=True, slots=True)
class BallotPage:
    """Everything the page of one ballot shows to one reader; no part count, no choice but one's own in a named vote."""

    code: str
    method: str
    receipt: str
    state: State
    why_not: object
    commune: str
    slug: str
    assembly: int
    item: int
    zone: str
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None
    minutes_left: int | None
    question: str
    texts: tuple[BallotText, ...]
    rule: str
    guarantee: str
    protects: tuple[str, ...]
    fails: tuple[str, ...]
    may_change: bool
    said: tuple[str, ...]
    voted: int | None
    announced: Announced | None
    is_signed_in: bool
    is_readable: bool
    is_sealed: bool
    changed: ChangedText | None
    about: About | None

    @property
    def is_secret(self) -> bool:
        """Whether slips go into the urn."""
        return self.method == Ballot.Method.SECRET

    @property
    def has_list(self) -> bool:
        """Whether codes are listed after closing."""
        return self.is_secret

    @property
    def is_rival(self) -> bool:
        """Whether several texts stand against each other."""
        return len(self.texts) > 1

    @property
    def shows_form(self) -> bool:
        """Whether the reader can choose now: before their vote, and in a named vote until it closes."""
        return self.state == State.CHOOSE or (
            self.state == State.VOTED and self.method == Ballot.Method.NAMED and self.may_change
        )


def find_ballot(code: str) -> Ballot:
    """The vote with this code, with what its pages need in the same query; NotThere without one."""
    related = ("assembly__commune", "item", "proposal", "text_version", "snapshot", "result")
    found = Ballot.objects.select_related(*related).filter(code=code).first()
    if found is None:
        raise _not_there()
    tell_hours_of(found.assembly.commune)
    return found


def find_to_cast(code: str) -> Ballot:
    """The vote with this code and nothing else: what a hall asks for within one minute; NotThere without one."""
    try:
        return Ballot.objects.get(code=code)  # half the work of asking for the first one
    except Ballot.DoesNotExist:
        raise _not_there() from None


def _not_there() -> NotThere:
    return NotThere(_("There is no vote at this address."), do=_("Look at the page of the assembly."))


def ballot_page(ballot: Ballot, person: Person | None) -> BallotPage:
    """What this reader sees of a vote (at most seven queries)."""
    commune = ballot.assembly.commune
    own = own_vote(ballot, person)
    state = _state(ballot, is_open=own.is_open, may_vote=own.may_vote.allowed, has_voted=own.has_voted)
    is_readable = own.may_vote.allowed or _may_read(ballot, person)
    told = about(ballot)
    texts = ballot_texts(ballot)
    if told is not None:
        texts = tuple(replace(text, options=told.options) for text in texts)
    changed = (
        changed_at(ballot.assembly, [ballot.proposal_id]) if own.is_open and ballot.text_version.number > 1 else {}
    )
    return BallotPage(
        code=ballot.code,
        method=ballot.method,
        receipt=ballot.receipt,
        state=state,
        why_not=own.may_vote.reason,
        commune=commune.name,
        slug=commune.slug,
        assembly=ballot.assembly.number,
        item=ballot.item.position,
        zone=zone_in(line_of(commune)),
        opened_at=ballot.opened_at,
        closes_at=ballot.closes_at,
        closed_at=ballot.closed_at or ballot.closes_at,
        minutes_left=_minutes_left(ballot) if own.is_open else None,
        question=told.question if told and is_readable else ballot.question,
        texts=texts if is_readable else tuple(replace(text, body="") for text in texts),
        rule=told.rule
        if told
        else rule_sentence(Rule.from_values(ballot.rule), ballot.present, ballot.snapshot.count_vote),
        guarantee=guarantee(ballot),
        protects=protects(ballot),
        fails=fails_against(ballot),
        may_change=ballot.may_change,
        said=choice_words(own.choice),
        voted=turnout(ballot) if state in (State.CLOSED, State.ANNOUNCED) and ballot.method in PHONES else None,
        announced=_announced(ballot, told) if state == State.ANNOUNCED else None,
        is_signed_in=person is not None,
        is_readable=is_readable,
        is_sealed=state == State.ANNOUNCED and bool(ballot.sealed_counts),
        changed=changed.get(ballot.proposal_id),
        about=told if is_readable else None,
    )


def _may_read(ballot: Ballot, person: Person | None) -> bool:
    """Whether these words are for this reader: a commune's own are its own until they are voted."""
    nobody = Held(frozenset(), frozenset())
    if ballot.stage == BallotStage.ANNOUNCED or may_read(ballot.proposal, None, nobody):
        return True
    commune = ballot.assembly.commune
    if person is None:
        return False
    return bool(may_read(ballot.proposal, entry_in(commune, person), held_by(person, commune)))


def ballot_texts(ballot: Ballot) -> tuple[BallotText, ...]:
    """The texts on a ballot in their frozen order, with their cards (1 query where there are several)."""
    commune = ballot.assembly.commune.name
    if not ballot.texts:
        text = ballot.text_version
        return (
            _text(
                0, ballot.proposal.title, text.body, text.number, options(commune, ballot.proposal.kind, is_rival=False)
            ),
        )
    bodies = dict(TextVersion.objects.filter(pk__in=[text["text"] for text in ballot.texts]).values_list("pk", "body"))
    cards = options(commune, ballot.proposal.kind, is_rival=True)
    return tuple(
        _text(at, text["title"], bodies[text["text"]], text["version"], cards) for at, text in enumerate(ballot.texts)
    )


def _text(at: int, title: str, body: str, version: int, cards: tuple[Option, ...]) -> BallotText:
    is_long = len(body) > LEAD or "\n" in body.strip()
    return BallotText(f"answer-{at}", at + 1, title, body, is_long, version, cards)


def _state(ballot: Ballot, *, is_open: bool, may_vote: bool, has_voted: bool) -> State:
    if ballot.stage == BallotStage.VOID:
        return State.VOID
    if ballot.stage == BallotStage.ANNOUNCED:
        return State.ANNOUNCED
    if not is_open:
        return State.CLOSED
    if ballot.method not in PHONES:
        return State.IN_HALL
    if not may_vote:
        return State.NOT_MINE
    return State.VOTED if has_voted else State.CHOOSE


def _minutes_left(ballot: Ballot) -> int | None:
    """Whole minutes until the vote closes; nothing is said of a time that is far away."""
    if ballot.closes_at is None:
        return None
    left = ballot.closes_at - clock.now()
    return int(left.total_seconds() // 60) if left <= SOON else None


def _announced(ballot: Ballot, told: About | None) -> Announced | None:
    decision = Decision.objects.filter(result=ballot.result_id).first() if ballot.result_id else None
    result = ballot.result
    if decision is None or result is None:
        return None
    commune = ballot.assembly.commune
    return Announced(
        label=decision_label(commune.name, decision.number, is_root=commune.parent_id is None),
        number=decision.number,
        title=decision.title,
        stage=decision.stage,
        reckoning=told.reckoning if told else reckoning(result.counts, Rule.from_values(result.rule), result.outcome),
    )
