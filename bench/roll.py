"""A member table of 2,000 rows, as the secretary meets it: reading with the first look, then importing."""

import io
import time
from datetime import date
from statistics import median
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assemblies.models import Commune, RollEntry, RollImport
from bench.world import World

ROWS, ROUNDS = 2_000, 3
DAY = date(2021, 5, 2)


def measure(here: World) -> list[dict[str, Any]]:
    """Read and import the table as CSV and as XLSX, over the pages, beside one bulk insert of the same entries."""
    commune = RollEntry.objects.select_related("commune").get(person=here.person).commune
    client = Client(SERVER_NAME="localhost")
    client.force_login(here.person)
    return [_measured(client, commune, kind) for kind in ("CSV", "XLSX")]


def _measured(client: Client, commune: Commune, kind: str) -> dict[str, Any]:
    looks, imports, bares = [], [], []
    for turn in range(ROUNDS):
        people = [
            (f"{kind} {turn} {row}", f"{kind[0]}{turn}-{row}", f"{kind}{turn}-{row}@example.org") for row in range(ROWS)
        ]
        content = _csv(people) if kind == "CSV" else _xlsx(people)
        address = f"/c/{commune.slug}/members/import/"
        start = time.perf_counter()
        answer = client.post(address, {"act": "read", "file": SimpleUploadedFile("members", content)}, follow=True)
        looks.append(time.perf_counter() - start)
        kept = RollImport.objects.filter(commune=commune, stage="read").get()
        sent = {"act": "confirm", "roll_import": kept.pk, "new": ROWS, "changed": 0}
        start = time.perf_counter()
        done = client.post(address, sent, follow=True)
        imports.append(time.perf_counter() - start)
        entered = RollEntry.objects.filter(commune=commune, card__startswith=f"{kind[0]}{turn}-").count()
        if (answer.status_code, done.status_code, entered) != (200, 200, ROWS):
            raise RuntimeError(f"{kind}: {answer.status_code}, {done.status_code}, {entered} entered")
        bares.append(_bare(people))
    return {
        "kind": kind,
        "rows": ROWS,
        "look": median(looks),
        "import": median(imports),
        "bare": median(bares),
        "ratio": median(took / bare for took, bare in zip(imports, bares, strict=True)),
    }


def _bare(people: list[tuple[str, str, str]]) -> float:
    """Insert the same entries at once into another roll."""
    other = Commune.objects.filter(parent__isnull=False).order_by("-pk")[0]
    rows = [RollEntry(commune=other, name=name, card=card, mail=mail, joined_on=DAY) for name, card, mail in people]
    start = time.perf_counter()
    RollEntry.objects.bulk_create(rows, batch_size=ROWS)
    return time.perf_counter() - start


def _csv(people: list[tuple[str, str, str]]) -> bytes:
    return "\n".join(["Name;Card;E-mail;Since", *(";".join((*person, "2 May 2021")) for person in people)]).encode()


def _xlsx(people: list[tuple[str, str, str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Name", "Card", "E-mail", "Since"])
    for person in people:
        sheet.append([*person, DAY])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
