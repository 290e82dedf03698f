"""Slips and personal QR cards: printed on record, used once, joined to one login."""

import json
from datetime import timedelta

import pytest

from assemblies.models import RollEntry
from assemblies.services.claims import claim_entry, print_slips
from assemblies.services.role import give_role
from assemblies.services.roll import NewEntry, add_entries, add_entry
from confed.kernel import clock
from confed.kernel.access import peek_code, redeem_code
from confed.kernel.errors import BadInput, NotAllowed, NotThere, RuleStops
from confed.kernel.models import AccessCode, JournalEntry, Person
from confed.kernel.person import Machine
from tests.factories.assemblies import make_hall, make_person, make_root
from tests.integration.assemblies.conftest import MAY_DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall(4, parent=make_root("Valley"))


@pytest.fixture
def ana(hall):
    return add_entry(actor=hall.secretary, commune=hall.commune, name="Ana Lind", card="7")


def slip(hall, entry, kind="slip"):
    return print_slips(actor=hall.secretary, commune=hall.commune, entries=[entry.pk], kind=kind)[0]


def test_a_slip_lets_one_person_in_once(hall, ana, told):
    printed = slip(hall, ana)
    ana.refresh_from_db()
    assert (printed.name, printed.card, printed.until.isoformat()) == ("Ana Lind", "7", "2026-05-08")
    assert peek_code(printed.token) == ana.person
    assert redeem_code(token=printed.token) == ana.person
    with pytest.raises(RuleStops):
        redeem_code(token=printed.token)
    assert told(f"commune:{hall.commune.pk}")[-1] == "Slips to sign in with were printed in Saulx: 1."
    entry = JournalEntry.objects.latest("id")
    assert json.loads(entry.payload)["entries"] == [ana.pk]
    assert (entry.actor, printed.token in entry.payload) == (hall.secretary.key, False)


def test_printing_again_ends_the_slip_before_and_keeps_the_login(hall, ana):
    first = slip(hall, ana)
    people = Person.objects.count()
    second = slip(hall, ana, kind="card")
    assert (peek_code(first.token), Person.objects.count()) == (None, people)
    clock.set_clock(MAY_DAY + timedelta(days=29))
    assert peek_code(second.token).name == "Ana Lind"
    clock.set_clock(MAY_DAY + timedelta(days=30))
    assert peek_code(second.token) is None


def test_many_slips_are_one_entry_in_the_journal(hall):
    entries = add_entries(actor=hall.secretary, commune=hall.commune, entries=[NewEntry(f"M {n}") for n in range(100)])
    before = JournalEntry.objects.count()
    printed = print_slips(
        actor=hall.secretary, commune=hall.commune, entries=[entry.pk for entry in entries], kind="slip"
    )
    assert len({made.token for made in printed}) == 100
    assert JournalEntry.objects.count() == before + 1


def test_slips_are_for_people_without_an_address(hall, ana):
    with_mail = add_entry(actor=hall.secretary, commune=hall.commune, name="Ben", mail="ben@example.org")
    with pytest.raises(RuleStops, match="signs in with a mailed code"):
        print_slips(actor=hall.secretary, commune=hall.commune, entries=[ana.pk, with_mail.pk], kind="slip")
    assert not AccessCode.objects.exists()
    ana.refresh_from_db()
    assert ana.person is None


def test_only_the_keeper_prints_and_only_for_this_roll(hall, ana):
    doubs = make_hall(4, name="Doubs", parent=hall.commune.parent)
    for person in (doubs.secretary, hall.facilitator, make_person("Stranger")):
        with pytest.raises(NotAllowed):
            print_slips(actor=person, commune=hall.commune, entries=[ana.pk], kind="slip")
    for entries, kind in (([], "slip"), ([doubs.entries[0].pk], "slip"), ([ana.pk], "poster"), (range(121), "slip")):
        with pytest.raises(BadInput):
            print_slips(actor=hall.secretary, commune=hall.commune, entries=list(entries), kind=kind)


def test_a_slip_is_joined_to_the_login_somebody_has(hall, ana, told):
    printed = slip(hall, ana)
    ana.refresh_from_db()
    bearer, me = ana.person, make_person("Ana", "ana@example.org")
    assert claim_entry(actor=me, token=printed.token) == [ana]
    ana.refresh_from_db()
    bearer.refresh_from_db()
    assert (ana.person, bearer.is_active) == (me, False)
    assert told(f"commune:{hall.commune.pk}")[-1] == "Ana Lind joined a login to an entry on the roll of Saulx."
    with pytest.raises(RuleStops):
        claim_entry(actor=me, token=printed.token)


def test_nobody_joins_two_entries_of_a_roll_nor_a_second_vote(hall, ana):
    doubs = make_hall(4, name="Doubs", parent=hall.commune.parent)
    for person, says in (
        (hall.tellers[0], "on the roll of Saulx already"),
        (doubs.secretary, "has a vote in Doubs already"),
    ):
        printed = slip(hall, ana)
        with pytest.raises(RuleStops, match=says):
            claim_entry(actor=person, token=printed.token)
        assert peek_code(printed.token) is not None
    assert RollEntry.objects.get(pk=ana.pk).person.name == "Ana Lind"


def test_a_login_in_use_is_not_taken_over(hall, ana):
    printed = slip(hall, ana)
    ana.refresh_from_db()
    me = make_person("Me", "me@example.org")
    give_role(actor=hall.secretary, commune=hall.commune, person=ana.person, kind="teller", until=clock.today("UTC"))
    with pytest.raises(RuleStops, match="in use"):
        claim_entry(actor=me, token=printed.token)
    Person.objects.filter(pk=ana.person_id).update(last_login=MAY_DAY)
    with pytest.raises(RuleStops, match="in use"):
        claim_entry(actor=me, token=printed.token)
    assert peek_code(printed.token) is not None


def test_a_machine_claims_nothing_and_an_unknown_slip_is_unknown(hall):
    with pytest.raises(NotAllowed):
        claim_entry(actor=Machine("x"), token="x")
    with pytest.raises(NotThere):
        claim_entry(actor=hall.secretary, token="x")
