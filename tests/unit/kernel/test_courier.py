"""Hints leave from a thread of their own, once for many, and a failed one stops nothing."""

import os
import threading
import time
from itertools import pairwise

import pytest

from confed.kernel.courier import Courier


class Deliveries:
    def __init__(self) -> None:
        self.got: list[list[str]] = []
        self.gate = threading.Event()
        self.threads: set[str] = set()

    def __call__(self, items: list[str]) -> None:
        self.gate.wait(5)
        self.threads.add(threading.current_thread().name)
        self.got.append(items)
        if "bad" in items:
            raise ConnectionError("no broker")


def test_post_while_busy_becomes_one_delivery():
    deliveries = Deliveries()
    courier = Courier("test-courier", deliveries)
    courier.post("first")
    while courier._waiting:
        pass
    for _ in range(100):
        courier.post("a", "b")
    deliveries.gate.set()
    assert courier.wait_idle(5)
    assert deliveries.got == [["first"], ["a", "b"]]
    assert deliveries.threads == {"test-courier"}


def test_failed_delivery_is_tried_again_then_logged_and_the_next_one_leaves(caplog: pytest.LogCaptureFixture):
    deliveries = Deliveries()
    deliveries.gate.set()
    courier = Courier("test-courier", deliveries, pauses=(0.01, 0.01))
    courier.post("bad")
    assert courier.wait_idle(5)
    courier.post("good")
    assert courier.wait_idle(5)
    assert deliveries.got == [["bad"], ["bad"], ["bad"], ["good"]]
    assert caplog.messages == ["test-courier: a hint was lost: ConnectionError: no broker"]


def test_child_after_a_fork_has_a_thread_of_its_own():
    deliveries = Deliveries()
    deliveries.gate.set()
    courier = Courier("test-courier", deliveries)
    courier.post("parent")
    assert courier.wait_idle(5)
    child = os.fork()
    if child == 0:
        courier.post("child")
        os._exit(0 if courier.wait_idle(5) and deliveries.got == [["parent"], ["child"]] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_thousand_posts_are_at_most_one_delivery_a_gap_and_the_last_always_leaves():
    gap, told = 0.2, []
    courier = Courier("test-courier", lambda items: told.append((time.monotonic(), items, said[-1])), gap=gap)
    said = [0]
    for number in range(1, 1001):
        said.append(number)
        courier.post("hall")
        time.sleep(0.0005)
    took = time.monotonic() - told[0][0]
    assert courier.wait_idle(5)
    moments = [moment for moment, _items, _said in told]
    assert len(told) <= took / gap + 2
    assert all(later - earlier >= gap / 2 for earlier, later in pairwise(moments))
    assert told[0][1] == ["hall"]
    assert told[-1][2] == 1000


def test_a_topic_that_rests_holds_up_no_other():
    told: list[list[str]] = []
    courier = Courier("test-courier", told.append, gap=0.3)
    for topic in ("hall", "hall", "council", "hall"):
        courier.post(topic)
        time.sleep(0.02)
    assert courier.wait_idle(5)
    assert told == [["hall"], ["council"], ["hall"]]  # the second word of the hall waits, the council's does not
