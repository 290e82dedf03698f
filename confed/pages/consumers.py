"""The one socket, `/live/?t=topic&t=topic`: it says which topic changed, and nothing else."""

import json
import re
from typing import Any
from urllib.parse import parse_qs

from channels.generic.websocket import AsyncWebsocketConsumer

TOPIC = re.compile(r"(decision|assembly|commune)-[1-9][0-9]{0,17}|council-vote-[a-z0-9]{10}")
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
    """Passes on that a topic changed; the page refetches it through its ordinary view and permission."""

    topics: tuple[str, ...] = ()

    async def connect(self) -> None:
        """Join the topics of the address, or close."""
        topics = topics_of(self.scope["query_string"])
        if not topics:
            await self.close(BAD_TOPICS)
            return
        for topic in topics:
            await self.channel_layer.group_add(topic, self.channel_name)
        self.topics = tuple(topics)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave the topics."""
        for topic in self.topics:
            await self.channel_layer.group_discard(topic, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Take nothing: a socket only listens."""

    async def topic_changed(self, event: dict[str, Any]) -> None:
        """Pass the topic on."""
        await self.send(text_data=json.dumps({"topic": event["topic"]}))


class NowhereConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """Closes a socket at any other address."""

    async def connect(self) -> None:
        """Close."""
        await self.close(NO_SUCH_PLACE)
