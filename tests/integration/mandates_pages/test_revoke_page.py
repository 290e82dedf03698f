"""A commune's assembly takes a mandate back on the page of its mandates."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assemblies.services.assembly import open_assembly, plan_assembly
from confed.kernel import clock
from mandates.models import Mandate
from tests.factories.confederation import confederation, mandate
from tests.integration.mandates.test_spine import published
from tests.integration.mandates_pages.test_vote_page import client_of, minutes_of, words

pytestmark = pytest.mark.django_db
PAGE = "/c/c01/mandates/"
BACK = {"item": "1", "reason": "new facts"}


def granted():
    conf = confederation(2)
    held = mandate(conf, published(conf), conf.communes[0], (15, 3, 1))
    return conf, held, client_of(conf.secretary(conf.communes[0]))


def opened(conf):
    home = conf.communes[0]
    planned = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=clock.now())
    return open_assembly(actor=conf.secretary(home), assembly=planned, voters=12)


def test_the_open_assembly_takes_its_mandate_back_with_a_reason():
    conf, held, secretary = granted()
    assert "An assembly that is open with its quorum takes this mandate back" in words(
        secretary.get(PAGE).content.decode()
    )
    met = opened(conf)
    page = secretary.get(PAGE)
    assert "Take the mandate back : Water" in words(page.content.decode())
    with CaptureQueriesContext(connection) as seen:
        secretary.get(PAGE)
    assert len(seen) <= 15, [one["sql"][:90] for one in seen]
    done = words(secretary.post(PAGE, BACK, follow=True).content.decode())
    assert "The assembly took its mandate on item 1 back." in done
    assert "Take the mandate back" not in done
    assert Mandate.objects.get(pk=held.pk).stage == "revoked"
    assert "new facts" in minutes_of(f"assembly:{met.pk}")


def test_refusals_are_said_on_the_page_and_nothing_is_taken_back():
    conf, held, secretary = granted()
    none_open = secretary.post(PAGE, BACK)
    assert none_open.status_code == 409
    assert "No assembly of the commune is open" in words(none_open.content.decode())
    opened(conf)
    assert secretary.post(PAGE, {"item": "1", "reason": ""}).status_code == 400
    assert secretary.post(PAGE, {"reason": "why"}).status_code == 400
    assert secretary.post(PAGE, {"item": "7", "reason": "why"}).status_code == 404
    for person in (None, conf.chair, conf.secretary(conf.communes[1])):
        page = client_of(person)
        assert "Take the mandate back" not in page.get(PAGE).content.decode()
        assert page.post(PAGE, BACK).status_code == 403
    other = client_of(conf.secretary(conf.communes[1])).post("/c/c02/mandates/", BACK)
    assert other.status_code == 409
    top = client_of(conf.chair).post("/c/council/mandates/", BACK)
    assert top.status_code == 400
    assert Mandate.objects.get(pk=held.pk).stage == "granted"
