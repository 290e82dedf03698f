"""The embedded channel layer reaches the sockets' loop from any thread; a socket takes well-formed topics only."""

import asyncio
import threading
import time

import pytest

from confed.kernel.live import EmbeddedChannelLayer
from confed.pages.consumers import topics_of


async def listen(layer: EmbeddedChannelLayer, ready: threading.Event, got: list[object]) -> None:
    channel = await layer.new_channel()
    await layer.group_add("decision-7", channel)
    ready.set()
    while (message := await layer.receive(channel))["topic"] != "end":
        got.append(message["topic"])
    await asyncio.sleep(0.1)  # the last sender waits for this loop to say that it has sent


def test_group_send_from_another_thread_wakes_the_loop_of_the_sockets():
    layer, ready, got = EmbeddedChannelLayer(capacity=2000), threading.Event(), []
    loop = asyncio.new_event_loop()
    loop.set_debug(True)  # then asyncio refuses what is not thread-safe
    server = threading.Thread(target=loop.run_until_complete, args=(listen(layer, ready, got),))
    server.start()
    assert ready.wait(5)
    slowest = 0.0
    for number in range(20):
        begun = time.monotonic()
        asyncio.run(layer.group_send("decision-7", {"type": "topic.changed", "topic": "decision-7"}))
        while len(got) <= number:
            time.sleep(0.0005)
        slowest = max(slowest, time.monotonic() - begun)
    asyncio.run(layer.group_send("decision-7", {"type": "topic.changed", "topic": "end"}))
    server.join(5)
    loop.close()
    assert got == ["decision-7"] * 20
    assert slowest < 0.5
    asyncio.run(layer.group_send("decision-7", {"type": "topic.changed"}))  # the loop is closed: nobody to reach


def test_group_send_before_any_socket_reaches_nobody():
    asyncio.run(EmbeddedChannelLayer().group_send("decision-7", {"type": "topic.changed"}))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (b"t=decision-7", ["decision-7"]),
        (b"t=decision-7&t=decision-7&t=commune-1", ["decision-7", "commune-1"]),
        (b"t=council-vote-abcdefghjk&t=assembly-12", ["council-vote-abcdefghjk", "assembly-12"]),
        (b"&".join(b"t=decision-%d" % number for number in range(1, 9)), [f"decision-{n}" for n in range(1, 9)]),
        (b"&".join(b"t=decision-%d" % number for number in range(1, 10)), []),
        (b"", []),
        (b"t=", []),
        (b"t=decision-0", []),
        (b"t=decision-7&t=secrets", []),
        (b"t=decision-7%0A", []),
        (b"t=council-vote-ABC", []),
        (b"t=decision-\xff", []),
        (b"t=" + b"decision-" + b"9" * 200, []),
    ],
)
def test_topics_of_an_address_are_all_well_formed_or_none(query: bytes, expected: list[str]):
    assert topics_of(query) == expected
