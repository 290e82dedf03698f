"""Casting a vote over its page, by name and into an urn of 300 slips, against one insert by a page of the same server."""

import http.client
import time
from importlib import import_module
from itertools import islice
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, connections

from assemblies.models import Ballot, Commune, Elector
from assemblies.queries.receipts import fresh_code
from assemblies.services.agenda import list_item
from assemblies.services.assembly import open_assembly, plan_assembly
from assemblies.services.ballot import open_ballot
from assemblies.services.cast import cast_secret
from assemblies.services.commune import found_commune
from assemblies.services.proposal import draft_proposal
from assemblies.services.roll import NewEntry, add_entries
from bench.house import running
from bench.urls import TABLE
from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import Machine

IN_URN, ROUNDS, EACH, WARM = 300, 9, 30, 10
ANSWER = {"answer-0": "for"}
CSRF = "x" * 32  # any secret of this length: the form and the cookie must say the same


def measure() -> dict[str, Any]:
    """One client on one connection; the three take turns, so that all see the same noise.

    The rate is the median of the rounds, a ratio the median of the rounds' ratios. `page` is the insert whose answer is
    a page in the frame of the house, as the receipt of a secret vote is.
    """
    people = _people(IN_URN + ROUNDS * EACH + WARM)
    secretary, commune = _commune(people)
    named, secret = (opened_ballot(secretary, commune, len(people), method) for method in ("named", "secret"))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (person bigint, said varchar(20))")
    for person in people[:IN_URN]:
        cast_secret(actor=person, ballot=secret, choice="for", code=fresh_code())
    cookies = iter([session_cookie(person) for person in people[IN_URN:]])
    connections.close_all()
    addresses = {
        "insert": "/insert/",
        "page": "/insert/page/",
        "named": f"/v/{named.code}/done/",
        "secret": f"/v/{secret.code}/done/",
    }
    took: dict[str, list[float]] = {name: [] for name in addresses}
    with running(1) as (port,):
        server = http.client.HTTPConnection("localhost", port)
        warm = list(islice(cookies, WARM))
        for address in addresses.values():
            _post_all(server, address, warm)
        for _round in range(ROUNDS):
            voters = list(islice(cookies, EACH))
            for name, address in addresses.items():
                took[name].append(_post_all(server, address, voters))
        server.close()
    marks = Elector.objects.filter(snapshot=secret.snapshot_id, marked=True).count()
    if marks != len(people):
        raise RuntimeError(f"{marks} of {len(people)} votes were cast")
    return {
        "slips": IN_URN,
        "rates": {name: EACH / median(times) for name, times in took.items()},
        "ranges": {name: [EACH / max(times), EACH / min(times)] for name, times in took.items()},
        "named": _ratio(took["insert"], took["named"]),
        "secret": _ratio(took["insert"], took["secret"]),
        "secret_page": _ratio(took["page"], took["secret"]),
    }


def _ratio(base: list[float], own: list[float]) -> float:
    return median(one / other for one, other in zip(base, own, strict=True))


def _post_all(server: http.client.HTTPConnection, address: str, cookies: list[str]) -> float:
    """Post once for each of these people; return how long it took."""
    took = 0.0
    for cookie in cookies:
        body = urlencode({**ANSWER, "said": "for", "code": fresh_code(), "csrfmiddlewaretoken": CSRF})
        head = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        server.request("POST", address, body, head)
        answer = server.getresponse()
        content = answer.read()
        took += time.perf_counter() - start
        if answer.status not in (200, 302):
            raise RuntimeError(f"{address}: {answer.status} {content[:400]!r}")
    return took


def session_cookie(person: Person) -> str:
    """Sign this person in, and return the cookies of their browser."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def _people(count: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(name=f"Voter {number}", mail=f"voter{number}@bench.example") for number in range(count)
    )


def _commune(people: list[Person]) -> tuple[Person, Commune]:
    secretary = Person.objects.create(name="Secretary", mail="secretary@bench.example")
    commune = found_commune(actor=Machine("rehearsal"), name="Hall of ballots", founder=secretary)
    add_entries(actor=secretary, commune=commune, entries=[NewEntry(person.name, person=person) for person in people])
    return secretary, commune


def opened_ballot(secretary: Person, commune: Commune, voters: int, method: str) -> Ballot:
    """Open a sitting with one vote in it."""
    planned = plan_assembly(actor=secretary, commune=commune, planned_at=clock.now())
    sitting = open_assembly(actor=secretary, assembly=planned, voters=voters)
    proposal = draft_proposal(actor=secretary, commune=commune, title=f"Vote {method}", body="Words.")
    item = list_item(actor=secretary, assembly=sitting, proposal=proposal)
    return open_ballot(actor=secretary, item=item, method=method)
