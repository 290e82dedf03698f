"""A crowd that asks for the same thing in the same moment is answered by one asking.

After a ping a whole hall fetches one address. Whoever comes while it is being asked for waits until that answer is out;
then it is asked for once more, for all who came meanwhile. So nobody is given what was read before they came, nothing
is kept, and a hall costs a handful of askings.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]
Key = tuple[bytes, ...]

# All of a request without a cookie on which an answer of ours may depend.
TELLING = (b"host", b"accept-encoding", b"accept-language", b"if-none-match", b"x-forwarded-proto")


class Crowd:
    """Stands before the pages: addresses under a prefix, asked for without a cookie, are asked for together."""

    def __init__(self, app: App, prefix: str) -> None:
        self._app, self._prefix = app, prefix
        self._now: dict[Key, asyncio.Task[list[Message]]] = {}
        self._next: dict[Key, asyncio.Task[list[Message]]] = {}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer for oneself, or with the crowd."""
        headers = dict(scope["headers"])
        if scope["method"] != "GET" or b"cookie" in headers or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        key = (scope["path"].encode(), scope["query_string"], *(headers.get(name, b"") for name in TELLING))
        for message in await asyncio.shield(self._asking(key, scope)):
            await send(message)

    def _asking(self, key: Key, scope: MutableMapping[str, Any]) -> asyncio.Task[list[Message]]:
        if key not in self._next and key not in self._now:
            self._now[key] = asyncio.create_task(self._ask(key, scope))
            return self._now[key]
        if key not in self._next:
            self._next[key] = asyncio.create_task(self._ask_after(self._now[key], key, scope))
        return self._next[key]

    async def _ask_after(
        self, one: "asyncio.Task[list[Message]]", key: Key, scope: MutableMapping[str, Any]
    ) -> list[Message]:
        await asyncio.wait([one])
        self._now[key] = self._next.pop(key)
        return await self._ask(key, scope)

    async def _ask(self, key: Key, scope: MutableMapping[str, Any]) -> list[Message]:
        said: list[Message] = []

        async def hear(message: Message) -> None:
            said.append(message)

        try:
            await self._app(scope, _nothing, hear)
        finally:
            del self._now[key]
        return said


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}
