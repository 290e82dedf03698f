"""Entries a second into one journal, by one writer and by several at once, beside several journals."""

import multiprocessing
import os
import time
from typing import Any

from django.db import connections

from assemblies import signals
from bench.world import communes
from confed.kernel import journal
from confed.kernel.person import Machine
from confed.kernel.use_case import in_use_case

WRITERS, EACH = 4, 150


def measure() -> dict[str, Any]:
    """Every entry is an act of its own; an act on a chain waits for the commit of the one before it."""
    chains = [commune.chain_id for commune in communes([f"journal {number}" for number in range(WRITERS + 1)], None)]
    connections.close_all()
    return {
        "writers": WRITERS,
        "alone": _rate(chains[:1]),
        "together": _rate(chains[:1] * WRITERS),
        "apart": _rate(chains[1:]),
    }


def _rate(chains: list[int]) -> float:
    """One process for each of these chains, all beginning at once; entries a second in all."""
    context = multiprocessing.get_context("fork")
    begin = context.Barrier(len(chains) + 1)
    writers = [context.Process(target=_write, args=(chain, begin)) for chain in chains]
    for writer in writers:
        writer.start()
    begin.wait()
    start = time.perf_counter()
    for writer in writers:
        writer.join()
    took = time.perf_counter() - start
    if any(writer.exitcode for writer in writers):
        raise RuntimeError("an entry was refused")
    return EACH * len(chains) / took


def _write(chain: int, begin: Any) -> None:
    _enter(chain, 0)  # the connection is open before the clock starts
    begin.wait()
    for number in range(EACH):
        _enter(chain, number)
    connections.close_all()
    os._exit(0)  # what the parent opened is the parent's to close


def _enter(chain: int, number: int) -> None:
    with in_use_case():
        journal.enter(
            chain_id=chain,
            fact=signals.ITEM_STARTED,
            actor=Machine("bench"),
            scope="bench:1",
            payload={"title": f"Item {number}"},
        )
