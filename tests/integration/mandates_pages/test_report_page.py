"""The page of a report-back: said, voted, result, asked; and who may give, take and contest it there."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.services.agenda import list_item
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from delegates.models import ReportBack
from mandates.domain.stages import Choice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories import confederation as story

pytestmark = pytest.mark.django_db


def words(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def after_a_council():
    """Three items: one voted as instructed, one by hand against the mandate, one put off."""
    conf = story.confederation(3)
    home = conf.communes[0]
    items = [
        publish_item(actor=conf.chair, council=conf.council, title=title, body="The text.", deadline=story.at(20))
        for title in ("Water", "Bus", "Quarry")
    ]
    drain()
    sent = [story.delegation(conf, commune) for commune in conf.communes]
    story.mandate(conf, items[0], home, (10, 2, 1), red_lines=["Farms stay exempt"])
    story.mandate(conf, items[1], home, (2, 10, 1), day=-4)
    council = story.sitting(conf, sent)
    list_item(actor=conf.chair, assembly=council, proposal=items[2].proposal)
    water, bus = (open_council_vote(actor=conf.chair, item=item, assembly=council) for item in items[:2])
    cast_voice(actor=story.delegate_person(sent[0]), vote=water, choice=Choice.FOR)
    record_by_hand(actor=conf.chair, vote=bus, delegation=sent[0], choice=Choice.FOR)
    for vote in (water, bus):
        close_council_vote(actor=conf.chair, vote=vote)
    close_assembly(actor=conf.chair, assembly=council)
    drain()
    assert stuck() == []
    return conf, sent[0], f"/c/{home.slug}/reports/{conf.council.slug}/{council.number}/"


def home_sits(conf):
    home = conf.communes[0]
    clock.set_clock(story.at(3))
    planned = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=story.at(3), place="Yard")
    return open_assembly(actor=conf.secretary(home), assembly=planned, voters=12)


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
