"""What comes to a council from below: a matter that members sent up; a withdrawn item, told to its communes."""

import pytest

from assemblies.models import Proposal
from assemblies.services.proposal import draft_proposal, write_withdrawal
from assemblies.services.requests import back_request, begin_request
from confed.kernel import clock, journal
from confed.kernel.effects import drain
from mandates.models import CouncilItem, Mandate
from mandates.services.item import publish_item
from tests.factories import confederation as story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stopped_clock():
    clock.set_clock(story.DAY_0)
    yield
    clock.set_clock(None)


@pytest.fixture
def conf(db):
    return story.confederation(2, voters=20)


def said(scope: str) -> list[str]:
    return [entry.text for entry in journal.sentences(scope)]


def test_what_members_send_up_is_published_by_the_council_and_comes_to_every_commune(conf):
    home = conf.communes[0]
    proposal = draft_proposal(actor=conf.secretary(home), commune=home, title="Wells", body="We share the wells.")
    people = [entry.person for entry in conf.entries[home.pk] if entry.person]
    request = begin_request(actor=people[0], commune=home, kind="send_up", proposal=proposal)
    for person in people[1:]:
        if request.stage == "open":
            request = back_request(actor=person, request=request)
    assert request.stage == "met"
    drain()
    item = CouncilItem.objects.get()
    assert (item.council, item.proposal.title) == (conf.council, "Wells")
    assert Mandate.objects.filter(item=item).count() == 2
    assert f"{home.name} sends “Wells” up: item 1, asked by 1 of its members." in said(f"commune:{conf.council.pk}")
    drain()
    assert CouncilItem.objects.count() == 1


def test_a_withdrawn_item_is_told_to_every_commune_that_was_asked(conf):
    publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    write_withdrawal(conf.chair, Proposal.objects.get(kind="council"))
    drain()
    for commune in conf.communes:
        told = [line for line in said(f"commune:{commune.pk}") if "was withdrawn" in line]
        assert told == [
            f"Item 1 of the council of {conf.council.name}, “Water”, was withdrawn. Our mandate stays; for seven days "
            "the item may be taken over."
        ]
