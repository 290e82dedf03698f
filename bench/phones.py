"""Phones of a hall: each with a sign-in, a socket on which it hears of changes, and a connection that it keeps open."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from bench.ballots import CSRF

SILENCE = 2
PATIENCE = 60
AT_ONCE = 50  # so many connect in the same moment; a hall does not come in through one door


@dataclass
class Answer:
    """What the server said."""

    status: int
    head: dict[str, str]
    body: bytes


@dataclass
class Phone:
    """A phone that looks at one sitting."""

    cookie: str
    port: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    live: ClientConnection
    used: float = 0

    async def ready(self) -> None:
        """Connect again after some seconds of silence, before the server hangs up."""
        if time.monotonic() > self.used + SILENCE:
            self.writer.close()
            self.reader, self.writer = await asyncio.open_connection("localhost", self.port)
        self.used = time.monotonic()

    def ask(self, path: str, head: str = "") -> None:
        """Send for a page."""
        self.writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{head}\r\n".encode())

    def post(self, path: str, said: Mapping[str, object]) -> None:
        """Send a form, signed in."""
        body = urlencode({**said, "csrfmiddlewaretoken": CSRF}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)

    async def answer(self) -> Answer:
        """Wait for the whole answer."""
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        head = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
        if head.get("transfer-encoding") == "chunked":
            body = b""
            while size := int(await self.reader.readline(), 16):
                body += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readline()
        else:
            body = await self.reader.readexactly(int(head.get("content-length", 0)))
        return Answer(int(lines[0].split()[1]), head, body)

    async def topic(self) -> str:
        """Wait for what the socket says."""
        return str(json.loads(await self.live.recv())["topic"])

    async def close(self) -> None:
        """Hang up."""
        self.writer.close()
        await self.live.close()


async def phones(cookies: list[str], ports: list[int], *topics: str) -> list[Phone]:
    """Open the phones of these people, in turn on each server."""
    door = asyncio.Semaphore(AT_ONCE)
    query = urlencode([("t", topic) for topic in topics])

    async def opened(place: int, cookie: str) -> Phone:
        port = ports[place % len(ports)]
        async with door:
            address = f"ws://localhost:{port}/live/?{query}"
            live = await connect(
                address,
                origin=Origin(f"http://localhost:{port}"),
                additional_headers={"Cookie": cookie},
                ping_interval=None,
                open_timeout=PATIENCE,
            )
            return Phone(cookie, port, *await asyncio.open_connection("localhost", port), live)

    return list(await asyncio.gather(*(opened(place, cookie) for place, cookie in enumerate(cookies))))
