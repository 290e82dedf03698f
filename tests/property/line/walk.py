"""The machine that walks: one act at a time through the real services, an account kept apart, time that passes."""

from collections import Counter
from contextlib import ExitStack
from copy import deepcopy
from datetime import timedelta
from typing import Any, ClassVar

from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from assemblies.models import Charter
from confed.kernel import clock
from confed.kernel.effects import drain
from confed.kernel.errors import ConfedError
from confed.kernel.models import JournalEntry
from mandates.models import Cascade
from tests.integration.permissions.world import undone
from tests.property.line.book import Book
from tests.property.line.rows import Row, Rows, forget, watch
from tests.property.line.world import CHARTER, Home, World

AT = st.integers(0, 63)  # which of those there are
FEW = st.integers(0, 8)
SAID = st.sampled_from(("for", "for", "against", "abstain"))
THRESHOLDS = st.sampled_from(("majority", "majority", "2/3"))
BASES = st.sampled_from(("cast", "present", "all"))
SHARES = st.sampled_from(("none", "1/2", "3/4"))
MINUTE = timedelta(minutes=1)


class Walk(RuleBasedStateMachine):
    """Where every walk begins and how it goes on; the rules and the truths stand in the classes beside this one."""

    world: ClassVar[World]
    begun: ClassVar[Book]
    done: ClassVar[Counter[str]] = Counter()  # acts, by their use case
    reached: ClassVar[Counter[str]] = Counter()  # walks that came so far

    def __init__(self) -> None:
        super().__init__()
        self.block = ExitStack()
        self.block.enter_context(undone())
        self.block.enter_context(connection.execute_wrapper(watch))
        self.block.callback(forget)
        forget()
        clock.set_clock(self.world.moment)
        self.book = deepcopy(self.begun)
        self.charter = dict(CHARTER)
        self.people = {entry: person for home in self.world.homes for entry, person in home.people.items()}
        self.workers_away = False
        self.codes = 1000
        self.got: Any = None
        self.entered: Counter[str] = Counter()  # entries of the journal by their kind
        self.seen = 0  # the last of them
        self.news: list[JournalEntry] = []  # those that no truth has looked at yet
        self.kept: dict[str, dict[Any, Any]] = {}  # what a truth remembers from one look to the next
        self.look_again()

    def teardown(self) -> None:
        """Nothing of a walk stays but what it came to."""
        for name in ("ballots", "minutes", "petitions", "mandates", "votes", "cascades", "ratifications", "decisions"):
            self.reached.update({f"{name}: {row['stage']}" for row in getattr(self.rows, name).values()})
        self.block.close()
        clock.set_clock(None)

    @initialize(
        rule_=THRESHOLDS, base=BASES, threshold=THRESHOLDS, ratify_base=BASES, approval=SHARES, expressed=SHARES,
        silence=st.sampled_from(("not_counted", "stands", "assent", "against")),
        method=st.sampled_from(("flat", "tiered", "members", "double")),
        change=st.sampled_from(("yes", "yes", "no")),
        off=st.sampled_from(("void", "void", "count_and_report")),
        abstain=st.sampled_from(("off_mandate", "allowed")),
        weight=st.sampled_from(("unit", "members")),
    )  # fmt: skip
    def charter_says(self, rule_, base, threshold, ratify_base, approval, expressed, silence, method, **more):
        """The confederation had another charter from the beginning."""
        ratify = {
            "threshold": threshold, "base": ratify_base, "approval": approval, "min_expressed": expressed,
            "silence": silence, "count_method": method,
        }  # fmt: skip
        self.charter |= {
            "rule.ordinary.threshold": rule_,
            "rule.ordinary.base": base,
            "ballot.change": more["change"],
            "mandate.off_mandate_effect": more["off"],
            "council.abstain_against_mandate": more["abstain"],
            "council.weight": more["weight"],
            **{f"ratify.{key}": value for key, value in ratify.items()},
        }
        Charter.objects.filter(commune=self.world.council).update(values=self.charter)
        for cascade in Cascade.objects.all():
            cascade.rule |= ratify
            cascade.save(update_fields=["rule"])
        self.look_again()

    # --- how an act is done ---------------------------------------------------------------------------------

    def act(self, use_case: Any, **given: Any) -> bool:
        """Do an act a minute later; say whether the house let it. What is refused leaves nothing behind."""
        clock.set_clock(clock.now() + MINUTE)
        try:
            self.got = use_case(**given)
        except ConfedError:
            self.done[f"{use_case.__name__} refused"] += 1
            assert Rows().chains == self.rows.chains
            return False
        self.done[use_case.__name__] += 1
        self.look_again()
        return True

    def look_again(self) -> None:
        """Let the workers do what is due, if they are there, and read the tables."""
        if not self.workers_away:
            drain()
        self.rows = Rows()
        for entry in self.rows.entered(self.seen):
            self.entered[entry.kind] += 1
            self.news.append(entry)
            self.seen = entry.pk

    def later(self, time: timedelta) -> None:
        """Time passes."""
        clock.set_clock(clock.now() + time)
        self.look_again()

    @staticmethod
    def one_of(rows: Any, at: int) -> Any:
        """One of these, or None where there are none."""
        found = list(rows)
        return found[at % len(found)] if found else None

    def home(self, at: int) -> Home:
        """One of the homes; the first three, which send delegates, more often."""
        return self.world.homes[(0, 1, 2, 0, 1, 2, 3, 4)[at % 8]]

    def home_of(self, commune: int) -> Home | None:
        """The home with this key; None for a council."""
        return next((home for home in self.world.homes if home.commune.pk == commune), None)

    def sittings(self, *stages: str, council: bool = False) -> list[Row]:
        """Sittings in these stages, of homes or of the council."""
        own = {self.world.council.pk} if council else {home.commune.pk for home in self.world.homes}
        return [row for row in self.rows.sittings.values() if row["stage"] in stages and row["commune_id"] in own]

    # --- time and workers -----------------------------------------------------------------------------------

    @rule(minutes=st.sampled_from((31, 61, 125, 600)))
    def an_hour_passes(self, minutes):
        self.later(timedelta(minutes=minutes))

    @rule()
    def a_day_passes(self):
        self.later(timedelta(days=1))

    @rule()
    def workers_go_away(self):
        """From now on what is owed waits."""
        self.workers_away = True

    @rule()
    def workers_come_back(self):
        self.workers_away = False
        self.look_again()
