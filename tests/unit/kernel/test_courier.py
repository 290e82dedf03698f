"""Hints leave from a thread of their own, once for many, and a failed one stops nothing."""

import os
import threading

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
