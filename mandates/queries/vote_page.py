"""The council vote as one delegate sees it: what changed, what the commune said, and each answer with its check."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assemblies.models import Decision, TextVersion
from assemblies.queries.hours import tell_hours_of
from confed.kernel import clock
from confed.kernel.errors import NotThere, Verdict
from confed.kernel.models import Person
from delegates.models import Credential
from mandates.domain.compliance import CheckKind, Terms, check
from mandates.domain.council import CouncilOutcome
from mandates.domain.stages import Choice, CouncilVoteStage, VoiceKind
from mandates.models import CouncilVote, Mandate, Voice
from mandates.queries.changes import Change, only_changed, text_changes
from mandates.queries.checks import REASONS, terms_of
from mandates.queries.council_floor import has_answered, one_per_delegation
from mandates.queries.mandate_cards import Hold, hold_of
from mandates.queries.vote_count import taken_over
from mandates.rules import current_credential, may_ask_recount, may_cast

CHOICES = (Choice.FOR, Choice.AGAINST, Choice.ABSTAIN, Choice.SEND_BACK)


@dataclass(frozen=True, slots=True)
class CheckedChoice:
    """One answer with what it would be, and why in a few words."""

    value: str
    word: str
    hint: str
    kind: CheckKind
    chosen: bool

    @property
    def is_blocked(self) -> bool:
        """Whether the mandate forbids it: it stays readable and cannot be chosen."""
        return self.kind is CheckKind.BLOCKED


@dataclass(frozen=True, slots=True)
class MyMandate:
    """What the commune said, as it is held against the text on the floor."""

    hold: Hold
    position: str
    red_lines: tuple[str, ...]
    if_touched: str
    version: int
    decided_on: datetime.date | None
    decision_number: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class OtherHand:
    """The second person of a tandem, and what that hand said."""

    name: str
    choice: str


@dataclass(frozen=True, slots=True)
class VotePage:
    """The page of one council vote for one reader."""

    code: str
    council: str
    council_slug: str
    assembly_id: int
    assembly_number: int
    item_number: int
    title: str
    version: int
    body: str
    stage: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    may_cast: bool
    why_not: str
    commune: str
    commune_slug: str
    mandate: MyMandate | None
    choices: tuple[CheckedChoice, ...]
    voice_choice: str
    voice_kind: str
    my_hand: str
    other: OtherHand | None
    answered: int
    voices: int
    was_counted: bool
    decision_number: int | None
    may_recount: bool

    @property
    def is_open(self) -> bool:
        """Whether voices may still be cast."""
        return self.stage == CouncilVoteStage.OPEN

    @property
    def awaits_answers(self) -> bool:
        """Whether it is open, or stands still before it was counted."""
        return self.is_open or (self.stage == CouncilVoteStage.SUSPENDED and not self.was_counted)

    @property
    def hands_differ(self) -> bool:
        """Whether the two hands of a tandem said different things."""
        return bool(self.other and self.other.choice and self.my_hand and self.other.choice != self.my_hand)


def vote_page(vote: CouncilVote, person: Person | None) -> VotePage:
    """The page of this vote for this reader; the rule that lets people cast also says why somebody may not."""
    council = vote.assembly.commune
    credential = current_credential(person, vote) if person else None
    verdict = may_cast(credential, vote, clock.now())
    if credential is not None and credential.to_at is not None:
        credential = None  # it ended: the reason says so, and the page is that of everybody
    voices = list(
        Voice.objects.filter(vote=vote).select_related(
            "delegation__commune", "mandate__text_version", "mandate__decision"
        )
    )
    for one in voices:
        one.vote = vote
    places = one_per_delegation(voices)
    mine = next(
        (v for v in voices if credential and v.delegation_id == credential.delegation_id and v.kind != VoiceKind.VOID),
        None,
    )
    # The list frozen at the opening is the upper bound: whoever came later has no voice in this vote.
    late = credential is not None and verdict.allowed and mine is None
    stands = (
        credential is not None
        and verdict.allowed
        and vote.result is not None
        and credential.delegation_id not in taken_over(vote)
    )
    decision = Decision.objects.filter(commune=council, proposal=vote.item.proposal_id).order_by("-number").first()
    commune = credential.delegation.commune if credential else None
    return VotePage(
        code=vote.code,
        council=council.name,
        council_slug=council.slug,
        assembly_id=vote.assembly_id,
        assembly_number=vote.assembly.number,
        item_number=vote.item.number,
        title=vote.item.proposal.title,
        version=vote.text_version.number,
        body=vote.text_version.body,
        stage=vote.stage,
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        may_cast=verdict.allowed and not late and not stands,
        why_not=_why_not(verdict, late, stands),
        commune=commune.name if commune else "",
        commune_slug=commune.slug if commune else "",
        mandate=_my_mandate(mine, vote) if mine else None,
        choices=_checked_choices(mine, credential) if mine and credential else (),
        voice_choice=mine.choice if mine else "",
        voice_kind=mine.kind if mine else "",
        my_hand=mine.hands.get(str(credential.seat), "") if mine and credential else "",
        other=_other(mine, credential) if mine and credential else None,
        answered=sum(map(has_answered, places)),
        voices=len(places),
        was_counted=vote.result is not None,
        decision_number=decision.number if decision and vote.stage == CouncilVoteStage.CLOSED else None,
        may_recount=person is not None and _is_counted(vote) and may_ask_recount(person, vote).allowed,
    )


def _is_counted(vote: CouncilVote) -> bool:
    """Whether a count stands that could be made again."""
    stands = vote.stage in (CouncilVoteStage.CLOSED, CouncilVoteStage.SUSPENDED)
    return stands and vote.result is not None and vote.result.outcome != CouncilOutcome.INQUORATE


def _why_not(verdict: Verdict, late: bool, stands: bool) -> str:
    """Why somebody may not vote here, in one sentence."""
    if late:
        return _("You came after this vote opened, so you have no voice in it.")
    if stands:
        return _("This vote was counted and is taken up again for another voice. Yours stands.")
    return str(verdict.reason)


def choice_word(choice: Choice, commune: str) -> str:
    """The word of an answer; sending back names the commune that is asked."""
    return {
        Choice.FOR: _("Yes"),
        Choice.AGAINST: _("No"),
        Choice.ABSTAIN: _("Abstain"),
        Choice.SEND_BACK: _("Ask %(commune)s") % {"commune": commune},
    }[choice]


def _checked_choices(voice: Voice, credential: Credential) -> tuple[CheckedChoice, ...]:
    terms = terms_of(voice)
    return tuple(_checked(voice, terms, credential, choice) for choice in CHOICES)


def _checked(voice: Voice, terms: Terms | None, credential: Credential, choice: Choice) -> CheckedChoice:
    found = check(terms, choice)
    reason = str(REASONS[found.reason])
    return CheckedChoice(
        value=choice.value,
        word=choice_word(choice, voice.delegation.commune.name),
        hint=reason[:1].upper() + reason[1:],
        kind=found.kind,
        chosen=voice.hands.get(str(credential.seat)) == choice and found.kind is not CheckKind.BLOCKED,
    )


def _my_mandate(voice: Voice, vote: CouncilVote) -> MyMandate | None:
    mandate = voice.mandate
    if mandate is None:
        return None
    return MyMandate(
        hold=hold_of(mandate, vote.text_version.number, vote.opened_at.date()),
        position=mandate.position,
        red_lines=tuple(mandate.red_lines),
        if_touched=mandate.if_touched,
        version=mandate.text_version.number,
        decided_on=mandate.decision.decided_on if mandate.decision else None,
        decision_number=mandate.decision.number if mandate.decision else None,
        changes=_changes_since(mandate, vote.text_version),
    )


def _changes_since(mandate: Mandate, text: TextVersion) -> tuple[Change, ...]:
    if mandate.text_version_id == text.pk:
        return ()
    return only_changed(text_changes(mandate.text_version.body, text.body))


def _other(voice: Voice, credential: Credential) -> OtherHand | None:
    """The other person of the tandem at this sitting (one query)."""
    other = (
        Credential.objects.filter(assembly=credential.assembly_id, delegation=credential.delegation_id, to_at=None)
        .exclude(pk=credential.pk)
        .select_related("delegate__entry")
        .first()
    )
    return OtherHand(str(other.delegate.entry), voice.hands.get(str(other.seat), "")) if other else None


def find_vote(code: str) -> CouncilVote:
    """The vote of this code with all its page shows, or NotThere."""
    found = named_vote(
        code, CouncilVote.objects.select_related("item__proposal", "text_version", "assembly__commune", "result")
    )
    tell_hours_of(found.assembly.commune)
    return found


def named_vote(code: str, among: QuerySet[CouncilVote] | None = None) -> CouncilVote:
    """The vote of this code alone, for who casts in it; or NotThere."""
    votes = CouncilVote.objects.all() if among is None else among
    found = votes.filter(code=code).first()
    if found is None:
        raise NotThere(_("There is no vote at this address."), "", _("Look at the page of the council's sitting."))
    return found
