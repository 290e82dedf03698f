"""A hall with its phones open: everybody votes in the same moment, and a change reaches the last of them."""

import asyncio
import gzip
import time
from statistics import median, quantiles
from typing import Any

from django.db import connection, connections

from assemblies.domain.slips import unpacked
from assemblies.models import Ballot, Commune, Elector
from assemblies.queries.receipts import fresh_code
from assemblies.services.commune import found_commune
from assemblies.services.roll import NewEntry, add_entries
from assemblies.services.urn import open_urn
from bench.ballots import ANSWER, opened_ballot, session_cookie
from bench.house import house
from bench.phones import Phone, phones
from bench.urls import TABLE
from confed.kernel.models import Person
from confed.kernel.person import Machine
from confed.kernel.use_case import in_use_case

SIZES = (100, 200, 500, 1_000)
ROUNDS = 3
PHONES, CHANGES = 200, 30
VOTERS, MINUTE, EVERY = 300, 60, 5
REST = 0.6  # so long a topic rests between two changes


def measure() -> dict[str, Any]:
    """One server a processor where there is PostgreSQL and Redis, one on SQLite, as the house is run."""
    people, secretary, commune = _voters(SIZES[-1])
    cookies = [session_cookie(person) for person in people]
    chair = session_cookie(secretary)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (person bigint, said varchar(20))")
    ballots = {
        (size, method, turn): opened_ballot(secretary, commune, len(people), method)
        for size in SIZES
        for method in ("named", "secret")
        for turn in range(ROUNDS)
    }
    hall = opened_ballot(secretary, commune, len(people), "named")
    connections.close_all()
    with house() as ports:
        at_once = []
        for size in SIZES:
            turns = [
                asyncio.run(
                    _at_once(cookies[:size], ports, [ballots[size, method, turn] for method in ("named", "secret")])
                )
                for turn in range(ROUNDS)
            ]
            at_once.append({"people": size, **{way: sorted(turn[way] for turn in turns) for way in turns[0]}})
        change = asyncio.run(_changes(cookies[:PHONES], chair, ports, hall))
        minute = asyncio.run(_minute(cookies[:VOTERS], chair, ports, hall))
    for (size, _method, _turn), ballot in ballots.items():
        _require_all_in(ballot, size)
    _require_all_in(hall, VOTERS)
    return {"servers": len(ports), "at_once": at_once, "change": change, "minute": minute}


def _voters(number: int) -> tuple[list[Person], Person, Commune]:
    secretary = Person.objects.create(name="Secretary of the hall", mail="secretary@hall.example")
    people = Person.objects.bulk_create(
        Person(name=f"Phone {place}", mail=f"phone{place}@hall.example") for place in range(number)
    )
    commune = found_commune(actor=Machine("rehearsal"), name="Hall of phones", founder=secretary)
    add_entries(actor=secretary, commune=commune, entries=[NewEntry(person.name, person=person) for person in people])
    return people, secretary, commune


async def _at_once(cookies: list[str], ports: list[int], ballots: list[Ballot]) -> dict[str, float]:
    """Everybody posts in the same moment; the clock stops at the last answer. First the bare insert, then the votes."""
    there = await phones(cookies, ports, f"assembly-{ballots[0].assembly_id}")
    took = {"insert": await _all_post(there, "/insert/", 200)}
    for ballot in ballots:
        wanted = 302 if ballot.method == Ballot.Method.NAMED else 200
        took[ballot.method] = await _all_post(there, f"/v/{ballot.code}/done/", wanted)
    await asyncio.gather(*(phone.close() for phone in there))
    return took


async def _all_post(there: list[Phone], path: str, wanted: int) -> float:
    said = [{**ANSWER, "said": "for", "code": fresh_code()} for _phone in there]
    await asyncio.gather(*(phone.ready() for phone in there))
    start = time.perf_counter()
    for phone, words in zip(there, said, strict=True):
        phone.post(path, words)
    answers = await asyncio.gather(*(phone.answer() for phone in there))
    took = time.perf_counter() - start
    wrong = [answer for answer in answers if answer.status != wanted]
    if wrong:
        raise RuntimeError(f"{path}: {len(wrong)} of {len(there)}: {wrong[0].status} {wrong[0].body[:300]!r}")
    return took


