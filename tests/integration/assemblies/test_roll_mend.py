"""One entry of the roll mended by hand: words corrected, an end on a day to come, words erased."""

from datetime import timedelta

import pytest

from assemblies.models import RollEntry
from assemblies.services.roll import add_entry, change_rights
from assemblies.services.roll_mend import correct_entry, erase_entry, plan_end
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import Disclosure, JournalEntry, Person
from tests.factories.assemblies import make_hall, make_person
from tests.integration.assemblies.conftest import MAY_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall(6)


@pytest.fixture
def zoe(hall):
    person = make_person("Zoe Lind", "zoe@example.org")
    return add_entry(
        actor=hall.secretary, commune=hall.commune, name="Zoe Lind", card="77", mail="zoe@example.org", person=person
    )


def test_words_are_corrected_and_none_of_them_stands_in_the_journal(hall, zoe, told):
    correct_entry(actor=hall.secretary, entry=zoe, name="Zoë Lind", card="78", mail="Lind@Example.org")
    zoe.refresh_from_db()
    assert (zoe.name, zoe.card, zoe.mail) == ("Zoë Lind", "78", "lind@example.org")
    assert told(f"commune:{hall.commune.pk}")[-1] == "The words of an entry on the roll of Saulx were corrected."
    last = JournalEntry.objects.latest("pk")
    assert '"fields":["card","mail","name"]' in last.payload
    assert not Disclosure.objects.filter(entry=last).exists()
    before = JournalEntry.objects.count()
    correct_entry(actor=hall.secretary, entry=zoe, name="Zoë Lind", card="78", mail="lind@example.org")
    assert JournalEntry.objects.count() == before


def test_words_of_somebody_else_are_refused(hall, zoe):
    other = add_entry(actor=hall.secretary, commune=hall.commune, name="Bo", card="9", mail="bo@example.org")
    for words in ({"name": " "}, {"name": "Zoe", "card": "9"}, {"name": "Zoe", "mail": "BO@example.org"}):
        with pytest.raises(BadInput):
            correct_entry(actor=hall.secretary, entry=zoe, **words)
    with pytest.raises(NotAllowed):
        correct_entry(actor=hall.facilitator, entry=other, name="Bob")


def test_an_entry_ends_by_itself_on_its_day(hall, zoe):
    today = clock.today("UTC")
    plan_end(actor=hall.secretary, entry=zoe, leaves_on=today + timedelta(days=20))
    plan_end(actor=hall.secretary, entry=zoe, leaves_on=today + timedelta(days=10))
    change_rights(actor=hall.secretary, entry=zoe, may_speak=True, may_vote=True)
    for days, runs in ((9, True), (10, False), (21, False)):
        clock.set_clock(MAY_DAY + timedelta(days=days))
        effects.drain(5)
        assert RollEntry.objects.running().filter(pk=zoe.pk).exists() is runs, days
    zoe.refresh_from_db()
    assert zoe.ended_on == today + timedelta(days=10)
    assert effects.stuck() == []


def test_a_day_that_has_come_ends_it_at_once(hall, zoe):
    assert plan_end(actor=hall.secretary, entry=zoe, leaves_on=clock.today("UTC")).ended_on == clock.today("UTC")


def test_erased_words_read_a_former_member_and_the_chain_still_verifies(hall, zoe, told):
    with pytest.raises(RuleStops, match="is running"):
        erase_entry(actor=hall.secretary, entry=zoe)
    plan_end(actor=hall.secretary, entry=zoe, leaves_on=clock.today("UTC"))
    erase_entry(actor=hall.secretary, entry=zoe)
    erase_entry(actor=hall.secretary, entry=zoe)
    zoe.refresh_from_db()
    assert (str(zoe), zoe.card, zoe.mail) == ("a former member", "", "")
    assert "a former member was entered on the roll of Saulx." in told(f"commune:{hall.commune.pk}")
    assert not Disclosure.objects.filter(value__contains="Zoe").exists()
    person = Person.objects.get(pk=zoe.person_id)
    assert (person.name, person.mail, person.is_active) == ("", None, False)
    hall.commune.chain.refresh_from_db()
    assert journal.verify_chain(hall.commune.chain) == []


def test_a_namesake_keeps_their_words_and_a_login_elsewhere_stays(hall, zoe):
    namesake = add_entry(actor=hall.secretary, commune=hall.commune, name="Zoe Lind")
    elsewhere = make_hall(4, name="Loue")
    add_entry(actor=elsewhere.secretary, commune=elsewhere.commune, name="Zoe Lind", person=zoe.person)
    plan_end(actor=hall.secretary, entry=zoe, leaves_on=clock.today("UTC"))
    erase_entry(actor=hall.secretary, entry=zoe)
    left = Disclosure.objects.filter(value="Zoe Lind", entry__chain=hall.commune.chain)
    assert [f'"entry":{namesake.pk},' in row.entry.payload for row in left] == [True]
    assert Person.objects.get(pk=zoe.person_id).is_active
