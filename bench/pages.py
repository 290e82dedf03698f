"""Queries and time of each page for somebody who is signed in, session and person included."""

from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assemblies.models import Assembly
from bench.stopwatch import Stopwatch
from bench.world import World

ROUNDS = 5


def addresses(here: World, decision: int) -> dict[str, str]:
    """Pages whose cost could grow with the number of communes."""
    slug = here.root.slug
    sitting = Assembly.objects.get(commune=here.root, number=here.root.next_assembly - 1)
    return {
        "now": "/",
        "commune": f"/c/{slug}/",
        "charter": f"/c/{slug}/charter/",
        "a commune": f"/c/{here.base.slug}/",
        "decision": f"/c/{slug}/d/{decision}/",
        "decision, one district": f"/c/{slug}/d/{decision}/?district={here.base.parent_id}",
        "decision, every commune": f"/c/{slug}/d/{decision}/?district=all&page=1",
        "register": "/d/",
        "my mandates": "/mandates/",
        "mandates of a commune": f"/c/{here.base.slug}/mandates/",
        "members": f"/c/{here.base.slug}/members/",
        "assembly": f"/c/{slug}/a/{here.root.next_assembly - 1}/",
        "its live part": reverse("assembly_live", args=[sitting.pk, here.root.pk]),
        "council": f"/c/{slug}/a/{here.root.next_assembly - 1}/council/",
        "minutes": f"/c/{slug}/a/{here.root.next_assembly - 1}/minutes/",
    }


def measure(here: World, decision: int) -> list[dict[str, Any]]:
    """Open every page once for its queries and some times for its time."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    client.force_login(here.person)
    rows = []
    for name, address in addresses(here, decision).items():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        asked = len(queries)
        took = []
        for _ in range(ROUNDS):
            watch = Stopwatch()
            client.get(address)
            took.append(watch.took())
        rows.append(
            {
                "page": name,
                "status": answer.status_code,
                "queries": asked,
                "time": median(one.wall for one in took),
                "work": min(one.work for one in took),
                "bytes": len(answer.content),
            }
        )
    return rows
