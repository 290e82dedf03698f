"""Tells open pages that a topic changed; they fetch it themselves, under their own permission."""

import asyncio
import secrets
import threading
from functools import partial

from channels.layers import get_channel_layer
from django.db import connection, transaction

from confed.kernel.courier import Courier
from confed.kernel.models import Topic
from confed.kernel.use_case import at_last

CHANGED = "topic.changed"
SEND_SECONDS = 5
STAMP_BITS = 62
ROWS = 16  # a topic has so many rows: acts of one moment write different ones, and wait for no commit but their own
STAMPS = f"SELECT name, stamp FROM {Topic._meta.db_table} WHERE name IN"  # noqa: S608
GAP_SECONDS = 0.5  # at most two pings a second for a topic; the last one always goes
_here = threading.local()


def ping(*topics: str) -> None:
    """Within the act, stamp these topics anew; after its commit, tell the sockets that listen; never waits for them.

    Topics: `decision-<id>`, `council-vote-<code>`, `assembly-<id>`, `commune-<id>`. Nothing else travels.
    """
    at_last(_stamp, *topics)
    tell(*topics)


def tell(*topics: str) -> None:
    """After the commit, tell the sockets that listen, without a stamp: for `turnout-<code>`, which no copy is kept of."""
    transaction.on_commit(partial(_courier.post, *topics), robust=True)


def stamps_of(*topics: str) -> dict[str, int]:
    """Return a number for each of these that every act which pings it changes (1 query); 0 before the first."""
    rows = {f"{topic}/{row}": topic for topic in topics for row in range(ROWS)}
    stamps = dict.fromkeys(topics, 0)
    with connection.cursor() as cursor:  # by hand: a hall asks this hundreds of times in one moment
        cursor.execute(f"{STAMPS} ({', '.join(['%s'] * len(rows))})", list(rows))
        for name, stamp in cursor.fetchall():
            stamps[rows[name]] ^= stamp
    return stamps


def _stamp(topics: list[str]) -> None:
    """Drawn, not counted: it says only whether something changed, and nobody reads from it how often."""
    rows = [Topic(name=f"{topic}/{secrets.randbelow(ROWS)}", stamp=secrets.randbits(STAMP_BITS)) for topic in topics]
    Topic.objects.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["stamp"])


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