async def _changes(cookies: list[str], chair: str, ports: list[int], ballot: Ballot) -> dict[str, Any]:
    """The secretary puts a matter on the agenda; each phone hears of it and fetches what is new, as its page does."""
    topic, where, page = _where(ballot)
    there = await phones(cookies, ports, topic)
    (desk,) = await phones([chair], ports, topic)
    heard, shown = [], []
    for number in range(CHANGES + 1):
        title = f"Matter {number}."
        seen = [asyncio.create_task(_follow(phone, where, title)) for phone in there]
        await asyncio.sleep(REST)
        await asyncio.gather(*(phone.ready() for phone in (*there, desk)))
        start = time.perf_counter()
        desk.post(page, {"act": "list", "title": title})
        if (await desk.answer()).status != 302:
            raise RuntimeError("the matter was not put on the agenda")
        moments = await asyncio.gather(*seen)
        if number:  # the first warms the servers
            heard.append(max(moment for moment, _then in moments) - start)
            shown.append(max(then for _moment, then in moments) - start)
    await asyncio.gather(*(phone.close() for phone in (*there, desk)))
    return {"phones": len(cookies), "heard": _spread(heard), "shown": _spread(shown)}


async def _follow(phone: Phone, where: str, title: str) -> tuple[float, float]:
    """Return when it heard of a change, and when it had what is new."""
    await phone.topic()
    moment = time.perf_counter()
    phone.ask(where, "Accept-Encoding: gzip\r\n")
    answer = await phone.answer()
    then = time.perf_counter()
    if title.encode() not in gzip.decompress(answer.body):
        raise RuntimeError(f"a phone was shown what was before: {answer.status}")
    return moment, then


async def _minute(cookies: list[str], chair: str, ports: list[int], ballot: Ballot) -> dict[str, Any]:
    """Within a minute each opens the ballot and casts a vote, while the sitting changes and every page follows."""
    topic, where, page = _where(ballot)
    there = await phones(cookies, ports, topic)
    (desk,) = await phones([chair], ports, topic)
    asking = {id(phone): asyncio.Lock() for phone in there}
    waits: list[float] = []

    async def follow(phone: Phone) -> None:
        while True:
            await phone.topic()
            async with asking[id(phone)]:
                await phone.ready()
                phone.ask(where, "Accept-Encoding: gzip\r\n")
                await phone.answer()

    async def vote(phone: Phone, moment: float) -> None:
        await asyncio.sleep(moment)
        async with asking[id(phone)]:
            for wanted in (200, 302):
                start = time.perf_counter()
                await phone.ready()
                if wanted == 200:
                    phone.ask(f"/v/{ballot.code}/", f"Cookie: {phone.cookie}\r\n")
                else:
                    phone.post(f"/v/{ballot.code}/done/", dict(ANSWER))
                answer = await phone.answer()
                waits.append(time.perf_counter() - start)
                if answer.status != wanted:
                    raise RuntimeError(f"{answer.status} {answer.body[:300]!r}")

    async def run() -> None:
        for number in range(MINUTE // EVERY):
            await asyncio.sleep(EVERY)
            await desk.ready()
            desk.post(page, {"act": "list", "title": f"Minute {number}."})
            await desk.answer()

    following = [asyncio.create_task(follow(phone)) for phone in there]
    moments = [MINUTE * place / len(there) for place in range(len(there))]
    await asyncio.gather(run(), *(vote(phone, moment) for phone, moment in zip(there, moments, strict=True)))
    for task in following:
        task.cancel()
    await asyncio.gather(*(phone.close() for phone in (*there, desk)))
    return {"people": len(cookies), "requests": len(waits), **_spread(waits)}


def _where(ballot: Ballot) -> tuple[str, str, str]:
    """The topic of its sitting, what an open page of it fetches, and the page."""
    sitting = ballot.assembly
    topic = f"assembly-{sitting.pk}"
    return topic, f"/live/{topic}-{sitting.commune_id}/?in=en", f"/c/{sitting.commune.slug}/a/{sitting.number}/"


def _spread(times: list[float]) -> dict[str, float]:
    return {"median": median(times), "p95": quantiles(times, n=20)[-1], "most": max(times)}


def _require_all_in(ballot: Ballot, people: int) -> None:
    """None lost, none twice: so many of the roll voted, and in secret so many slips are in the urn."""
    roll = Elector.objects.filter(snapshot=ballot.snapshot_id)
    is_secret = ballot.method == Ballot.Method.SECRET
    found = {roll.filter(marked=True).count() if is_secret else roll.exclude(choice="").count()}
    if is_secret:
        with in_use_case():
            found.add(len(unpacked(open_urn(ballot).content)))
    if found != {people}:
        raise RuntimeError(f"{found} of {people} votes are in")
