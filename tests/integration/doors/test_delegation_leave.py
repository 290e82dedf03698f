"""A delegate gives the word back: the alternate carries it on, or the seat is empty."""

import pytest
from django.test import Client

from delegates.models import Delegate
from tests.factories import confederation as made
from tests.integration.doors.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db


def place_of(person) -> str:
    held = Delegate.objects.get(entry__person=person)
    return f"/c/c01/delegation/leave/{held.pk}/"


def test_who_leaves_is_told_what_follows_and_the_alternate_has_the_seat(conf, signed_in):
    sent = made.delegation(conf, conf.communes[0], alternates=1)
    who = made.delegate_person(sent)
    client, page = signed_in(who), place_of(who)
    assert f'href="{page}"' in client.get("/mandates/").content.decode()
    told = words(client.get(page))
    assert "You carry the word of C01 in the council of Council, until" in told
    assert "C01 2 is next in order and takes over the same mandates." in told
    assert queries_of(client, page) <= MOST_QUERIES
    assert client.post(page, {"reason": " "}).status_code == 400
    done = words(client.post(page, {"reason": "I moved away."}, follow=True))
    assert "You gave the word back. C01 2 has the seat now, with the same mandates." in done
    assert "You do not carry the word of C01 any more." in words(client.get(page))
    assert client.post(page, {"reason": "again"}).status_code == 409
    following = made.delegate_person(sent)
    assert "No alternate is left: the seat is empty" in words(signed_in(following).get(place_of(following)))


def test_an_alternate_leaves_the_line_and_nobody_leaves_for_another(conf, signed_in):
    sent = made.delegation(conf, conf.communes[0], alternates=1)
    waiting = conf.entries[conf.communes[0].pk][1].person
    page = place_of(waiting)
    assert "You wait as an alternate of C01" in words(signed_in(waiting).get(page))
    assert Client().get(page).status_code == 403
    for person in (conf.secretary(conf.communes[0]), made.delegate_person(sent)):
        refused = signed_in(person).post(page, {"reason": "away with you"})
        assert refused.status_code == 403
        assert "Only the delegates themselves give the word back." in words(refused)
    assert signed_in(waiting).get(page.replace("/c01/", "/c02/")).status_code == 404
    assert "You gave the word back." in words(signed_in(waiting).post(page, {"reason": "ill"}, follow=True))
    assert not Delegate.objects.filter(stage="alternate").exists()
