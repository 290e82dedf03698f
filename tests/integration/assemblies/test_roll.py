"""The roll: entered, changed, ended, claimed; once per commune, one vote per tree."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from assemblies import rules
from assemblies.models import RollEntry
from assemblies.services.commune import found_commune
from assemblies.services.roll import NewEntry, add_entries, add_entry, change_rights, claim_entries, end_entry
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from tests.factories.assemblies import FOUNDING, make_hall, make_person, make_root

pytestmark = pytest.mark.django_db


def test_add_entry_youth_and_observers_have_no_vote():
    hall = make_hall(4)
    added = [
        add_entry(actor=hall.secretary, commune=hall.commune, name=f"{standing} one", standing=standing)
        for standing in ("adult", "youth", "observer")
    ]
    assert [(entry.may_speak, entry.may_vote) for entry in added] == [(True, True), (True, False), (True, False)]
    assert RollEntry.objects.entitled().filter(commune=hall.commune).count() == 5


def test_add_entry_is_told_by_name_and_kept_out_of_the_payload(told):
    hall = make_hall(4)
    entry = add_entry(actor=hall.secretary, commune=hall.commune, name="Zîn")
    assert told(f"commune:{hall.commune.pk}")[-1] == "Zîn was entered on the roll of Saulx."
    last = JournalEntry.objects.latest("id")
    assert "Zîn" not in last.payload
    assert entry.joined_on == date(2026, 5, 1)


def test_add_entries_many_give_one_entry_in_the_journal(told):
    hall = make_hall(4)
    before = JournalEntry.objects.count()
    entries = [NewEntry(f"M{n}", standing="youth" if n < 3 else "adult") for n in range(50)]
    assert len(add_entries(actor=hall.secretary, commune=hall.commune, entries=entries)) == 50
    assert JournalEntry.objects.count() == before + 1
    assert told(f"commune:{hall.commune.pk}")[-1] == ("Names entered on the roll of Saulx: 50, of whom 47 have a vote.")


@pytest.mark.parametrize(
    ("entries", "error", "says"),
    [
        ([NewEntry("")], BadInput, "needs a name"),
        ([NewEntry("A", standing="ghost")], BadInput, "no standing"),
        ([NewEntry("A", card="7"), NewEntry("B", card="7")], BadInput, "twice"),
        ([NewEntry("A", card="1")], BadInput, "twice"),
    ],
)
def test_add_entries_one_wrong_means_none(entries, error, says):
    hall = make_hall(4)
    add_entry(actor=hall.secretary, commune=hall.commune, name="First", card="1")
    before = (RollEntry.objects.count(), JournalEntry.objects.count())
    with pytest.raises(error, match=says):
        add_entries(actor=hall.secretary, commune=hall.commune, entries=[NewEntry("Good"), *entries])
    assert (RollEntry.objects.count(), JournalEntry.objects.count()) == before


def test_add_entry_person_twice_on_one_roll_refused():
    hall = make_hall(4)
    with pytest.raises(RuleStops, match="once only"):
        add_entry(actor=hall.secretary, commune=hall.commune, name="Ada", person=hall.secretary)


def test_add_entry_above_communes_refused():
    root = make_root()
    hall = make_hall(4, parent=root)
    with pytest.raises(RuleStops, match="no people stand on its roll"):
        add_entry(actor=FOUNDING, commune=root, name="Ada", person=hall.secretary)


def test_add_entry_by_others_refused():
    hall = make_hall(4)
    for actor in (make_person("Nobody"), hall.facilitator, hall.tellers[0]):
        with pytest.raises(NotAllowed, match="Only a secretary"):
            add_entry(actor=actor, commune=hall.commune, name="X")


def test_add_entry_second_vote_under_one_root_refused_and_speaking_allowed():
    root = make_root()
    one = make_hall(4, parent=root, name="One")
    two = make_hall(4, parent=root, name="Two")
    with pytest.raises(RuleStops, match="Ada of One has a vote in One already"):
        add_entry(actor=two.secretary, commune=two.commune, name="Ada", person=one.secretary)
    guest = add_entry(actor=two.secretary, commune=two.commune, name="Ada", person=one.secretary, standing="observer")
    with pytest.raises(RuleStops, match="has a vote in One already"):
        change_rights(actor=two.secretary, entry=guest, may_speak=True, may_vote=True, standing="adult")


def test_add_entry_second_vote_in_another_tree_or_by_charter_allowed():
    one = make_hall(4, name="One")
    other = make_hall(4, name="Other")
    assert add_entry(actor=other.secretary, commune=other.commune, name="Ada", person=one.secretary).may_vote

    root = make_root(name="Open", values={"roll.exclusive": "no"})
    three = make_hall(4, name="Three", parent=root)
    four = make_hall(4, name="Four", parent=root)
    assert add_entry(actor=four.secretary, commune=four.commune, name="Ada", person=three.secretary).may_vote


def test_change_rights_vote_without_voice_or_for_youth_refused():
    hall = make_hall(4)
    entry = hall.entries[3]
    for may_speak, standing in ((False, "adult"), (True, "youth"), (True, "observer")):
        with pytest.raises(BadInput, match="A vote goes only to members"):
            change_rights(actor=hall.secretary, entry=entry, may_speak=may_speak, may_vote=True, standing=standing)
    changed = change_rights(actor=hall.secretary, entry=entry, may_speak=True, may_vote=False)
    assert (changed.may_speak, changed.may_vote) == (True, False)


def test_end_entry_ends_once_and_not_in_the_future(told):
    hall = make_hall(5)
    entry = hall.entries[4]
    for day in (date(2026, 5, 2), date(2026, 4, 30)):
        with pytest.raises(BadInput, match="between the day it began and today"):
            end_entry(actor=hall.secretary, entry=entry, ended_on=day)
    ended = end_entry(actor=hall.secretary, entry=entry)
    assert ended.ended_on == date(2026, 5, 1)
    assert told(f"commune:{hall.commune.pk}")[-1] == (
        "The entry of Member 5 of Saulx on the roll of Saulx ended on 1 May 2026."
    )
    with pytest.raises(RuleStops, match="has ended"):
        end_entry(actor=hall.secretary, entry=entry)
    with pytest.raises(RuleStops, match="has ended"):
        change_rights(actor=hall.secretary, entry=entry, may_speak=True, may_vote=True)


def test_claim_entries_joins_by_mail_once_and_leaves_a_second_vote_to_the_secretary():
    root = make_root()
    one = make_hall(4, parent=root, name="One")
    two = make_hall(4, parent=root, name="Two")
    first = add_entry(actor=one.secretary, commune=one.commune, name="Zîn", mail="Zin@Example.org")
    add_entry(actor=two.secretary, commune=two.commune, name="Zîn", mail="zin@example.org")
    zin = make_person("Zîn", "zin@example.org")

    assert claim_entries(actor=zin) == [first]
    assert claim_entries(actor=zin) == []
    first.refresh_from_db()
    assert first.person == zin


def test_claim_entries_without_mail_or_by_a_machine():
    hall = make_hall(4)
    add_entry(actor=hall.secretary, commune=hall.commune, name="Zîn", mail="")
    assert claim_entries(actor=make_person("Zîn")) == []
    with pytest.raises(NotAllowed):
        claim_entries(actor=FOUNDING)


def test_may_be_counted_and_the_list_of_entitled_agree_over_every_combination():
    commune = make_root()
    kept = []
    combinations = product(RollEntry.Standing.values, (True, False), (True, False), (None, date(2026, 5, 1)))
    for standing, may_speak, may_vote, ended in combinations:
        entry = RollEntry(
            commune=commune,
            name="N",
            standing=standing,
            may_speak=may_speak,
            may_vote=may_vote,
            joined_on=date(2026, 1, 1),
            ended_on=ended,
        )
        lawful = not may_vote or (may_speak and standing == "adult")
        try:
            with transaction.atomic():
                entry.save()
        except IntegrityError:
            assert not lawful
        else:
            assert lawful
            kept.append(entry)
    listed = set(RollEntry.objects.entitled())
    assert listed == {entry for entry in kept if rules.may_be_counted(entry)}
    assert len(kept) == 14
    assert len(listed) == 1


def test_the_founder_of_a_council_may_keep_no_roll_below():
    root = make_root()
    founder = make_person("Ada")
    middle = found_commune(actor=FOUNDING, name="Mill", parent=root, founder=founder)
    below = found_commune(actor=FOUNDING, name="Lane", parent=middle)
    with pytest.raises(NotAllowed):
        add_entry(actor=founder, commune=below, name="X")
