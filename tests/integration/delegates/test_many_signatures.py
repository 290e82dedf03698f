"""Five hundred names within a minute, from many hands at once: none is lost, none stands twice, none comes too late."""

import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from assemblies.models import RollEntry
from confed.kernel.errors import ConfedError
from confed.kernel.models import Person
from delegates.models import Petition, Signature
from delegates.queries.petitions import valid_names
from delegates.services.petition import file_petition
from delegates.services.signing import sign_petition
from delegates.services.validation import validate_petition
from tests.factories.recall import story

HANDS = 8
NAMES = 500


def many(acts):
    def run(act):
        try:
            return act()
        except ConfedError as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(run, acts))


def crowd(tale, number: int) -> list[Person]:
    """So many more people on the roll, each with a phone."""
    people = Person.objects.bulk_create(Person(name=f"Many {at}") for at in range(number))
    RollEntry.objects.bulk_create(
        RollEntry(
            commune=tale.home,
            person=person,
            name=person.name,
            card=f"M{at}",
            may_speak=True,
            may_vote=True,
            standing="adult",
            joined_on=tale.home.founded_on,
        )
        for at, person in enumerate(people)
    )
    return people


def test_five_hundred_names_some_tapped_twice_stand_once_each(fresh_db):
    tale = story()
    people = crowd(tale, NAMES)
    made = file_petition(actor=tale.members[0], delegate=tale.delegate, ground="trust")
    began = time.monotonic()
    taps = [lambda person=person: sign_petition(actor=person, petition=made) for person in [*people, *people[:100]]]
    answers = many(taps)
    assert time.monotonic() - began < 60
    assert all(isinstance(answer, Signature) for answer in answers)
    assert (valid_names(made), Signature.objects.count()) == (NAMES + 1, NAMES + 1)


def test_names_against_the_hand_that_hands_it_in(fresh_db):
    tale = story()
    people = crowd(tale, 40)
    made = file_petition(actor=tale.members[0], delegate=tale.delegate, ground="trust")
    for person in people[:7]:
        sign_petition(actor=person, petition=made)
    late = [lambda person=person: sign_petition(actor=person, petition=made) for person in people[7:]]
    answers = many([*late[:10], lambda: validate_petition(actor=tale.members[0], petition=made), *late[10:]])
    signed = sum(isinstance(answer, Signature) for answer in answers)
    made.refresh_from_db()
    assert made.stage == "validated"
    assert valid_names(made) == 8 + signed
    assert all(
        str(answer.happened).startswith("This petition has its names")
        for answer in answers
        if isinstance(answer, ConfedError)
    )


def test_two_petitions_on_one_ground_at_once_are_one(fresh_db):
    tale = story()
    many(
        [
            lambda person=person: file_petition(actor=person, delegate=tale.delegate, ground="trust")
            for person in tale.members[:6]
        ]
    )
    made = Petition.objects.get()
    assert valid_names(made) == 6
