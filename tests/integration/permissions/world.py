"""A small confederation with one of everything that has an address, and one of every kind of person who may ask for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.test import Client

from assemblies.models import Assembly, Ballot, Decision, Proposal, RollEntry
from assemblies.services.agenda import list_item, start_item
from assemblies.services.assembly import open_assembly, plan_assembly
from assemblies.services.ballot import open_ballot
from assemblies.services.drafting import write_draft
from assemblies.services.proposal import draft_proposal
from assemblies.services.role import give_role
from assemblies.services.roll import NewEntry, add_entries
from confed.kernel import clock
from confed.kernel.access import issue_code
from confed.kernel.effects import drain
from confed.kernel.models import Person
from delegates.models import Delegate, Petition
from delegates.services.owed import owe_report
from delegates.services.petition import file_petition
from mandates.services.council_vote import open_council_vote
from mandates.services.item import publish_item
from tests.factories import confederation as story
from tests.support.markup import faults_of_markup

# Whom the columns of the table name, in their order.
ACTORS = {
    "anonymous": "nobody who signed in",
    "stranger": "a person on no roll",
    "member": "on the roll of the commune, with a vote",
    "youth": "on it, a youth: may speak",
    "observer": "on it, an observer: may speak",
    "facilitator": "facilitator of the commune, on its roll",
    "secretary": "secretary of the commune, not on its roll",
    "teller": "teller of the commune, on its roll",
    "delegate": "carries its voice in the council, on its roll",
    "above": "secretary of the council above it",
    "chair": "facilitator of the council, on the roll of another commune",
    "foreign": "on the roll of another commune",
    "foreign-sec": "secretary of another commune",
}
READERS = ("anonymous", "member", "secretary")  # between them they see every part of a page


@dataclass
class World:
    """Addresses by name, what a post to them says, and a way in for everybody."""

    addresses: dict[str, tuple]
    posts: dict[str, dict]
    sessions: dict[str, str]

    def client(self, actor: str) -> Client:
        """A fresh browser of this actor."""
        client = Client(raise_request_exception=False)
        if actor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is written nowhere."""
    block = transaction.atomic()
    block._from_testcase = True  # use cases insist on being outermost; a test around them does not count
    with block:
        yield
        transaction.set_rollback(True)


def build() -> World:
    """Make the confederation; the sitting of its first commune and that of its council are open, each with a vote."""
    conf = story.confederation(2, voters=20)
    home, other = conf.communes
    people = _people(conf)
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    sent = [story.delegation(conf, commune) for commune in (home, other)]
    people["delegate"] = story.delegate_person(sent[0])
    council = story.sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    owe_report(actor=story.REHEARSAL, assembly_id=council.pk, delegation_id=sent[0].pk)
    secretary, facilitator = people["secretary"], people["facilitator"]
    voted = draft_proposal(actor=secretary, commune=home, title="Benches", body="Two benches.")
    planned = plan_assembly(actor=secretary, commune=home, planned_at=clock.now(), place="Yard")
    sitting = open_assembly(actor=facilitator, assembly=planned, voters=12)
    listed = list_item(actor=facilitator, assembly=sitting, proposal=voted)
    start_item(actor=facilitator, item=listed)
    ballot = open_ballot(actor=facilitator, item=listed, method="named")
    draft = write_draft(actor=people["member"], commune=home, title="A pump", body="For the well.")
    asked = draft_proposal(actor=secretary, commune=home, title="On paper", body="Entered later.")
    decision = Decision.objects.filter(commune=home).first()
    slip = issue_code(actor=story.REHEARSAL, person=story.person("Slip"), use="slip", days=7)
    petition = file_petition(
        actor=people["member"], delegate=Delegate.objects.get(delegation=sent[0], seat=1), ground="trust"
    )
    drain()
    return World(
        addresses=_addresses(
            conf, sitting, council, ballot, draft, asked, decision, vote.code, item.number, slip, petition
        ),
        posts=_posts(conf, ballot, sitting),
        sessions={name: _session(person) for name, person in people.items()},
    )


def _people(conf: story.Confederation) -> dict[str, Person]:
    home, other = conf.communes
    secretary = conf.secretary(home)
    until = clock.today("UTC") + timedelta(days=45)
    named = {name: story.person(f"The {name}") for name in ("youth", "observer", "facilitator", "teller")}
    entries = [NewEntry(name=str(person), person=person) for person in (named["facilitator"], named["teller"])]
    entries += [NewEntry(name=str(named[kind]), person=named[kind], standing=kind) for kind in ("youth", "observer")]
    add_entries(actor=secretary, commune=home, entries=entries)
    for kind in ("facilitator", "teller"):
        give_role(actor=secretary, commune=home, person=named[kind], kind=kind, until=until)
    chair = conf.entries[other.pk][1].person
    give_role(actor=conf.chair, commune=conf.council, person=chair, kind="facilitator", until=until)
    return named | {
        "stranger": story.person("Stranger"),
        "member": conf.entries[home.pk][1].person,
        "secretary": secretary,
        "above": conf.chair,
        "chair": chair,
        "foreign": conf.entries[other.pk][0].person,
        "foreign-sec": conf.secretary(other),
    }


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.session.session_key


