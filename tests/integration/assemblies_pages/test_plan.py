"""Planning an assembly, and bringing up a matter."""

import pytest
from django.test import Client

from assemblies.models import Assembly, Proposal
from tests.factories.assemblies import make_person
from tests.integration.assemblies_pages.conftest import words

pytestmark = pytest.mark.django_db


def test_an_assembly_is_planned_on_the_communes_own_clock(hall, signed_in):
    hall.commune.zone = "Europe/Paris"
    hall.commune.save(update_fields=["zone"])
    response = signed_in(hall.secretary).post(
        "/c/saulx/plan/", {"day": "2026-07-01", "hour": "19:00", "place": "Tannery Hall"}
    )
    assert response.url == "/c/saulx/a/1/"
    assert Assembly.objects.get().planned_at.isoformat() == "2026-07-01T17:00:00+00:00"
    assert "Wednesday 1 July 2026, 19:00" in words(Client().get("/c/saulx/a/1/"))


def test_a_day_that_is_none_stays_in_the_form(hall, signed_in):
    response = signed_in(hall.secretary).post("/c/saulx/plan/", {"day": "soon", "hour": "19:00", "place": "Here"})
    assert response.status_code == 400
    assert "Write the day as year-month-day: 2027-07-01." in words(response)
    assert 'value="Here"' in response.content.decode()


def test_who_may_not_plan_reads_who_may(hall, signed_in):
    assert Client().get("/c/saulx/plan/").status_code == 403
    refused = signed_in(hall.tellers[0]).get("/c/saulx/plan/")
    assert refused.status_code == 403
    assert "Only a secretary or a facilitator of this commune does this." in words(refused)


def test_a_secretary_brings_up_a_matter_and_a_facilitator_lists_it(hall, signed_in):
    secretary = signed_in(hall.secretary)
    sent = {"title": "Mend the roof", "body": "The wash-house gets a new roof."}
    assert secretary.post("/c/saulx/matter/", sent).url == "/c/saulx/"
    secretary.post("/c/saulx/plan/", {"day": "2026-07-01", "hour": "19:00"})
    proposal = Proposal.objects.get()
    chair = signed_in(hall.facilitator)
    assert "On no agenda yet" in words(chair.get("/c/saulx/a/1/"))
    chair.post("/c/saulx/a/1/", {"act": "put", "target": proposal.code})
    said = words(chair.get("/c/saulx/a/1/"))
    assert "The wash-house gets a new roof." in said
    assert "On no agenda yet" not in said


def test_strangers_bring_up_nothing(hall, signed_in):
    assert signed_in(make_person("Stranger")).get("/c/saulx/matter/").status_code == 403


def test_a_short_notice_is_said_before_and_after_it_is_planned(hall, signed_in):
    secretary = signed_in(hall.secretary)
    sent = {"day": "2026-05-04", "hour": "19:00", "place": "Yard", "kind": "ordinary"}
    asked = secretary.post("/c/saulx/plan/", sent)
    assert asked.status_code == 409
    assert "That is 3 days of notice; the charter asks for 7." in words(asked)
    assert not Assembly.objects.exists()
    assert secretary.post("/c/saulx/plan/", sent | {"anyway": "on"}).url == "/c/saulx/a/1/"
    said = words(Client().get("/c/saulx/a/1/"))
    assert "The notice was short: told on 1 May 2026, 3 days before; the charter asks for 7." in said
    assert secretary.post("/c/saulx/plan/", sent | {"kind": "special"}).url == "/c/saulx/a/2/"
    said = words(Client().get("/c/saulx/a/2/"))
    assert "Special assembly 2" in said
    assert "Told on 1 May 2026, 3 days before." in said
