"""A hall of 250 delegations voting on one item in the same moment, over the pages of running servers."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.db import connections

from bench.ballots import CSRF, START_SECONDS, session_cookie
from bench.great_hall import OFF, Hall, great_hall
from mandates.services.council_vote import close_council_vote

DELEGATIONS = 250
ROUNDS = 3


def measure() -> dict[str, Any]:
    """Every delegate sends at once, spread over one server a processor; the time until the last has its answer.

    They answer three times over, since a voice may be changed until the vote closes; the middle round is told. A fifth
    says no against its mandate and must be refused every time.
    """
    hall = great_hall(DELEGATIONS)
    cookies = [session_cookie(one) for one in hall.people]
    connections.close_all()
    servers = os.cpu_count() or 1
    with running(servers) as ports:
        asyncio.run(_all_at_once(hall, cookies, ports))  # each thread has its connection, each template is read
        took = [asyncio.run(_all_at_once(hall, cookies, ports)) for _round in range(ROUNDS)]
    result = close_council_vote(actor=hall.chair, vote=hall.vote).result
    if result is None:
        raise RuntimeError("the vote was not counted")
    fifth, counts = DELEGATIONS // 5, result.counts
    found = (counts["for"], counts["against"], counts["indicative"]["units"]["for"], counts["not_voting"])
    if found != (2 * fifth, fifth, fifth, fifth):
        raise RuntimeError(f"wrong figures: {found}")
    took.sort()
    return {
        "delegations": DELEGATIONS,
        "refused": fifth,
        "servers": servers,
        "time": took[ROUNDS // 2],
        "range": [took[0], took[-1]],
    }


async def _all_at_once(hall: Hall, cookies: list[str], ports: list[int]) -> float:
    """Open a connection for each delegate, then send all; return the seconds until the last answer."""
    lines = [await asyncio.open_connection("127.0.0.1", ports[place % len(ports)]) for place in range(len(cookies))]
    posts = [_post(hall, place, cookie) for place, cookie in enumerate(cookies)]
    start = time.perf_counter()
    for (_reader, writer), post in zip(lines, posts, strict=True):
        writer.write(post)
    answers = await asyncio.gather(*(reader.readline() for reader, _writer in lines))
    took = time.perf_counter() - start
    for _reader, writer in lines:
        writer.close()
    for place, answer in enumerate(answers):
        wanted = b" 409 " if place % 5 == OFF else b" 302 "
        if wanted not in answer:
            raise RuntimeError(f"delegate {place}: {answer!r}")
    return took


def _post(hall: Hall, place: int, cookie: str) -> bytes:
    body = urlencode({"choice": hall.says(place), "csrfmiddlewaretoken": CSRF}).encode()
    head = (
        f"POST /council/v/{hall.vote.code}/ HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@contextmanager
def running(number: int, **more: str) -> Iterator[list[int]]:
    """Run so many servers of the house on this database, and stop them in the end."""
    ports = [_free_port() for _server in range(number)]
    programs = [
        subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench.server_settings", **more},
            stdout=subprocess.DEVNULL,
        )
        for port in ports
    ]
    try:
        for port, program in zip(ports, programs, strict=True):
            _wait_for(port, program)
        yield ports
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(port: int, program: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > end or program.poll() is not None:
                raise
            time.sleep(0.2)
