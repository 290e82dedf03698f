"""What a person may do in a vote, and whether they did: for the ballot page and its refusals in words."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assemblies import rules
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Elector, RollEntry
from confed.kernel import clock
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class OwnVote:
    """Where this person stands in a vote; the choice is known in a named vote only."""

    may_vote: Verdict
    has_voted: bool
    choice: str
    may_change: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class CardsFound:
    """Entries of the frozen roll by card or name, and what was not found or voted already."""

    entries: tuple[RollEntry, ...]
    unknown: tuple[str, ...]
    voted: tuple[str, ...]


def is_open(ballot: Ballot) -> bool:
    """Say whether votes are taken now, by the server's clock."""
    return ballot.stage == BallotStage.OPEN and (ballot.closes_at is None or ballot.closes_at > clock.now())


def own_vote(ballot: Ballot, person: Person | None) -> OwnVote:
    """Return where a person stands in a vote (1 query for electors, 1 more for others)."""
    still_open = is_open(ballot)
    if person is None:
        return OwnVote(Verdict(False, _("Sign in to vote.")), False, "", ballot.may_change, still_open)
    rows = Elector.objects.filter(snapshot=ballot.snapshot_id, entry__person=person).order_by("entry_id")
    elector = rows.first()
    if elector is None:
        return OwnVote(_reason(ballot, person), False, "", ballot.may_change, still_open)
    return OwnVote(ALLOWED, elector.marked or bool(elector.choice), elector.choice, ballot.may_change, still_open)


def turnout(ballot: Ballot) -> int:
    """Return how many voted so far, by phone or on paper (1 query); never what they chose."""
    electors = Elector.objects.filter(snapshot=ballot.snapshot_id)
    if ballot.method == Ballot.Method.NAMED:
        return electors.exclude(choice="").count()
    return electors.filter(marked=True).count()


def electors_by_card(ballot: Ballot, cards: list[str]) -> CardsFound:
    """Find those whose paper slips two tellers enter, by the numbers of their cards (1 query)."""
    wanted = list(dict.fromkeys(card.strip() for card in cards if card.strip()))
    rows = Elector.objects.filter(snapshot=ballot.snapshot_id, entry__card__in=wanted).select_related("entry")
    found = {row.entry.card: row for row in rows}
    return CardsFound(
        entries=tuple(found[card].entry for card in wanted if card in found and not found[card].marked),
        unknown=tuple(card for card in wanted if card not in found),
        voted=tuple(card for card in wanted if card in found and found[card].marked),
    )


def _reason(ballot: Ballot, person: Person) -> Verdict:
    entry = RollEntry.objects.running().filter(commune=ballot.assembly.commune_id, person=person).first()
    if entry is not None and not (verdict := rules.may_be_counted(entry)):
        return verdict
    if entry is not None and rules.stood_aside(entry, ballot):
        return Verdict(False, rules.ABOUT_YOU)
    return Verdict(False, _("You were not on the roll with a vote when this vote was opened."))
