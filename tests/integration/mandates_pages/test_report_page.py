"""The page of a report-back: said, voted, result, asked; and who may give, take and contest it there."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.models import AgendaItem
from assemblies.services.agenda import start_item
from confed.kernel import clock
from confed.kernel.effects import drain
from delegates.models import ReportBack
from tests.factories import confederation as story
from tests.factories.reports import after_a_council, home_sits

pytestmark = pytest.mark.django_db


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_it_stands_mandate_beside_vote_for_everybody_to_read():
    _conf, _sent, address = after_a_council()
    said = words(Client().get(address).content)
    assert "C01 1 to C01 · sitting 1 of the council of Council" in said
    water, bus, quarry = re.findall(r"(\d (?:Water|Bus|Quarry) .*?(?=\d (?:Bus|Quarry) |What you|One vote|$))", said)
    assert "Binding Vote yes, as long as none of this is touched: Farms stay exempt" in water
    assert "Yes on version 1 Being ratified" in water
    assert "ratify “Water” or not" in water.lower().replace("water", "Water")
    assert "against the mandate: void" in bus
    assert "No answer" not in bus
    assert "No mandate Nothing. Put off No vote was taken." in quarry
    assert "One vote went against your mandate. It was void." in said
    assert "The assembly of __________" in said
    assert "What you heard" not in said


def test_delegate_gives_assembly_takes_and_contests():
    conf, sent, address = after_a_council()
    mine, chair = client_of(story.delegate_person(sent)), client_of(conf.secretary(conf.communes[0]))
    assert "Give the report" in words(mine.get(address).content)
    assert mine.post(address, {"act": "give", "words": " "}).status_code == 400
    assert mine.post(address, {"act": "give", "words": "The farms spoke long."}).status_code == 302
    assert "The farms spoke long." in words(Client().get(address).content)
    assert chair.post(address, {"act": "take"}).status_code == 409
    home_sits(conf)
    assert "The assembly takes it" not in words(mine.get(address).content)
    assert "The assembly takes it" in words(chair.get(address).content)
    assert mine.post(address, {"act": "take"}).status_code == 403
    assert chair.post(address, {"act": "take", "answer": "Thank you."}).status_code == 302
    said = words(Client().get(address).content)
    assert "took it. Thank you." in said
    assert "It can be contested until 19 March 2026." in said
    assert chair.post(address, {"act": "contest", "reason": "No."}).status_code == 400
    assert chair.post(address, {"act": "contest", "items": ["2"], "reason": "We said no."}).status_code == 302
    report = ReportBack.objects.get(delegation=sent)
    assert (report.stage, report.contested, report.answer) == ("contested", [2], "We said no.")
    assert words(Client().get(address).content).count("Contested") == 2
    assert chair.post(address, {"act": "burn"}).status_code == 400


def test_queries_do_not_grow():
    conf, _sent, address = after_a_council()
    client = client_of(conf.secretary(conf.communes[0]))
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(address)
    assert len(seen) <= 15


def test_now_asks_whoever_carried_the_voice_and_presses_past_its_day():
    conf, sent, address = after_a_council()
    mine = client_of(story.delegate_person(sent))
    page = mine.get("/").content
    assert "Report to C01 on sitting 1 of the council Due by 16 March." in words(page)
    assert address in page.decode()
    clock.set_clock(story.at(15))
    assert "Report overdue" in words(mine.get("/").content)
    other = client_of(conf.entries[conf.communes[0].pk][1].person)
    assert "Report to C01" not in words(other.get("/").content)


def test_the_commune_reads_who_carries_its_word_and_what_they_owe(django_assert_max_num_queries):
    conf, _sent, address = after_a_council()
    home = client_of(conf.entries[conf.communes[0].pk][1].person)
    home.get("/")
    with django_assert_max_num_queries(15):
        page = home.get(f"/c/{conf.communes[0].slug}/").content
    said = words(page)
    assert "C01 1 first term, since 10 February 2026" in said
    assert "Until 18 September 2026, 200 days left. One person, one voice." in said
    assert "What we told them" in said
    assert "Sitting 1 of the council of Council due by 16 March Owed" in said
    assert address in page.decode()


def test_the_agenda_leads_to_the_reports_of_the_commune(django_assert_max_num_queries):
    conf, _sent, address = after_a_council()
    evening = home_sits(conf)
    drain()
    chair = client_of(conf.secretary(conf.communes[0]))
    here = f"/c/{conf.communes[0].slug}/"
    assert f'href="{here}reports/"' in chair.get(f"{here}a/{evening.number}/").content.decode()
    item = AgendaItem.objects.get(assembly=evening, origin_key__startswith="report:")
    start_item(actor=conf.secretary(conf.communes[0]), item=item)
    assert "Read the report; take it or contest it there" in words(chair.get(f"{here}a/{evening.number}/run/").content)
    with django_assert_max_num_queries(15):
        page = chair.get(f"{here}reports/").content
    assert address in page.decode()
    assert "Sitting 1 of the council of Council 2 March 2026 · due by 16 March Owed" in words(page)
