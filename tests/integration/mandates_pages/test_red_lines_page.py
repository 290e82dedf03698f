"""The page of red lines: the delegate declares, the commune contests, everybody reads."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel.effects import drain
from mandates.models import Declaration, Voice
from mandates.services.voice import cast_voice
from tests.integration.mandates.test_red_lines import LINES, Hall
from tests.integration.mandates_pages.test_vote_page import client_of, words

pytestmark = pytest.mark.django_db


def address(hall: Hall) -> str:
    return f"/c/{hall.home.slug}/mandates/{hall.conf.council.slug}/{hall.item.number}/red-lines/"


def test_the_delegate_declares_line_by_line_and_the_commune_contests():
    hall = Hall()
    hall.open()
    delegate, secretary = client_of(hall.who), client_of(hall.conf.secretary(hall.home))
    page = delegate.get(address(hall)).content.decode()
    assert page.count("Not declared") == len(LINES)
    assert "Check the red lines" in delegate.get(f"/council/v/{hall.vote.code}/").content.decode()
    for line in range(len(LINES)):
        said = delegate.post(address(hall), {"version": 2, "line": line, "touched": "no"}, follow=True)
        assert "Declared. Your commune reads it at once." in words(said.content.decode())
    assert cast_voice(actor=hall.who, vote=hall.vote, choice="for").kind == "binding"
    met = hall.assembly(days=0)
    page = secretary.get(address(hall)).content.decode()
    assert page.count("may contest this until the end of 16 March 2026") == len(LINES)
    declared = Declaration.objects.get(line=0)
    said = secretary.post(
        address(hall), {"act": "contest", "declaration": declared.pk, "assembly": met.pk}, follow=True
    )
    assert "It is contested." in words(said.content.decode())
    page = words(Client().get(address(hall)).content.decode())
    assert "Contested" in page
    assert "On this version its voice is a first word" in page
    drain()
    assert Voice.objects.get(vote=hall.vote, delegation=hall.sent[0]).kind == "indicative"


def test_only_who_carries_the_mandate_sees_the_buttons_and_everybody_reads():
    hall = Hall()
    for person in (None, hall.conf.secretary(hall.home), hall.conf.chair):
        page = client_of(person).get(address(hall)).content.decode()
        assert 'name="touched"' not in page
        assert "Until every line is said to be untouched" in words(page)
    refused = client_of(hall.conf.chair).post(address(hall), {"version": 2, "line": 0, "touched": "no"})
    assert refused.status_code == 403
    assert b"You do not carry the word of C01" in refused.content


def test_a_version_that_moved_on_is_refused_in_words_on_the_page():
    hall = Hall()
    said = client_of(hall.who).post(address(hall), {"version": 1, "line": 0, "touched": "no"})
    assert said.status_code == 409
    assert "Version 1 is no longer on the floor: version 2 is." in words(said.content.decode())
    assert client_of(hall.who).post(address(hall), {"version": 2, "line": 0}).status_code == 400


def test_the_page_stays_within_its_queries():
    hall = Hall()
    hall.declare(False, False)
    hall.assembly(days=0)
    client = client_of(hall.conf.secretary(hall.home))
    client.get(address(hall))
    with CaptureQueriesContext(connection) as seen:
        client.get(address(hall))
    assert len(seen) <= 15
