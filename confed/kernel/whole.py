"""Pages in a pool of threads, each crossed into once: the request is handed over whole, and the answer taken whole.

The library crosses for every part of both, and each crossing waits for the interpreter while a hall's threads are busy.
No answer of the house is a stream.
"""

import asyncio
import contextvars
import io
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import Body, WSGIResponder, build_environ

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Whole(WSGIMiddleware):
    """The pages as an ASGI application."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        await _Answer(self.app, self.executor, self.send_queue_size)(scope, receive, send)


class _Answer(WSGIResponder):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.said: list[Any] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        first = await receive()
        if first["type"] == "http.disconnect":
            return
        environ: Any = build_environ(scope, _body(self.loop, first, receive))
        run = contextvars.copy_context().run
        await self.loop.run_in_executor(self.executor, run, self.wsgi, environ, self.start_response)
        for message in self.said:
            await send(message)

    def send(self, message: Any) -> None:
        """Keep a part of the answer until all of it is there."""
        self.said.append(message)


def _body(loop: asyncio.AbstractEventLoop, first: Message, receive: Receive) -> Any:
    """Return what was sent: a form comes in one piece; a file, in more, is read while the page asks for it."""
    if not first.get("more_body"):
        return io.BytesIO(first.get("body", b""))
    waiting = [first]

    async def again() -> Message:
        return waiting.pop() if waiting else await receive()

    return Body(loop, cast(Any, again))
