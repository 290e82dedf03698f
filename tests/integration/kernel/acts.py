"""A small act, its fact and its effect, for the tests of the kernel."""

from typing import Any

from confed.kernel import effects, journal
from confed.kernel.journal import Fact
from confed.kernel.models import Chain
from confed.kernel.person import Machine
from confed.kernel.use_case import use_case

TESTER = Machine("tester")
BENCH_MOVED: Fact = journal.fact("bench_moved", "%(who)s moved %(count)s benches to %(places)s.")
KIND = "tests.move_bench"
FAILING = "tests.fail"


@use_case
def open_commune(*, code: str) -> Chain:
    return journal.open_chain(code)


@use_case
def move_benches(*, chain: Chain, count: int = 3, who: str = "Rojda") -> int:
    entry = journal.enter(
        chain=chain,
        fact=BENCH_MOVED,
        actor=TESTER,
        scope=f"square:{chain.code}",
        payload={"count": count, "places": ["the yard", "the hall"]},
        personal={"who": who},
    )
    return entry.seq


@use_case
def owe_moves(*, chain: Chain, number: int, kind: str = KIND) -> None:
    effects.put_many(
        [
            effects.NewEffect(f"{kind}/{chain.code}/{each}", kind, {"chain": chain.pk, "count": each})
            for each in range(number)
        ]
    )


@effects.handler(KIND)
def do_move(args: dict[str, Any]) -> None:
    move_benches(chain=Chain.objects.get(pk=args["chain"]), count=args["count"])


@effects.handler(FAILING)
def fail(args: dict[str, Any]) -> None:
    move_benches(chain=Chain.objects.get(pk=args["chain"]))
    raise ConnectionError("the mail server is away")
