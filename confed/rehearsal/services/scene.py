"""Where a step is played: the script, the people, the clock, and the day."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from confed.rehearsal.domain.script import Script
from confed.rehearsal.domain.verbs import Answering
from confed.rehearsal.queries.company import Company
from confed.rehearsal.services.timekeeper import Timekeeper


@dataclass(slots=True)
class Scene:
    """What every act of a playing is handed."""

    script: Script
    company: Company
    time: Timekeeper
    day: int = 0
    wants_refusal: bool = False
    # By vote and voter: codes stay on the phones, so nobody finds them again after the playing.
    receipts: dict[str, dict[str, int]] = field(default_factory=dict)

    def home(self, proposal: str) -> str:
        """Return the key of the commune a proposal is before."""
        return self.company.drafted(proposal).commune

    def select(self, words: list[str]) -> list[str]:
        """Return the communes a selection names."""
        return self.script.tree.select(words)

    def each(self, words: list[str]) -> Iterator[str]:
        """Go through the communes of a step: they meet at the same hour, each on its own."""
        start = latest = self.time.moment
        for key in self.select(words):
            if start is not None:
                self.time.begin(start)
            yield key
            if self.time.moment is not None and latest is not None:
                latest = max(latest, self.time.moment)
        if latest is not None:
            self.time.begin(latest)

    def counts(self, act: Answering) -> tuple[int, int, int]:
        """Return the counts of a vote: as given, or the usual ones of what it says; for where it says nothing."""
        return act.counts or self.script.defaults.vote(act.says or "for")
