"""The one socket, `/live/?t=topic&t=topic`: it says which topic changed, and nothing else."""

import asyncio
import json
import re
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from confed.kernel.ping import CHANGED, GAP_SECONDS
from confed.pages.queries.listening import is_own, may_hear

TOPIC = re.compile(r"(decision|assembly|commune)-[1-9][0-9]{0,17}|(council-vote|petition|turnout)-[a-z0-9]{10}")
MOST_TOPICS = 8
BAD_TOPICS = 4400
NO_SUCH_PLACE = 4404


def topics_of(query: bytes) -> list[str]:
    """Return the topics that an address asks for; none at all where one is malformed or there are too many."""
    try:
        asked = list(dict.fromkeys(parse_qs(query.decode("ascii"), max_num_fields=MOST_TOPICS).get("t", [])))
    except ValueError:
        return []
    return asked if all(TOPIC.fullmatch(topic) for topic in asked) else []


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Passes on that a topic changed; the page refetches it through its ordinary view and permission.

    Every process of the house paces its own pings; here they are paced once more, so that a phone hears of a topic at
    most twice a second however many processes there are, and always of the last change.
    """

    topics: tuple[str, ...] = ()

    def __init__(self) -> None:
        """Begin with nothing told."""
        super().__init__()
        self._paced: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def connect(self) -> None:
        """Join the topics of the address, or close."""
        topics = topics_of(self.scope["query_string"])
        if not topics:
            await self.close(BAD_TOPICS)
            return
        if not all([await self._may_hear(topic) for topic in topics]):
            await self.close(NO_SUCH_PLACE)
            return
        for topic in topics:
            await self.channel_layer.group_add(topic, self.channel_name)
        self.topics = tuple(topics)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave the topics."""
        for task in self._paced.values():
            task.cancel()
        for topic in self.topics:
            await self.channel_layer.group_discard(topic, self.channel_name)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """A change goes straight through: the library would first look after database connections, once a socket."""
        if message["type"] == CHANGED:
            await self.topic_changed(message)
        else:
            await super().dispatch(message)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take nothing: a socket only listens."""

    async def topic_changed(self, event: dict[str, Any]) -> None:
        """Pass the topic on, now or when its pause is over."""
        topic = event["topic"]
        if topic in self._paced:
            self._again.add(topic)
            return
        self._paced[topic] = asyncio.create_task(self._rest(topic))
        await self._say(topic)

    async def _rest(self, topic: str) -> None:
        """Let the topic rest; say it once more for all that came meanwhile, and rest again."""
        await asyncio.sleep(GAP_SECONDS)
        while topic in self._again:
            self._again.discard(topic)
            await self._say(topic)
            await asyncio.sleep(GAP_SECONDS)
        del self._paced[topic]

    async def _say(self, topic: str) -> None:
        """Say it, unless this reader may not hear of it any more."""
        if await self._may_hear(topic):
            await self.send(text_data=json.dumps({"topic": topic}))

    async def _may_hear(self, topic: str) -> bool:
        if not is_own(topic):
            return True
        return bool(await database_sync_to_async(may_hear)(topic, self.scope["user"]))


class NowhereConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Closes a socket at any other address."""

    async def connect(self) -> None:
        """Close."""
        await self.close(NO_SUCH_PLACE)
