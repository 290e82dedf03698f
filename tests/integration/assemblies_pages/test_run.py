"""The run page: the same acts as on the page of the sitting, in one frame for those who run it."""

import pytest

from assemblies.models import MinutesLine
from assemblies.services.agenda import start_item
from assemblies.services.assembly import close_assembly, plan_assembly
from confed.kernel import clock
from tests.factories.assemblies import (
    count_hands,
    decide,
    make_ballot,
    make_item,
    make_person,
    make_proposal,
    make_sitting,
)
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db


def address(sitting) -> str:
    return f"/c/{sitting.commune.slug}/a/{sitting.number}/run/"


def test_run_page_is_for_those_who_run_it_and_names_them(client, hall, signed_in):
    sitting = make_sitting(hall)
    for reader in (client, signed_in(make_person("Stranger")), signed_in(hall.tellers[0])):
        answer = reader.get(address(sitting))
        assert answer.status_code == 403
        assert "They are: Bela of Saulx" in words(answer)
        assert reader.post(address(sitting), {"act": "close"}).status_code == 403


def test_run_page_shows_agenda_floor_and_tonight(hall, signed_in):
    decide(hall, 40, 20, 3, make_proposal(hall, "Tool library"))
    sitting = hall_sitting = decide(hall, 40, 20, 3, make_proposal(hall, "Mend the roof")).assembly
    said = words(signed_in(hall.facilitator).get(address(hall_sitting)))
    assert "Saulx, assembly 2" in said
    assert "Mend the roof" in said
    assert "now · 0 min" in said
    assert "40 yes, 20 no, 3 abstain" in said
    assert "Done with this item?" in said
    assert sitting.number == 2


def test_an_act_on_the_run_page_comes_back_to_it(hall, signed_in):
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    facilitator = signed_in(hall.facilitator)
    answer = facilitator.post(address(planned), {"act": "open", "voters": "63", "youth": "", "observers": ""})
    assert (answer.status_code, answer["Location"]) == (302, address(planned))
    refused = facilitator.post(address(planned), {"act": "count", "voters": "900"})
    assert refused.status_code == 400
    assert "900 voters were counted" in words(refused)
    assert "Who does what" in words(refused)


def test_a_task_noted_on_the_run_page_stands_there(hall, signed_in):
    sitting = make_sitting(hall)
    item = start_item(actor=hall.facilitator, item=make_item(hall, sitting))
    facilitator = signed_in(hall.facilitator)
    form = {"act": "write", "kind": "task", "back": "run", "item": item.position, "key": "k", "version": 0}
    form |= {"text": "Ask three builders", "who": "Hanna", "due": "2026-06-01"}
    answer = facilitator.post(address(sitting).replace("run", "minutes/edit"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(sitting))
    assert MinutesLine.objects.get().item == item
    said = words(facilitator.get(address(sitting)))
    assert "Ask three builders Hanna · until 1 June 2026" in said


def test_a_closed_sitting_leads_to_its_minutes(hall, signed_in):
    sitting = make_sitting(hall)
    close_assembly(actor=hall.facilitator, assembly=sitting)
    said = words(signed_in(hall.facilitator).get(address(sitting)))
    assert "Go to the minutes" in said


@pytest.mark.parametrize("state", ["planned", "open", "vote", "counted", "closed"])
def test_run_page_takes_few_queries(hall, signed_in, state):
    if state == "planned":
        sitting = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    elif state == "open":
        sitting = decide(hall, 40, 20, 3).assembly
    elif state == "closed":
        sitting = decide(hall, 40, 20, 3).assembly
        close_assembly(actor=hall.facilitator, assembly=sitting)
    else:
        ballot = make_ballot(hall)
        sitting = ballot.assembly
        if state == "counted":
            count_hands(hall, ballot, 40, 20, 3)
    for person in (hall.facilitator, hall.secretary):
        assert queries_of(signed_in(person), address(sitting)) <= MOST_QUERIES
