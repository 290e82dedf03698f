"""What the tellers counted so far, for the console and for the tellers only."""

from collections import defaultdict
from dataclasses import dataclass

from assemblies.models import Ballot, TellerCount

OPTIONS = ("for", "against", "abstain")
TELLERS = 2


@dataclass(frozen=True, slots=True)
class CountState:
    """Where the count of one answer stands: its newest round, and the number that is settled."""

    option: str
    round: int
    sent: tuple[tuple[int, int], ...]  # (person id, number), in the order sent
    settled: int | None

    @property
    def differs(self) -> bool:
        """Both tellers sent, and neither number is kept yet."""
        return self.settled is None and len(self.sent) == TELLERS

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers sent in this round."""
        return tuple(number for _person, number in self.sent)

    def own(self, person_id: int) -> int | None:
        """Return the number this teller sent in this round; the other's stays hidden until both have sent."""
        return dict(self.sent).get(person_id)


def count_states(ballot: Ballot) -> dict[str, CountState]:
    """Return the state of each answer, in the order for, against, abstain (one query)."""
    rows: dict[str, list[TellerCount]] = defaultdict(list)
    for row in TellerCount.objects.filter(ballot=ballot).order_by("id"):
        rows[row.option].append(row)
    return {option: _state(option, rows[option]) for option in OPTIONS}


def _state(option: str, rows: list[TellerCount]) -> CountState:
    newest = max((row.round for row in rows), default=1)
    last = [row for row in rows if row.round == newest]
    sent = tuple((row.person_id, row.number) for row in last)
    return CountState(option, newest, sent, next((row.number for row in last if row.kept), None))
