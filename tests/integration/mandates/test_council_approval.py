"""Minutes of a council: approved in its next quorate ordinary sitting, where no delegation objects."""

from datetime import timedelta

import pytest
from django.test import Client

from assemblies.models import Minutes
from assemblies.services.approval import approve_council_minutes
from assemblies.services.assembly import close_assembly
from assemblies.services.corrections import answer_correction, ask_correction
from assemblies.services.minutes import close_minutes
from confed.kernel import clock, journal
from confed.kernel.errors import NotAllowed, RuleStops
from tests.factories import confederation as story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stopped_clock():
    clock.set_clock(story.DAY_0)
    yield
    clock.set_clock(None)


@pytest.fixture
def first():
    """A sitting of the council, closed, its minutes laid open."""
    conf = story.confederation(2, voters=20)
    sent = [story.delegation(conf, commune) for commune in conf.communes]
    meeting = story.sitting(conf, sent)
    close_assembly(actor=conf.chair, assembly=meeting)
    close_minutes(actor=conf.chair, assembly=meeting)
    return conf, meeting, sent


def test_the_next_quorate_sitting_approves_them(first):
    conf, meeting, sent = first
    made = Minutes.objects.get(assembly=meeting)
    with pytest.raises(RuleStops, match="in a later ordinary sitting"):
        approve_council_minutes(actor=conf.chair, minutes=made, sitting=meeting)
    clock.set_clock(clock.now() + timedelta(days=28))
    asker = conf.entries[conf.communes[0].pk][0].person
    line = ask_correction(actor=asker, assembly=meeting, text="Other words.")
    following = story.sitting(conf, sent)
    with pytest.raises(NotAllowed):
        approve_council_minutes(actor=asker, minutes=made, sitting=following)
    with pytest.raises(RuleStops, match="a correction is not answered"):
        approve_council_minutes(actor=conf.chair, minutes=made, sitting=following)
    answer_correction(actor=conf.chair, correction=line, accept=True)
    client, url = Client(), f"/c/{conf.council.slug}/a/{meeting.number}/minutes/"
    client.force_login(conf.chair)
    assert "Approve them in this sitting" in client.get(url).content.decode()
    assert client.post(f"{url}corrections/", {"act": "approve"}).status_code == 400
    assert client.post(f"{url}corrections/", {"act": "approve", "nobody_objects": "on"}).status_code == 302
    made.refresh_from_db()
    assert (made.stage, made.sitting, bool(made.fingerprint)) == ("published", following, True)
    told = [entry.text for entry in journal.sentences(f"assembly:{following.pk}")]
    assert f"The minutes of sitting {meeting.number} were read; no delegation objected, they are approved." in told
    assert "no delegation objected" in client.get(url).content.decode()
