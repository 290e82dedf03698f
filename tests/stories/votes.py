"""A vote in every state: counted with its list, closed and waiting, open in secret, by name, on slips, between rivals."""

from datetime import timedelta

from assemblies.models import Ballot, Proposal
from assemblies.services.closing import close_ballot
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock
from confed.kernel.models import Person
from tests.factories.assemblies import make_root
from tests.factories.ballots import Phones, cast_all, conclude, make_phones, open_vote

TEXT = "Each commune puts one tenth of its summer flow into a shared reserve. Farms under 2 hectares are exempt. " * 3
MAILS = {"voter@example.org": 5, "chair@example.org": 1, "teller@example.org": 2}


def every_vote() -> dict[str, str]:
    """Make the commune and its votes; return the code of each by its name."""
    phones = make_phones(12, name="Oliveyard", parent=make_root("Avelle"))
    for mail, at in MAILS.items():
        Person.objects.filter(pk=phones.people[at].pk).update(mail=mail)
    done = _counted(phones, "Shared tools")
    beside = _counted(phones, "Lamps in the lane", receipt="choice")
    shut = _open(phones, _ask(phones, "Bread oven"))
    cast_all(shut, phones.people[:6], ["for"] * 6)
    close_ballot(actor=phones.hall.facilitator, ballot=shut)
    question = "Do we ratify the shared summer water reserve?"
    secret = _open(phones, _ask(phones, question, kind="ratification"))
    named = _open(phones, _ask(phones, "Night bus"), "named")
    slips = _open(phones, _ask(phones, "Who speaks for us?"), "slips")
    plans = [_ask(phones, f"Plan {letter}") for letter in "ABC"]
    votes = {"done": done, "beside": beside, "shut": shut, "secret": secret, "named": named, "slips": slips}
    votes["rivals"] = _open(phones, plans[0], rivals=plans[1:])
    return {name: vote.code for name, vote in votes.items()}


def _ask(phones: Phones, title: str, kind: str = "text") -> Proposal:
    hall = phones.hall
    return draft_proposal(actor=hall.secretary, commune=hall.commune, title=title, body=TEXT, kind=kind)


def _open(phones: Phones, proposal: Proposal, method: str = "secret", **more) -> Ballot:
    until = clock.now() + timedelta(minutes=18) if method != "slips" else None
    return open_vote(phones, method, proposal, closes_at=until, **more)


def _counted(phones: Phones, title: str, **more) -> Ballot:
    ballot = _open(phones, _ask(phones, title), **more)
    cast_all(ballot, phones.people[:9], ["for"] * 6 + ["against"] * 2 + ["abstain"])
    conclude(phones, ballot)
    return ballot
