"""A hall of 250 delegations voting on one item in the same moment, over the pages of running servers."""

import asyncio
import time
from typing import Any
from urllib.parse import urlencode

from django.db import connections

from bench.ballots import CSRF, session_cookie
from bench.great_hall import OFF, Hall, great_hall
from bench.house import house
from mandates.services.council_vote import close_council_vote

DELEGATIONS = 250
WARM, ROUNDS = 2, 5


def measure() -> dict[str, Any]:
    """Every delegate sends at once, spread over the servers of the house; the time until the last has its answer.

    They answer again and again, since a voice may be changed until the vote closes; the middle round is told. A fifth
    says no against its mandate and must be refused every time.
    """
    hall = great_hall(DELEGATIONS)
    cookies = [session_cookie(one) for one in hall.people]
    connections.close_all()
    with house() as ports:
        for _round in range(WARM):  # each thread has its connection, each template is read
            asyncio.run(_all_at_once(hall, cookies, ports))
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
        "servers": len(ports),
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
