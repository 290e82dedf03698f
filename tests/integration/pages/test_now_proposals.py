"""Now leads a convenor to proposals that wait for the form check, and a mover to what came back."""

import pytest
from django.test import Client

from assemblies.models import Role
from assemblies.queries.waiting_answers import waiting_answers, waiting_for
from assemblies.services.admission import return_proposal
from assemblies.services.drafting import submit_proposal, support_proposal, write_draft
from assemblies.services.role import give_role
from confed.kernel import clock
from tests.factories.assemblies import TERM, make_hall
from tests.integration.assemblies.conftest import MAY_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stopped_clock():
    clock.set_clock(MAY_DAY)
    yield
    clock.set_clock(None)


def says(person) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/?all=1").content.decode()


def test_a_convenor_answers_and_the_mover_mends():
    hall = make_hall(6)
    mover, convenor = hall.tellers
    draft = write_draft(actor=mover, commune=hall.commune, title="A pump", body="For the well.")
    for person in (hall.secretary, hall.facilitator, convenor):
        support_proposal(actor=person, proposal=draft)
    submit_proposal(actor=mover, proposal=draft)
    assert "waits for your answer until Monday 4 May" in says(hall.secretary)  # nobody is convenor
    until = clock.today("UTC") + TERM
    give_role(actor=hall.secretary, commune=hall.commune, person=convenor, kind=Role.Kind.CONVENOR, until=until)
    assert "waits for your answer" not in says(hall.secretary)
    assert "waits for your answer until Monday 4 May" in says(convenor)
    assert not waiting_for(mover, clock.now()).exists()
    return_proposal(actor=convenor, proposal=draft, reason="Say who pays.")
    assert not waiting_for(convenor, clock.now()).exists()
    assert "sent it back to you, and say why" in says(mover)


def test_the_oldest_waits_first(django_assert_num_queries):
    hall = make_hall(6)
    for title in ("First", "Second"):
        draft = write_draft(actor=hall.tellers[0], commune=hall.commune, title=title, body="Words.")
        for person in (hall.secretary, hall.facilitator):
            support_proposal(actor=person, proposal=draft)
        submit_proposal(actor=hall.tellers[0], proposal=draft)
    keys = [proposal.pk for proposal in waiting_for(hall.secretary, clock.now())]
    with django_assert_num_queries(1):
        found = waiting_answers(keys)
    with django_assert_num_queries(0):
        assert waiting_answers([]) == []
    assert [one.title for one in found] == ["First", "Second"]
