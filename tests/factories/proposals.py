"""Proposals at every step of their way, made through the same acts as on the web."""

from datetime import datetime

from assemblies.models import Proposal, RollEntry
from assemblies.services.admission import admit_proposal
from assemblies.services.drafting import submit_proposal, support_proposal, write_draft
from confed.kernel.models import Person
from tests.factories.assemblies import Hall, make_person

ROOF = "The roof of the wash-house is mended before the autumn rains. It may cost up to 4,000 from the common fund."


def member(hall: Hall, at: int) -> Person:
    """The person behind an entry of the roll; made and joined to it where there is none."""
    entry = hall.entries[at]
    if entry.person is None:
        entry.person = make_person(entry.name)
        RollEntry.objects.filter(pk=entry.pk).update(person=entry.person)
    return entry.person


def make_draft(hall: Hall, title: str = "Mend the roof", body: str = ROOF, *, supporters: int = 3, **more) -> Proposal:
    """A draft of member 5 with so many supporters, the author among them."""
    proposal = write_draft(actor=member(hall, 4), commune=hall.commune, title=title, body=body, **more)
    for at in range(5, 4 + supporters):
        support_proposal(actor=member(hall, at), proposal=proposal)
    return proposal


def make_submitted(hall: Hall, **more) -> Proposal:
    return submit_proposal(actor=member(hall, 4), proposal=make_draft(hall, **more))


def make_admitted(hall: Hall, **more) -> Proposal:
    return admit_proposal(actor=hall.secretary, proposal=make_submitted(hall, **more))


def day(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(f"{text}T18:00:00+00:00")
