"""Those who run a council enter that more than half of its communes gave a ratification more days."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.models import Cascade
from tests.integration.mandates.test_extension import agreed, ratifying
from tests.integration.mandates_pages.test_vote_page import client_of, words

pytestmark = pytest.mark.django_db


def story():
    conf, cascade = ratifying()
    return conf, cascade, f"/c/council/d/{cascade.decision.number}/"


def test_two_of_three_communes_give_it_two_weeks_more_and_only_once():
    conf, cascade, page = story()
    two = agreed(conf, conf.communes[:2])
    chair = client_of(conf.chair)
    assert f'href="{page}more-days/"' in chair.get(page).content.decode()
    with CaptureQueriesContext(connection) as seen:
        asked = words(chair.get(page + "more-days/").content.decode())
    assert len(seen) <= 15, [one["sql"][:90] for one in seen]
    assert "More days need the decisions of 2 of the 3 communes asked." in asked
    assert "C01 Decision 2, More days, 5 March 2026" in asked
    sent = {"days": "14", "decisions": [one.pk for one in two]}
    done = chair.post(page + "more-days/", sent, follow=True).content.decode()
    assert "Votes count until the end of 13 April 2026 now." in words(done)
    assert "more-days" not in done
    cascade.refresh_from_db()
    assert cascade.extended_at
    again = chair.post(page + "more-days/", sent)
    assert again.status_code == 409
    assert "was extended already" in words(again.content.decode())


def test_refusals_keep_what_was_ticked():
    conf, cascade, page = story()
    page += "more-days/"
    chair = client_of(conf.chair)
    assert "No commune has made a decision of its own" in words(chair.get(page).content.decode())
    one = agreed(conf, conf.communes[:1])[0].pk
    few = chair.post(page, {"days": "14", "decisions": [one]})
    assert few.status_code == 409
    assert "1 of the 3 communes asked decided on more days" in words(few.content.decode())
    assert f'value="{one}" checked' in few.content.decode()
    assert chair.post(page, {"days": "29", "decisions": [one]}).status_code == 400
    for fault in (
        {"days": "14"},
        {"decisions": [one]},
        {"days": "x", "decisions": [one]},
        {"days": "1", "decisions": [9999]},
    ):
        assert chair.post(page, fault).status_code == 400
    for person in (None, conf.secretary(conf.communes[0])):
        assert client_of(person).get(page).status_code == 403
        assert client_of(person).post(page, {"days": "14", "decisions": [one]}).status_code == 403
    assert chair.get("/c/c01/d/1/more-days/").status_code in (403, 404)
    assert Cascade.objects.get(pk=cascade.pk).extended_at is None
