"""The proposal of the mock-up: three versions, nine arguments, put off to the next assembly."""

from datetime import timedelta

from assemblies.models import RollEntry
from assemblies.services.admission import admit_proposal
from assemblies.services.argument import answer_question, say_argument
from assemblies.services.assembly import plan_assembly
from assemblies.services.drafting import submit_proposal, support_proposal, write_draft
from assemblies.services.mover import postpone_proposal
from assemblies.services.proposal import add_version
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.person import register_person
from tests.factories.assemblies import FOUNDING, make_hall, make_root

V1 = (
    "The roof of the wash-house is mended soon. It may cost up to 4,000 from the common fund. Old tiles are sold. "
    "The roof team does it. Names are drawn by lot."
)
V2 = V1.replace("soon", "before the autumn rains")
V3 = (
    V2.replace("the autumn rains", "1 October 2027")
    .replace("4,000", "5,200")
    .replace("Old tiles are sold.", "Above that it comes back here. Whole tiles go to the tool library.")
)
SAID = (
    ("Rosa Lindqvist", "for", "Water drips on the fuse box since March."),
    ("Yusuf Demir", "for", "Forty homes have no machine of their own."),
    ("Lena Marsh", "for", "We bought tiles for the school last year."),
    ("Gwen Pryce", "for", "It is the only dry room of the lower street."),
    ("Gwen Pryce", "against", "The walls are damp. A roof alone is money lost."),
    ("Joe Lund", "against", "The third price is not in yet."),
    ("Hanna Brook", "against", "We have no team for it."),
    ("Joe Lund", "question", "Who holds the key while they work?"),
    ("Hanna Brook", "question", "What does the insurance pay?"),
)


def debate(mails: list[str], secretary_mail: str) -> str:
    """Make the commune and its debate; return the codes of the proposal and of a draft."""
    avelle = make_root("Confederation of the Avelle")
    hall = make_hall(4, name="Marbrook", parent=avelle)
    type(hall.secretary).objects.filter(pk=hall.secretary.pk).update(mail=secretary_mail)
    names = ["Hanna Brook", "Olu Adeyemi", "Rosa Lindqvist", "Yusuf Demir", "Gwen Pryce", "Joe Lund", "Lena Marsh"]
    mailed = [*mails, *[None] * len(names)]
    people = {
        name: register_person(actor=FOUNDING, name=name, mail=mail) for name, mail in zip(names, mailed, strict=False)
    }
    entries = [NewEntry(name, person=person) for name, person in people.items()]
    add_entries(actor=hall.secretary, commune=hall.commune, entries=entries)
    entry = {row.name: row for row in RollEntry.objects.filter(commune=hall.commune)}
    olu = people["Olu Adeyemi"]
    proposal = write_draft(actor=olu, commune=hall.commune, title="Mend the wash-house roof", body=V1)
    for name in names:
        support_proposal(actor=people[name], proposal=proposal)
    add_version(actor=olu, proposal=proposal, body=V2, reason="Soon is no date.", asked_by=entry["Hanna Brook"])
    submit_proposal(actor=olu, proposal=proposal)
    admit_proposal(actor=hall.secretary, proposal=proposal)
    add_version(actor=olu, proposal=proposal, body=V3, reason="Two builders ask 4,900 and 5,150.")
    for name, side, words in SAID:
        said = say_argument(actor=people[name], proposal=proposal, side=side, said=words)
        if words.startswith("Who holds"):
            answer_question(actor=olu, argument=said, answer="The roof team, 5 people by lot.")
    plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=9))
    postpone_proposal(actor=hall.facilitator, proposal=proposal, reason="No time was left.")
    plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now() + timedelta(days=30))
    draft = write_draft(
        actor=people["Hanna Brook"],
        commune=hall.commune,
        title="Bread on Saturdays",
        body="## The oven\n\nThe oven burns on Saturdays.\n\n- dough by eight\n- *ashes* by two\n\n1. first\n2. second",
    )
    return f"{proposal.code} {draft.code}"
