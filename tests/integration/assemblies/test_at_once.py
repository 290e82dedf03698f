"""Two people at the same moment: numbers stay distinct, a result is announced once, a commune is one or the other."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from assemblies.models import Assembly, Commune, Decision, Result, RollEntry, TellerCount
from assemblies.services.assembly import plan_assembly
from assemblies.services.ballot import announce_result, close_ballot
from assemblies.services.commune import found_commune, found_instance
from assemblies.services.count import enter_count
from assemblies.services.roll import add_entry
from assemblies.services.roll_confirm import confirm_import
from assemblies.services.roll_import import read_import
from confed.kernel import clock
from confed.kernel.errors import ConfedError, NotAllowed, RuleStops
from confed.kernel.journal import verify_chain
from confed.kernel.models import Chain, JournalEntry, Person
from tests.factories.assemblies import FOUNDING, count_hands, make_ballot, make_hall, make_root


def at_once(acts):
    def run(act):
        try:
            return act()
        except ConfedError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_plan_assembly_at_once_gives_distinct_numbers(fresh_db):
    hall = make_hall(4)
    plan = {"actor": hall.secretary, "commune": hall.commune, "planned_at": clock.now()}
    at_once([lambda: plan_assembly(**plan)] * 6)
    assert sorted(Assembly.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert verify_chain(Chain.objects.get(pk=hall.commune.chain_id)) == []


def test_announce_result_at_once_makes_one_decision(fresh_db):
    hall = make_hall(8)
    ballot = make_ballot(hall)
    count_hands(hall, ballot, 5, 2, 1)
    close_ballot(actor=hall.facilitator, ballot=ballot)
    found = at_once([lambda: announce_result(actor=hall.facilitator, ballot=ballot)] * 4)
    assert set(found) == {Decision.objects.get()}
    assert Result.objects.count() == 1


def test_two_tellers_at_once_settle_an_equal_number(fresh_db):
    hall = make_hall(8)
    ballot = make_ballot(hall)
    count = {"ballot": ballot, "option": "for", "number": 5}
    at_once([lambda teller=teller: enter_count(actor=teller, **count) for teller in hall.tellers])
    assert list(TellerCount.objects.values_list("kept", "round")) == [(True, 1), (True, 1)]


def test_people_and_communes_at_once_never_both_stand(fresh_db):
    root = make_root()
    acts = [
        lambda: add_entry(actor=FOUNDING, commune=root, name="Ada"),
        lambda: found_commune(actor=FOUNDING, name="Below", parent=root),
    ]
    found = at_once(acts)
    assert sum(isinstance(each, RuleStops) for each in found) == 1
    assert RollEntry.objects.filter(commune=root).exists() != Commune.objects.filter(parent=root).exists()


def test_two_confirmations_of_an_import_at_once_enter_once(fresh_db):
    hall = make_hall(4)
    table = [["Name", "Card"], ["Amal Haddad", "31"], ["Joe Lund", "12"]]
    kept = read_import(actor=hall.secretary, commune=hall.commune, source="june.csv", table=table)
    done = at_once([lambda: confirm_import(actor=hall.secretary, roll_import=kept, new=2, changed=0)] * 4)
    assert {getattr(found, "stage", found) for found in done} == {"confirmed"}
    assert RollEntry.objects.filter(card__in=["31", "12"]).count() == 2
    assert JournalEntry.objects.filter(kind="roll_imported").count() == 1


def test_two_people_founding_the_first_tree_at_once_found_one(fresh_db, settings):
    settings.CONFED_OPEN_FOUNDING = False
    found = at_once(
        [
            lambda name=name: found_instance(person_name=name, mail=f"{name}@example.org", name=f"Valley of {name}")
            for name in ("ada", "bela", "cem")
        ]
    )
    assert sum(isinstance(each, NotAllowed) for each in found) == 2
    assert Commune.objects.filter(parent=None).count() == 1
    assert Person.objects.count() == 1
