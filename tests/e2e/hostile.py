"""Fills a house with texts that try to run something, through the same acts as on the web."""

from datetime import timedelta
from pathlib import Path

from assemblies.models import Argument, Commune, RollEntry
from assemblies.services.admission import return_proposal
from assemblies.services.agenda import list_item
from assemblies.services.argument import answer_question, say_argument
from assemblies.services.assembly import plan_assembly
from assemblies.services.drafting import submit_proposal, write_draft
from assemblies.services.proposal import add_version
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import register_person
from confed.kernel.use_case import use_case
from tests.factories.assemblies import FOUNDING, Hall, make_hall, make_root


def texts(corpus: str) -> list[str]:
    """The corpus; a line break is written as two signs there."""
    lines = Path(corpus).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").replace("\\u2028", "\u2028") for line in lines]


def packed(found: list[str], most: int = 195) -> list[list[str]]:
    """The texts in groups that fit a title; one that opens a fence of Markdown stands alone, or it would hide others."""
    groups: list[list[str]] = [[]]
    for text in found:
        alone = "```" in text or "```" in "".join(groups[-1])
        if groups[-1] and (alone or len(" ".join([*groups[-1], text])) > most):
            groups.append([])
        groups[-1].append(text)
    return groups


def fill(corpus: str, mail: str) -> str:
    """Write every text into every field and return the addresses of the pages that show them."""
    valley = make_root("Valley")
    hall = make_hall(4, parent=valley, values={"proposal.supporters": "1"})
    reader = register_person(actor=FOUNDING, name="Reader", mail=mail)
    add_entries(actor=hall.secretary, commune=hall.commune, entries=[NewEntry("Reader", person=reader)])
    found = texts(corpus)
    addresses = _write(hall=hall, found=found)
    whole = write_draft(actor=hall.secretary, commune=hall.commune, title="All", body="Nothing yet.")
    add_version(actor=hall.secretary, proposal=whole, body="\n\n".join(found), reason="All")
    add_version(actor=hall.secretary, proposal=whole, body="Nothing any more.", reason="None")
    lists = [
        "/c/saulx/",
        "/c/saulx/members/",
        "/c/saulx/proposals/",
        "/",
        "/me/",
        f"/c/saulx/members/{reader_entry(reader)}/",
    ]
    diffs = [f"/p/{whole.code}/diff/{a}..{b}/" for a, b in ((1, 2), (2, 3), (1, 3))]
    return " ".join([*lists, *diffs, *addresses])


def reader_entry(reader: Person) -> int:
    return RollEntry.objects.get(person=reader).pk


@use_case
def _write(*, hall: Hall, found: list[str]) -> list[str]:
    names = [" ".join(text.split())[:200] for text in found]
    add_entries(actor=hall.secretary, commune=hall.commune, entries=[NewEntry(name) for name in names])
    groups = packed(found)
    people = [register_person(actor=FOUNDING, name=" ".join(" ".join(group).split())) for group in groups]
    named = [NewEntry(person.name, person=person) for person in people]
    add_entries(actor=hall.secretary, commune=hall.commune, entries=named)
    addresses = []
    for at, (person, group) in enumerate(zip(people, groups, strict=True)):
        addresses.append(_proposal(hall, person, people[at - 1], " ".join(group), "\n\n".join(group)))
        addresses.append(_sitting(hall.commune, hall.secretary, " ".join(group), at))
    return addresses


def _proposal(hall: Hall, person: Person, other: Person, text: str, body: str) -> str:
    proposal = write_draft(actor=person, commune=hall.commune, title=text, body="Words.")
    add_version(actor=person, proposal=proposal, body=body, reason=text)
    for side in Argument.Side.values:
        said = say_argument(actor=other, proposal=proposal, side=side, said=text)
    answer_question(actor=person, argument=said, answer=text)
    submit_proposal(actor=person, proposal=proposal)
    return_proposal(actor=hall.secretary, proposal=proposal, reason=text)
    return f"/p/{proposal.code}/"


def _sitting(commune: Commune, secretary: Person, text: str, at: int) -> str:
    planned = plan_assembly(
        actor=secretary, commune=commune, planned_at=clock.now() + timedelta(days=1, minutes=at), place=text
    )
    list_item(actor=secretary, assembly=planned, title=" ".join(text.split()))
    return f"/c/saulx/a/{planned.number}/"
