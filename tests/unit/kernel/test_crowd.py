"""A crowd is answered by few askings, and nobody with what was read before they came."""

import asyncio

import pytest

from confed.kernel.crowd import Crowd, Message

SECONDS = 0.02


class House:
    """Answers with what stands when it is asked, after a while."""

    def __init__(self) -> None:
        self.stands, self.asked = 0, 0

    async def __call__(self, scope, receive, send) -> None:
        self.asked += 1
        stands = self.stands
        await asyncio.sleep(SECONDS)
        if scope["path"] == "/live/broken/":
            raise LookupError
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": str(stands).encode()})


async def ask(crowd: Crowd, path: str = "/live/hall/", method: str = "GET", **headers: str) -> int:
    said: list[Message] = []

    async def hear(message: Message) -> None:
        said.append(message)

    scope = {
        "method": method,
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    await crowd(scope, None, hear)
    return int(said[1]["body"])


def test_two_hundred_who_come_while_things_change_are_shown_what_stood_when_they_came_or_later():
    house = House()
    crowd = Crowd(house, "/live/")

    async def come(place: int) -> None:
        await asyncio.sleep(place * SECONDS / 50)
        house.stands = came = place
        assert came <= await ask(crowd)

    async def hall() -> None:
        await asyncio.gather(*(come(place) for place in range(200)))

    asyncio.run(hall())
    assert house.asked <= 12
    assert not crowd._now
    assert not crowd._next


@pytest.mark.parametrize(
    "apart",
    [{"method": "POST"}, {"cookie": "sessionid=one"}, {"path": "/c/marbrook/"}],
    ids=["post", "signed-in", "page"],
)
def test_who_signed_in_or_writes_is_answered_alone(apart):
    house = House()
    crowd = Crowd(house, "/live/")

    async def hall() -> None:
        await asyncio.gather(*(ask(crowd, **apart) for _ in range(10)))

    asyncio.run(hall())
    assert house.asked == 10


def test_different_questions_are_asked_apart_and_a_failure_is_everybodys():
    house = House()
    crowd = Crowd(house, "/live/")

    async def hall() -> None:
        one, two = (ask(crowd, path=f"/live/{name}/") for name in ("hall", "council"))
        packed = ask(crowd, **{"accept-encoding": "gzip"})
        assert await asyncio.gather(one, two, packed) == [0, 0, 0]
        assert house.asked == 3
        broken = await asyncio.gather(*(ask(crowd, path="/live/broken/") for _ in range(10)), return_exceptions=True)
        assert [type(one) for one in broken] == [LookupError] * 10
        assert house.asked == 5
        assert await ask(crowd) == 0

    asyncio.run(hall())
