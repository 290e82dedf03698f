"""Tells open pages that a topic changed; they fetch it themselves, under their own permission."""

import asyncio
import threading
from functools import partial

from channels.layers import get_channel_layer
from django.db import transaction

from confed.kernel.courier import Courier

CHANGED = "topic.changed"
SEND_SECONDS = 5
GAP_SECONDS = 0.5  # at most two pings a second for a topic; the last one always goes
_here = threading.local()


def ping(*topics: str) -> None:
    """After the commit, tell the sockets that listen to these topics; never raises, never waits.

    Topics: `decision-<id>`, `council-vote-<code>`, `assembly-<id>`, `commune-<id>`. Nothing else travels.
    """
    transaction.on_commit(partial(_courier.post, *topics), robust=True)


def _deliver(topics: list[str]) -> None:
    # One loop for the life of the thread: the layer keeps its connections by loop.
    if not hasattr(_here, "runner"):
        _here.runner = asyncio.Runner()
    _here.runner.run(_send(topics))


async def _send(topics: list[str]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    async with asyncio.timeout(SEND_SECONDS):
        for topic in topics:
            await layer.group_send(topic, {"type": CHANGED, "topic": topic})


_courier = Courier("confed-ping", _deliver, gap=GAP_SECONDS)
