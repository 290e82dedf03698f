"""A hundred pages of minutes as PDF, over their page, against bare Typst with the same template and data."""

import io
import json
import time
from statistics import median
from typing import Any

import typst
from django.test import Client
from pypdf import PdfReader

from assemblies import signals
from assemblies.documents.minutes_pdf import FONTS, HERE, data_of
from assemblies.models import AgendaItem, Assembly, Attendance, Decision, Proposal, Result, TextVersion
from assemblies.queries.minutes import minutes_of
from bench.world import DAY, NOON, World
from confed.kernel import journal
from confed.kernel.person import Machine
from confed.kernel.use_case import in_use_case

VOTES, ROUNDS = 112, 5
YEAR = "This year"
PARAGRAPH = (
    "%s each commune puts one tenth of its summer flow into a shared reserve, from 1 July to 30 September, and tells its "
    "neighbours in good time what it can give. Who lives from the river keeps the first share. "
)
COUNTS = {"for": 14, "against": 9, "abstain": 4, "present": 27, "all": 30, "not_voting": 0}


def measure(here: World) -> dict[str, Any]:
    """They take turns; the ratio is the median of the rounds.

    Typst remembers what it has set before, so every round has words of its own: no two minutes are the same in life.
    """
    number = _long_sitting(here)
    slug, client = here.base.slug, Client(SERVER_NAME="localhost")
    data = json.dumps(data_of(minutes_of(slug, number)), ensure_ascii=False, sort_keys=True)
    ours, bare, pages = [], [], 0
    for turn in range(ROUNDS + 1):
        TextVersion.objects.filter(proposal__commune=here.base).update(body=_text(f"In round {turn}"))
        start = time.perf_counter()
        answer = client.get(f"/c/{slug}/a/{number}/minutes.pdf")
        took = time.perf_counter() - start
        other = data.replace(YEAR, f"In turn {turn}")
        start = time.perf_counter()
        typst.compile(
            str(HERE / "minutes.typ"),
            root=str(HERE),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": other},
            pdf_standards=["ua-1"],
        )
        if turn:  # the first round warms both up
            ours.append(took)
            bare.append(time.perf_counter() - start)
        pages = len(PdfReader(io.BytesIO(answer.content)).pages)
    return {
        "pages": pages,
        "kilobytes": len(answer.content) / 1024,
        "ours": median(ours),
        "bare": median(bare),
        "ratio": median(own / other for own, other in zip(ours, bare, strict=True)),
    }


def _text(when: str) -> str:
    return "\n\n".join([PARAGRAPH % when * 3] * 4)


def _long_sitting(here: World) -> int:
    """Write a sitting of very many votes, each with its text and its lines in the journal."""
    commune = here.base
    sitting = Assembly.objects.create(
        commune=commune,
        number=1000,
        planned_at=NOON,
        stage="closed",
        opened_at=NOON,
        closed_at=NOON,
        held_on=DAY,
        needed=8,
        roll_count=30,
    )
    Attendance.objects.create(assembly=sitting, at=NOON, voters=27)
    for place in range(1, VOTES + 1):
        proposal = Proposal.objects.create(commune=commune, title=f"A question of water, part {place}")
        text = TextVersion.objects.create(proposal=proposal, number=1, body=_text(YEAR), hash="0" * 64, at=NOON)
        AgendaItem.objects.create(assembly=sitting, proposal=proposal, position=place, title=proposal.title)
        Decision.objects.create(
            commune=commune,
            assembly=sitting,
            proposal=proposal,
            text_version=text,
            result=Result.objects.create(
                text_version=text,
                outcome="adopted",
                counts=COUNTS,
                rule={"threshold": "majority", "base": "present"},
                at=NOON,
            ),
            number=1000 + place,
            title=proposal.title,
            stage="in_force",
            decided_on=DAY,
            in_force_on=DAY,
        )
        with in_use_case():
            for fact in (signals.ITEM_LISTED, signals.ITEM_STARTED, signals.ITEM_ENDED):
                journal.enter(
                    chain_id=commune.chain_id,
                    fact=fact,
                    actor=Machine("bench"),
                    scope=f"assembly:{sitting.pk}",
                    payload={"title": proposal.title, "position": place},
                )
    return sitting.number
