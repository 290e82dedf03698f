"""Mail to those who must act: to whom, in which words and language, once, and never in the way of the act."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from assemblies.services.assembly import close_assembly
from assemblies.services.role import give_role
from confed.kernel import clock, effects
from confed.kernel.effects import drain, stuck
from confed.kernel.models import Effect, Person
from confed.pages.services.letters import SEND
from delegates.services.validation import validate_petition
from mandates.domain.stages import Choice
from mandates.models import Cascade
from mandates.services.closing import close_cascade
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import change_text, publish_item
from mandates.services.voice import record_by_hand
from tests.factories import recall
from tests.factories.confederation import REHEARSAL, at, confederation, delegate_person, delegation, mandate, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def abroad(settings):
    settings.PUBLIC_ADDRESS = "https://avelle.example/"


def sent(subject: str = "") -> dict[str, EmailMessage]:
    """What lies in the mailbox about this, by who got it; then it is emptied."""
    drain()
    assert stuck() == []
    found = {one.to[0]: one for one in mail.outbox if subject in one.subject}
    assert len(found) == len([one for one in mail.outbox if subject in one.subject]), "somebody was written to twice"
    mail.outbox.clear()
    return found


def published(conf, **more):
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.", **more)
    drain()
    return item


def test_a_mandate_is_asked_of_secretary_and_convenors_with_its_deadline():
    conf = confederation(2)
    home = conf.communes[0]
    give_role(
        actor=conf.secretary(home),
        commune=home,
        person=conf.entries[home.pk][0].person,
        kind="convenor",
        until=clock.today("UTC") + timedelta(days=30),
    )
    mail.outbox.clear()
    published(conf, deadline=at(-3))
    found = sent("A mandate is asked of C01: Water")
    assert set(found) == {"secretary.c01@example.org", "c01.1@example.org"}
    words = found["secretary.c01@example.org"].body
    assert "The council would like it by 27 February 2026, 18:00" in words
    assert "\nhttps://avelle.example/c/c01/mandates/council/1/\n" in words
    assert "https://avelle.example/me/" in words
    assert drain() == 0


def test_nobody_without_address_or_who_wants_none_is_written_to():
    conf = confederation(2)
    Person.objects.filter(name="Secretary C01").update(wants_mail=False)
    Person.objects.filter(name="Secretary C02").update(mail=None)
    published(conf)
    assert mail.outbox == []
    assert not Effect.objects.filter(kind=SEND).exists()


def test_holders_are_told_whether_they_are_still_bound():
    conf = confederation(3)
    item = published(conf)
    terms = [{"latitude": "open"}, {"latitude": "strict"}, {"latitude": "bounded", "red_lines": ["Farms"]}]
    for commune, how in zip(conf.communes, terms, strict=True):
        delegation(conf, commune)
        mandate(conf, item, commune, (10, 2, 1), **how)
    sent()
    change_text(actor=conf.chair, item=item, body="Other words.", reason="Clearer.")
    found = sent("The text changed: Water")
    assert set(found) == {
        f"{who}c0{n}{seat}@example.org" for n in (1, 2, 3) for who, seat in (("secretary.", ""), ("", ".1"))
    }
    assert "you are still bound" in found["c01.1@example.org"].body
    assert "its voice is indicative now" in found["c02.1@example.org"].body
    assert "declare at the sitting" in found["c03.1@example.org"].body


def evening(conf):
    """One voice by hand against its mandate; the item goes to the communes; the sitting ends."""
    item = published(conf)
    delegations = [delegation(conf, commune) for commune in conf.communes]
    mandate(conf, item, conf.communes[0], (2, 10, 1))
    council = sitting(conf, delegations)
    sent()
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    record_by_hand(actor=conf.chair, vote=vote, delegation=delegations[0], choice=Choice.FOR)
    return council, vote, delegations


def test_from_an_off_mandate_vote_to_the_result():
    conf = confederation(3)
    council, vote, delegations = evening(conf)
    found = sent("A vote against the mandate of C01")
    assert set(found) == {"secretary.c01@example.org"}
    words = found["secretary.c01@example.org"].body
    assert "That vote is void" in words
    assert not {"yes", "no", "for", "against", "abstain"} & set(
        words.split("raised against its mandate")[1].split(".")[0].split()
    )
    close_council_vote(actor=conf.chair, vote=vote)
    assert "vote counts until the end of" in sent("C02 is asked: Water")["secretary.c02@example.org"].body
    close_assembly(actor=conf.chair, assembly=council)
    assert set(sent("Your report to")) == {delegate_person(one).mail for one in delegations}
    cascade = Cascade.objects.get()
    clock.set_clock(clock.day_end(cascade.closes_on, "UTC"))
    close_cascade(actor=REHEARSAL, cascade_id=cascade.pk)
    found = sent("after the answers: Water")
    assert len(found) == 6
    assert "Too few communes answered" in found["c01.1@example.org"].body


def test_who_is_meant_by_a_petition_hears_of_it_of_the_vote_and_of_its_result():
    tale = recall.story()
    mail.outbox.clear()
    petition = recall.petition(tale)
    both = {tale.chair.mail, tale.delegate.entry.person.mail}
    found = sent("A petition on C01 1 in C01")
    assert set(found) == both
    assert "3 names are needed" in found[tale.chair.mail].body
    assert f"\nhttps://avelle.example/r/{petition.code}/\n" in found[tale.chair.mail].body
    assert tale.members[0].name not in found[tale.chair.mail].body  # who signed stands in no mail
    validate_petition(actor=tale.members[0], petition=petition)
    found = sent("C01 votes on recalling C01 1")
    assert set(found) == both
    assert "not before 4 March 2026" in found[tale.chair.mail].body


def test_a_mail_speaks_the_language_of_its_reader():
    conf = confederation(2)
    Person.objects.filter(name="Secretary C01").update(language="fr")
    published(conf)
    found = sent()
    assert "27" not in found["secretary.c01@example.org"].body
    assert found["secretary.c01@example.org"].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_server_that_is_away_holds_up_nothing_and_is_shown(monkeypatch):
    def away(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected("away")

    monkeypatch.setattr(EmailMessage, "send", away)
    conf = confederation(2)
    item = published(conf)
    assert item.pk
    owed = Effect.objects.filter(kind=SEND)
    assert {(one.attempts, one.done_at) for one in owed} == {(1, None)}
    for _ in range(12):
        clock.set_clock(clock.now() + timedelta(minutes=20))
        drain()
    assert {one.kind for one in stuck()} == {SEND}
    monkeypatch.undo()
    effects.retry(actor=REHEARSAL, effect_id=stuck()[0].id)
    drain()
    assert len(mail.outbox) == 1


def test_the_lease_keeps_a_second_drain_away_and_falls_after_30_seconds(monkeypatch):
    """A worker killed in the middle of a mail leaves it due again; nobody else took it meanwhile."""

    def killed(self, fail_silently=False):
        assert effects.drain() == 0  # another worker, meanwhile
        raise KeyboardInterrupt

    conf = confederation(1)
    monkeypatch.setattr(EmailMessage, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        published(conf)
    monkeypatch.undo()
    assert drain() == 0
    clock.set_clock(clock.now() + timedelta(seconds=31))
    assert drain() == 1
    assert len(mail.outbox) == 1


def test_mail_is_wished_away_on_the_own_page():
    conf = confederation(1)
    client = Client()
    client.force_login(conf.chair)
    assert "Mail me when a task of mine needs me" in client.get("/me/").content.decode()
    assert client.post("/me/", {"theme": "", "language": "", "text_size": ""}).status_code == 302
    conf.chair.refresh_from_db()
    assert conf.chair.wants_mail is False
