"""Items of a council: published once, changed with what it undoes said before, fixed; a commune writes its terms."""

import pytest
from django.test import Client

from assemblies.models import TextVersion
from confed.kernel.effects import drain
from mandates.models import CouncilItem, Mandate
from mandates.services.item import publish_item
from tests.factories import confederation as made
from tests.integration.doors.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db
NEW = "/c/council/items/new/"
ITEM = "/c/council/items/1/"
DRAFT = "/c/c01/mandates/council/1/"
SENT = {"key": "page:one", "title": "Water", "body": "We share the water.", "purpose": "decide", "deadline": ""}


@pytest.fixture
def chair(conf, signed_in):
    return signed_in(conf.chair)


@pytest.fixture
def item(conf):
    found = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    return found


def test_an_item_is_published_once_and_every_commune_is_asked(conf, chair):
    for _ in range(2):
        assert chair.post(NEW, SENT | {"deadline": "2026-03-01"}).url == ITEM
    found = CouncilItem.objects.get()
    drain()
    assert Mandate.objects.filter(item=found).count() == 3
    assert found.deadline is not None
    said = words(Client().get(ITEM))
    assert "We share the water." in said
    assert "mandates in 0 communes asked 3" in said
    assert "Change the text" not in said


def test_what_is_missing_is_said_and_the_rest_stays(chair):
    refused = chair.post(NEW, SENT | {"body": "", "deadline": "soon"})
    assert refused.status_code == 400
    said = words(refused)
    assert "Write the words the communes will read." in said
    assert "Write the day as year-month-day" in said
    assert 'value="Water"' in refused.content.decode()
    assert not CouncilItem.objects.exists()


def test_only_who_runs_the_council_publishes_and_changes(conf, item, signed_in):
    for client in (Client(), signed_in(conf.secretary(conf.communes[0]))):
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, SENT).status_code == 403
        assert client.post(ITEM, {"act": "lock"}).status_code == 403
    assert CouncilItem.objects.get().stage == "published"


def test_a_commune_of_people_has_no_items(conf, signed_in):
    assert signed_in(conf.secretary(conf.communes[0])).get("/c/c01/items/new/").status_code == 403


def test_before_a_change_the_page_names_the_mandates_that_fall(conf, chair, item):
    made.mandate(conf, item, conf.communes[0], (12, 2, 1), latitude="strict")
    made.mandate(conf, item, conf.communes[1], (12, 2, 1), latitude="open")
    said = words(chair.get(ITEM))
    assert "These mandates would no longer bind: C01." in said
    assert "Still binding, because they cover changed words: 1." in said
    change = {"act": "change", "version": 1, "body": "We share all water.", "reason": "Said by C02."}
    assert chair.post(ITEM, change).status_code == 302
    assert TextVersion.objects.filter(proposal=item.proposal).count() == 2
    twice = chair.post(ITEM, change)
    assert twice.status_code == 400
    assert "The text was changed meanwhile: version 2 is the newest." in words(twice)
    assert "We share all water." in twice.content.decode()
    same = chair.post(ITEM, change | {"version": 2})
    assert same.status_code == 409
    assert "These are the words of version 2 already." in words(same)
    assert Mandate.objects.get(item=item, giver=conf.communes[0]).stage == "degraded"


def test_a_change_without_its_reason_is_not_made(chair, item):
    refused = chair.post(ITEM, {"act": "change", "version": 1, "body": "Other.", "reason": ""})
    assert refused.status_code == 400
    assert "Say why the words change." in words(refused)


def test_the_text_is_fixed_once(chair, item):
    for _ in range(2):
        assert chair.post(ITEM, {"act": "lock"}).status_code == 302
    item.refresh_from_db()
    assert item.stage == "text_locked"
    assert chair.post(ITEM, {"act": "burn"}).status_code == 400


def test_what_is_not_there(conf):
    assert Client().get("/c/council/items/9/").status_code == 404
    assert Client().get("/c/c01/mandates/council/9/").status_code == 404


def test_a_commune_writes_its_terms_and_they_stand_when_it_votes(conf, item, signed_in):
    client = signed_in(conf.secretary(conf.communes[0]))
    assert DRAFT in client.get("/c/c01/mandates/").content.decode()
    assert DRAFT not in Client().get("/c/c01/mandates/").content.decode()
    assert DRAFT in client.get("/").content.decode()
    sent = {
        "latitude": "bounded",
        "red_lines": "Small farms stay exempt.\n\n  No price rises. ",
        "if_touched": "against",
        "reasons": "Last summer.",
        "expires_on": "2026-12-31",
    }
    for _ in range(2):
        assert client.post(DRAFT, sent).url == "/c/c01/mandates/"
    terms = Mandate.objects.get(item=item, giver=conf.communes[0])
    assert (terms.stage, terms.latitude, terms.if_touched) == ("drafted", "bounded", "against")
    assert terms.red_lines == ["Small farms stay exempt.", "No price rises."]
    assert "Small farms stay exempt." in client.get(DRAFT).content.decode()


def test_wrong_terms_are_refused_and_stay_in_the_form(conf, item, signed_in):
    client = signed_in(conf.secretary(conf.communes[0]))
    refused = client.post(DRAFT, {"latitude": "loose", "if_touched": "none", "expires_on": "never", "red_lines": "A."})
    assert refused.status_code == 400
    assert ">\nA.</textarea>" in refused.content.decode()
    assert Mandate.objects.get(item=item, giver=conf.communes[0]).stage == "requested"


def test_others_write_no_terms_and_nobody_after_the_vote(conf, item, signed_in):
    for client in (Client(), signed_in(conf.chair), signed_in(conf.secretary(conf.communes[1]))):
        assert client.get(DRAFT).status_code == 403
        assert client.post(DRAFT, {"latitude": "open", "if_touched": "none"}).status_code == 403
    made.mandate(conf, item, conf.communes[0], (12, 2, 1))
    late = signed_in(conf.secretary(conf.communes[0])).get(DRAFT)
    assert late.status_code == 403
    assert "This mandate was granted by the assembly; only the assembly changes it." in words(late)


def test_pages_cost_the_same_at_any_size(conf, chair, item, signed_in):
    home = signed_in(conf.secretary(conf.communes[0]))
    made.mandate(conf, item, conf.communes[1], (12, 2, 1))
    for client, url in ((chair, NEW), (chair, ITEM), (chair, "/c/council/items/"), (home, DRAFT)):
        assert queries_of(client, url) <= MOST_QUERIES, url
