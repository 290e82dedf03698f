"""What was counted in a vote, however it was cast: by tellers, from the roll, or from the published slips."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assemblies.domain.answers import ANSWERS, counts_of
from assemblies.domain.majority import Tally
from assemblies.models import Ballot, Elector, Slip
from assemblies.queries.counts import CountState, count_states
from assemblies.services.inputs import UNCHANGED
from assemblies.services.urn import URN_METHODS, sealed_counts, texts_in
from confed.kernel.errors import RuleStops

WORDS = {"for": _("yes"), "against": _("no"), "abstain": _("abstaining")}


@dataclass(frozen=True, slots=True)
class Counted:
    """The answers to each text; hidden where so few voted in secret that numbers would tell who."""

    texts: tuple[dict[str, int], ...]
    is_hidden: bool = False

    @property
    def people(self) -> int:
        """How many answered; every ballot answers each text."""
        return sum(self.texts[0].values())

    def tallies(self, ballot: Ballot) -> list[Tally]:
        """Return the tally of each text, on the frozen base."""
        everybody = ballot.snapshot.count_vote
        return [Tally(each["for"], each["against"], each["abstain"], ballot.present, everybody) for each in self.texts]


def counted(ballot: Ballot) -> Counted:
    """Count a vote. Raises RuleStops where two tellers have not agreed."""
    if ballot.method == Ballot.Method.HANDS:
        counts = settled_counts(ballot)
        return Counted(({answer: counts[answer] for answer in ANSWERS},))
    if ballot.method in URN_METHODS:
        if ballot.sealed_counts:
            return Counted(tuple(sealed_counts(ballot)), is_hidden=True)
        slips = Slip.objects.filter(ballot=ballot).exclude(choice="").values_list("choice", flat=True)
        return Counted(tuple(counts_of(slips, texts_in(ballot))))
    said = Elector.objects.filter(snapshot=ballot.snapshot_id).exclude(choice="").values_list("choice", flat=True)
    return Counted(tuple(counts_of(said, texts_in(ballot))))


def settled_counts(ballot: Ballot) -> dict[str, int]:
    """Return the number of each answer that two tellers agree on; refuse, naming both, where they do not."""
    counts: dict[str, int] = {}
    for option, state in count_states(ballot).items():
        if state.settled is None:
            raise _unsettled(state)
        counts[option] = state.settled
    return counts


def refuse_more_than_present(counted: int, present: int, *, by_hands: bool = True) -> None:
    """Refuse counts above those present, saying by how many."""
    if counted <= present:
        return
    words = {"counted": counted, "over": counted - present, "present": present}
    if by_hands:
        happened = _("%(counted)s hands were counted, %(over)s more than the %(present)s present.") % words
        do = _("Count again, or correct the number of those present with a reason.")
    else:
        happened = _("%(counted)s people voted, %(over)s more than the %(present)s counted present.") % words
        do = _("Correct the number of those present, with a reason.")
    raise RuleStops(happened, safe=UNCHANGED, do=do)


def _unsettled(state: CountState) -> RuleStops:
    answer = str(WORDS[state.option])
    if state.differs:
        return RuleStops(
            _("The tellers differ on “%(answer)s”: %(first)s and %(second)s.")
            % {"answer": answer, "first": state.numbers[0], "second": state.numbers[1]},
            safe=UNCHANGED,
            do=_("Let both count again, or keep one of the numbers with a reason."),
        )
    return RuleStops(
        _("“%(answer)s” was not counted by two tellers yet: %(sent)s of 2 numbers are in.")
        % {"answer": answer, "sent": len(state.sent)},
        safe=UNCHANGED,
    )
