"""The worlds pictures are taken in: each tells a story in an empty house and names what its addresses need."""

import json
from datetime import UTC, datetime, timedelta

from django.test import Client

from assemblies.models import Commune
from assemblies.services.roll_confirm import confirm_import
from assemblies.services.roll_import import read_import
from confed.kernel.models import Person
from mandates.models import CouncilVote
from tests.factories import confederation
from tests.factories.assemblies import make_root
from tests.factories.recall import petition
from tests.factories.recall import story as recall_story
from tests.factories.reports import after_a_council, home_sits
from tests.integration.mandates_pages import build
from tests.stories.council_hall import council_hall
from tests.stories.debate import debate
from tests.stories.evenings import every_evening, make_named
from tests.stories.spine import before_the_council
from tests.stories.votes import every_vote

TABLE = [
    ["Full name", "No.", "Contact", "Moved in", "Passport"],
    ["Amal Haddad", "31", "amal@example.org", "2 May 2021", "X1"],
    ["Joe Lund", "12", "+00 555 0134", "1 March 2019", "X2"],
    ["", "231", "", "9 June 2025", "X3"],
    ["Nour Saleh", "33", "", "14 May 2072", "X4"],
    ["Zîn Şêxo", "34", "", "", "X5"],
    ["Zîn Şêxo", "34", "", "", "X5"],
]


def founding() -> dict[str, str]:
    return {}


def evenings() -> dict[str, str]:
    every_evening()
    return {}


def votes() -> dict[str, str]:
    return every_vote()


def proposals() -> dict[str, str]:
    mails = [f"member{number}@example.org" for number in range(1, 5)]
    proposal, draft = debate(mails, "secretary@example.org").split()
    return {"proposal": proposal, "draft": draft}


def roll() -> dict[str, str]:
    """A roll that is empty but for its officers, one being read, one just read in."""
    root = make_root("Avelle")
    for name in ("Reading", "Done", "Before"):
        hall = make_named(name, root, roll=60 if name == "Before" else 6)
        if name != "Before":
            others = [[f"{name} {at}", str(300 + at), f"n{at}@{name}.example", "2 May 2021", "P"] for at in range(40)]
            rows = [*TABLE, *others] if name == "Reading" else [TABLE[0], *others]
            kept = read_import(actor=hall.secretary, commune=hall.commune, source="members-june.csv", table=rows)
            if name == "Done":
                confirm_import(actor=hall.secretary, roll_import=kept, new=len(rows) - 1, changed=0)
    return {}


def council() -> dict[str, str]:
    code = council_hall()
    ring = build.avelle("drawn").commune.slug
    return {"vote": code, "ring": ring}


def closed_council() -> dict[str, str]:
    """A vote of the council after its close, some communes bound and some not."""
    hall = build.make_council(["Marbrook", "Saltmarsh", "Pontavelle", "Quarry Hill", "Lower Ferry"], tandem=True)
    item = build.make_item(hall, 7, "Shared summer water reserve", build.V4, build.V5)
    build.give_mandate(hall.communes[0], item, "against", version=2)
    vote = build.open_vote(hall, item, {**build.RULE, "threshold": "majority"})
    said = (("against", "binding"), ("for", "indicative"), ("for", "indicative"), ("abstain", "indicative"))
    for sent, (choice, kind) in zip(hall.delegations, said, strict=False):
        build.say(vote, sent, choice, kind)
    build.close_vote(CouncilVote.objects.get(pk=vote.pk), build.sides((0, 1, 0), (2, 1, 1)))
    return {"vote": vote.code}


def spine() -> dict[str, str]:
    before_the_council()
    return {}


def reports() -> dict[str, str]:
    conf, _, address = after_a_council()
    home_sits(conf)
    return {"report": address, "home": conf.communes[0].slug}


def recall() -> dict[str, str]:
    """A petition that collects names, seen by a member, by whom it concerns, and by a teller."""
    told, confederation.DAY_0 = confederation.DAY_0, datetime.now(UTC) - timedelta(days=1)
    try:
        tale = recall_story()
        made = petition(tale, signers=2)
    finally:
        confederation.DAY_0 = told
    for mail, person in (
        ("counter", tale.tellers[0]),
        ("member", tale.members[5]),
        ("concerned", tale.delegate.entry.person),
    ):
        Person.objects.filter(pk=person.pk).update(mail=f"{mail}@example.org")
    return {"petition": made.code, "delegate": str(tale.delegate.pk)}


def tell(name: str, mails: list[str]) -> None:
    """Tell this world's story; print what its addresses need, and a session for each of these mails."""
    places = globals()[name]()
    sessions = {}
    for mail in mails:
        client = Client()
        client.force_login(Person.objects.get(mail__iexact=mail))
        sessions[mail] = client.session.session_key
    print(json.dumps({"places": places, "sessions": sessions, "communes": Commune.objects.count()}))