def _addresses(
    conf: story.Confederation,
    sitting: Assembly,
    council: Assembly,
    ballot: Ballot,
    draft: Proposal,
    asked: Proposal,
    decision: Decision,
    vote: str,
    item: int,
    slip: str,
    petition: Petition,
) -> dict[str, tuple]:
    home, above = conf.communes[0].slug, conf.council.slug
    here, there = (home, sitting.number), (above, council.number)
    entry = RollEntry.objects.filter(commune=conf.communes[0]).order_by("pk").last()
    of_home = (
        "commune",
        "calendar",
        "charter",
        "members",
        "roll_import",
        "cards",
        "roles",
        "plan",
        "proposals",
        "proposal_new",
        "requests",
    )
    of_home += ("reports", "matter", "delegation", "delegation_new", "commune_mandates")
    of_sitting = ("assembly", "sitting_tasks", "run", "minutes", "minutes_edit", "corrections")
    of_sitting += ("minutes_pdf", "minutes_text", "minutes_csv")
    of_ballot = (
        "ballot",
        "ballot_done",
        "ballot_change",
        "ballot_codes",
        "ballot_counts",
        "ballot_check",
        "ballot_paper",
        "ballot_print",
    )
    return {
        **dict.fromkeys(of_home, (home,)),
        **dict.fromkeys(of_sitting, here),
        **dict.fromkeys(of_ballot, (ballot.code,)),
        **dict.fromkeys(("council_live", "credentials"), there),
        "assembly_live": (sitting.pk, sitting.commune_id),
        "council_hall_live": (council.pk, council.commune_id),
        "decision_live": (decision.pk,),
        **dict.fromkeys(("commune_new", "items", "item_new"), (above,)),
        **dict.fromkeys(("proposal", "proposal_change", "proposal_compare"), (draft.code,)),
        **dict.fromkeys(("sign_in_slip", "claim_slip"), (slip,)),
        **dict.fromkeys(("decision", "correct", "more_days"), (home, decision.number)),
        "member": (home, entry.pk),
        "charter_change": (home, 1),
        "item": (above, item),
        "mandate_draft": (home, above, item),
        "red_lines": (home, above, item),
        "report": (home, above, council.number),
        "proposal_version": (draft.code, 1),
        "proposal_diff": (draft.code, 1, 1),
        **dict.fromkeys(("paper", "answered", "condition"), (home, asked.code)),
        "decision_short": (decision.number,),
        "council_vote": (vote,),
        **dict.fromkeys(
            ("petition_new", "petition_paper", "recall_item", "delegation_leave"), (home, petition.delegate_id)
        ),
        **dict.fromkeys(("petition", "petition_names"), (petition.code,)),
    }


def _posts(conf: story.Confederation, ballot: Ballot, sitting: Assembly) -> dict[str, dict]:
    """What a post says; without a line here it says nothing, and a form that may be sent answers with its faults."""
    day = (clock.today("UTC") + timedelta(days=5)).isoformat()
    return {
        "me": {"theme": "dark", "language": "", "text_size": ""},
        "devices": {"device": "others"},
        "tokens": {"name": "A map", "days": "30"},
        "members": {"name": "New name", "standing": "adult"},
        "member": {"act": "end"},
        "roll_import": {"act": "drop", "roll_import": "1"},
        "charter_change": {"quorum.ordinary": "1/3"},
        "roles": {"act": "give", "who": "The teller", "kind": "teller", "until": day},
        "plan": {"day": day, "hour": "19:00", "place": "Yard", "anyway": "on"},
        "requests": {"act": "call", "title": "The flood", "day": day, "hour": "19:00"},
        "matter": {"title": "Dogs", "body": "On the meadow."},
        "proposal_new": {"title": "Trees", "body": "Ten trees."},
        "proposal": {"act": "support"},
        "proposal_change": {"body": "Other words.", "reason": "Clearer."},
        "assembly": {"act": "count", "voters": "10"},
        "run": {"act": "count", "voters": "10"},
        "minutes_edit": {"act": "close"},
        "ballot_done": {"answer-0": "for"},
        "ballot_paper": {"who": "C01 5", "answer-0": "for"},
        "ballot_check": {"code": "acorn-lilac-barley-417"},
        "red_lines": {"version": "1", "line": "0", "touched": "no"},
        "report": {"act": "give", "words": "What we heard."},
        "commune_mandates": {"item": "1", "reason": "new facts"},
        "council_live": {"act": "open"},
        "council_vote": {"choice": "for"},
        "delegation_leave": {"reason": "I moved away."},
        "petition_new": {"ground": "conduct"},
        "petition_paper": {"ground": "conduct", "who": "C01 5", "sheet": "1"},
        "petition": {"act": "sign"},
        "petition_names": {"act": "sheet", "sheet": "1", "lines": "C01 9"},
    }


def ask(world: World, name: str, method: str, actor: str, path: str) -> int:
    """What the house answers, in sound markup; nothing of it stays."""
    with undone():
        client = world.client(actor)
        answer = client.get(path) if method == "GET" else client.post(path, world.posts.get(name, {}))
        if answer.status_code == 403:
            assert b'class="note' in answer.content, f"{method} {name} for {actor}: refused without a sentence"
        if actor in READERS and answer.get("Content-Type", "").startswith("text/html") and answer.content:
            assert faults_of_markup(answer.content.decode()) == [], f"{method} {name} for {actor}"
        return answer.status_code
