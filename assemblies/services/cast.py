"""A vote by phone: named, one update of the roll; secret, a mark on the roll and a slip in the sealed urn."""

from dataclasses import dataclass

from django.db.models import QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from assemblies import rules
from assemblies.domain.answers import read_choice
from assemblies.domain.codes import NO_CODE, SPACE, own_word
from assemblies.domain.slips import UrnSlip, exchanged, put_in, with_code
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Elector, RollEntry
from assemblies.services.inputs import UNCHANGED, refuse
from assemblies.services.locks import held_open
from assemblies.services.urn import open_urn, shut_urn, texts_in
from confed.kernel import clock
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import tell
from confed.kernel.use_case import use_case

NOT_IN = _("Your vote is not in.")
STAYS = _("The vote you cast stays as it is.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the voter keeps of a slip; the server keeps no link between the two."""

    code: int
    word: str
    is_repeated: bool = False  # a slip with this code was in already


@use_case
def cast_named(*, actor: Actor, ballot: Ballot, choice: str) -> None:
    """Cast a named vote: one conditional update of the elector; changeable until closing where the charter allows.

    No journal entry tells of it. Holds the vote together with all who cast. Raises NotAllowed, BadInput, RuleStops.
    """
    said = _choice(ballot, choice)
    _require_open(ballot, Ballot.Method.NAMED)
    _write_named(ballot, _own_row(actor, ballot), said, actor)


@use_case
def record_named(*, actor: Actor, ballot: Ballot, entry: RollEntry, choice: str) -> None:
    """Write down the named vote of somebody without a phone, called up by a teller; as `cast_named` in all else."""
    rules.may_count(actor, ballot).require()
    said = _choice(ballot, choice)
    _require_open(ballot, Ballot.Method.NAMED)
    _write_named(ballot, Elector.objects.filter(snapshot=ballot.snapshot_id, entry=entry), said, entry)


@use_case
def cast_secret(*, actor: Actor, ballot: Ballot, choice: str, code: int, word: str = "") -> Receipt:
    """Cast a secret vote: mark the elector, put a slip with this code into the urn, seal it anew.

    The code was drawn for the form: the same form sent twice finds its own slip, and the last choice stands if votes
    may be changed. The answer never says what stood on it, so a code proves that one voted and not how. Mark and slip
    are written together or not at all; no journal entry tells of it.
    Holds the vote together with all who cast, then locks the urn. Raises NotAllowed, BadInput, RuleStops.
    """
    slip = _slip(ballot, code, word, choice)
    _require_open(ballot, Ballot.Method.SECRET)
    own = _own_row(actor, ballot)
    is_marked = own.filter(marked=False).update(marked=True)
    if not is_marked:
        _require_on_roll(own, ballot, actor)
    urn = open_urn(ballot)
    known = with_code(urn.content, slip.code)
    if not is_marked:
        if known is None or known.word != slip.word:
            raise _voted_already(ballot)
        if ballot.may_change:
            shut_urn(urn, exchanged(urn.content, slip))
        return Receipt(slip.code, slip.word, is_repeated=True)
    if known is not None:
        raise RuleStops(
            _("This code is on another slip already."), safe=NOT_IN, do=_("Open the vote again; it draws a new code.")
        )
    shut_urn(urn, put_in(urn.content, slip))
    _tell_turnout(ballot)
    return Receipt(slip.code, slip.word)


@use_case
def change_secret(*, ballot: Ballot, code: int, word: str = "", choice: str) -> Receipt:
    """Change a secret vote until closing: whoever knows the code of a slip, and its word, changes its choice.

    Nobody is asked who they are, for nobody knows whose slip it is. Locks the urn. Raises BadInput, RuleStops.
    """
    slip = _slip(ballot, code, word, choice)
    _require_open(ballot, Ballot.Method.SECRET)
    if not ballot.may_change:
        raise RuleStops(_("The charter does not let a vote be changed once it is cast."), safe=STAYS)
    urn = open_urn(ballot)
    known = with_code(urn.content, slip.code)
    if known is None or known.word != slip.word:
        raise RuleStops(
            _("No slip in the urn has this code and this word."),
            safe=_("Every vote stays as it is."),
            do=_("Check the code on your receipt, and the word if you added one."),
        )
    shut_urn(urn, exchanged(urn.content, slip))
    return Receipt(slip.code, slip.word, is_repeated=True)


def _write_named(ballot: Ballot, own: QuerySet[Elector], said: str, who: Actor | RollEntry) -> None:
    rows = own if ballot.may_change else own.filter(choice__in=["", said])
    if not rows.update(choice=said, cast_at=clock.now()):
        _require_on_roll(own, ballot, who)
        raise _voted_already(ballot)
    _tell_turnout(ballot)


def _tell_turnout(ballot: Ballot) -> None:
    """Let those who run the sitting see that one more has voted; nobody else may listen."""
    tell(f"turnout-{ballot.code}")


def _require_open(ballot: Ballot, method: str) -> None:
    """Hold the vote; refuse where it is not of this method, not open, or its time is over. All else of it is frozen.

    All who cast hold it together. Each writes a row of their own; only the urn is written by one after the other.
    """
    if ballot.method != method:
        raise RuleStops(_("This vote is not cast in this way."), safe=UNCHANGED)
    stage, closes_at = held_open(ballot)
    if stage != BallotStage.OPEN or (closes_at is not None and closes_at <= clock.now()):
        raise RuleStops(
            _("This vote is closed."),
            safe=_("What was cast in time is counted; nothing was changed."),
            do=_("The result is announced in the assembly."),
        )


def _own_row(actor: Actor, ballot: Ballot) -> QuerySet[Elector]:
    """Return the place of this person on the frozen roll; one, whatever entries they hold."""
    if not isinstance(actor, Person):
        raise NotAllowed(_("Only a person votes."))
    places = Elector.objects.filter(snapshot=ballot.snapshot_id, entry__person=actor).order_by("entry_id")
    return Elector.objects.filter(pk=Subquery(places.values("pk")[:1]))


def _require_on_roll(own: QuerySet[Elector], ballot: Ballot, who: Actor | RollEntry) -> None:
    """Where nothing was written: refuse with the reason who has no place on the frozen roll."""
    if own.exists():
        return
    entry = who if isinstance(who, RollEntry) else None
    if isinstance(who, Person):
        entry = RollEntry.objects.running().filter(commune=ballot.snapshot.commune_id, person=who).first()
    if entry is not None and rules.stood_aside(entry, ballot):
        raise NotAllowed(
            rules.ABOUT_YOU,
            safe=UNCHANGED,
            do=_("You speak last, before it opens."),
        )
    raise _not_on_roll(entry)


def _not_on_roll(entry: RollEntry | None) -> NotAllowed:
    verdict = rules.may_be_counted(entry) if entry is not None and entry.ended_on is None else None
    if verdict is not None and not verdict:
        return NotAllowed(verdict.reason, safe=UNCHANGED)
    return NotAllowed(
        _("You were not on the roll with a vote when this vote was opened."),
        safe=UNCHANGED,
        do=_("Who joined since then votes from the next vote on."),
    )


def _slip(ballot: Ballot, code: int, word: str, choice: str) -> UrnSlip:
    if not NO_CODE < code < SPACE:
        raise refuse(_("This is not a receipt code."), _("A code is three words and a number."))
    return UrnSlip(code, own_word(word), _choice(ballot, choice))


def _choice(ballot: Ballot, choice: str) -> str:
    try:
        return read_choice(choice, texts_in(ballot))
    except ValueError:
        raise refuse(
            _("Choose one answer to each text: yes, no or abstain."), _("Your vote is not in. Choose, then cast it.")
        ) from None


def _voted_already(ballot: Ballot) -> RuleStops:
    if ballot.method == Ballot.Method.NAMED:
        return RuleStops(
            _("You voted already, and the charter does not let a vote be changed once it is cast."), safe=STAYS
        )
    do = _("With the code of your receipt you can change it until the vote closes.") if ballot.may_change else ""
    return RuleStops(_("You voted already."), safe=STAYS, do=do)
