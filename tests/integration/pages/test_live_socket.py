"""The socket: a topic is told at most twice a second and the last time always; a commune's own only to its own."""

import asyncio
import json
import time
from types import SimpleNamespace

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.layers import get_channel_layer

from assemblies.models import RollEntry
from confed.kernel.ping import CHANGED, GAP_SECONDS
from confed.pages.consumers import BAD_TOPICS, NO_SUCH_PLACE, LiveConsumer
from confed.pages.queries.listening import may_hear
from tests.factories.ballots import cast_all, make_phones, open_vote
from tests.factories.recall import petition, story


class Socket(ApplicationCommunicator):
    """A socket of the house from inside."""

    def __init__(self, query: str) -> None:
        scope = {"type": "websocket", "query_string": query.encode(), "user": None}
        super().__init__(LiveConsumer.as_asgi(), scope)

    async def connect(self) -> int:
        """Ask for it; return 0, or the code with which it was closed."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(5)).get("code", 0)

    async def topic(self) -> str:
        """What it says next."""
        return json.loads((await self.receive_output(5))["text"])["topic"]


async def change(topic: str) -> None:
    """What a ping does once it has left."""
    await get_channel_layer().group_send(topic, {"type": CHANGED, "topic": topic})


def test_a_thousand_pings_reach_a_phone_at_most_twice_a_second_and_the_last_one_too(fresh_db):
    async def talk() -> None:
        socket = Socket("t=assembly-7&t=decision-9")
        assert await socket.connect() == 0
        begun, heard = time.monotonic(), []
        for number in range(1000):
            await change("assembly-7")
            if number == 500:
                await change("decision-9")
            await asyncio.sleep(0.001)
        ended = time.monotonic()
        while not await socket.receive_nothing(GAP_SECONDS * 1.5):
            heard.append(await socket.topic())
        assert heard.count("decision-9") == 1  # it did not wait for the other
        assert 2 <= heard.count("assembly-7") <= (ended - begun) / GAP_SECONDS + 2
        assert heard[-1] == "assembly-7"
        await change("assembly-7")
        assert await socket.topic() == "assembly-7"  # and at once, for it has rested
        await socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await socket.wait()

    asyncio.run(talk())


@pytest.mark.parametrize(
    ("query", "code"),
    [("", BAD_TOPICS), ("t=secrets", BAD_TOPICS), ("t=petition-aaaaaaaaaa", NO_SUCH_PLACE)],
)
def test_a_socket_without_a_topic_it_may_hear_is_refused(fresh_db, query, code):
    assert asyncio.run(Socket(query).connect()) == code


@pytest.mark.django_db
def test_a_petition_is_heard_by_its_commune_and_not_by_who_left_it():
    tale = story()
    topic, member = f"petition-{petition(tale).code}", tale.members[0]
    assert may_hear(topic, member)
    assert not may_hear(topic, SimpleNamespace(pk=member.pk))
    assert not may_hear(topic, None)
    assert may_hear("assembly-1", None)
    entry = RollEntry.objects.get(person=member)
    entry.ended_on = entry.joined_on
    entry.save(update_fields=["ended_on"])
    assert not may_hear(topic, member)


@pytest.mark.django_db
def test_how_many_voted_is_heard_by_who_runs_the_sitting_and_each_vote_tells_it(monkeypatch):
    phones = make_phones(6)
    ballot = open_vote(phones)
    topic, told = f"turnout-{ballot.code}", []
    assert [may_hear(topic, person) for person in phones.people[:5]] == [True, True, False, False, False]
    assert not may_hear(topic, None)
    assert not may_hear("turnout-aaaaaaaaaa", phones.hall.facilitator)
    monkeypatch.setattr("assemblies.services.cast.tell", lambda *topics: told.extend(topics))
    cast_all(ballot, phones.people[:2], ["for", "against"])
    assert told == [topic, topic]
