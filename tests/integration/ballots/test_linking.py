"""T3: whoever has everything but the running server and its urn key cannot tell who cast which slip.

The adversary knows the true order in which people voted (as from a copy of the database after every vote), every hidden
column, every order a dump could have, the journal, the logs, the mail and the exports. With 300 slips one right guess is
what chance gives; more than five is a leak.
"""

import json
import logging
import random
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, connections
from django.test import Client

from assemblies.models import Ballot, Elector, Slip, Urn
from assemblies.queries.receipts import printed
from assemblies.services.ballot import announce_result, close_ballot
from assemblies.services.cast import cast_secret
from confed.kernel import clock, effects
from confed.kernel.models import Effect, JournalEntry
from tests.factories.ballots import Phones, make_phones, open_vote

VOTERS, MOST = 300, 5
# A right guess by chance follows Poisson(1): six or more in one of twenty orders happens once in a hundred runs, the
# same twice in a row once in ten thousand. A leak is there every time.
TRIES = 2
Truth = dict[int, int]  # person → code


@pytest.fixture(autouse=True)
def running_clock():
    clock.set_clock(None)


@pytest.fixture
def said(caplog) -> Callable[[], str]:
    """Everything that any logger said, at any level."""
    caplog.set_level(logging.DEBUG)
    return lambda: "\n".join(record.getMessage() for record in caplog.records)


def rows(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def hidden_orders(table: str, ballot: Ballot, key: str, column: str) -> Iterator[list]:
    """The column's values in every order that the database keeps of itself: as dumped, by place, by transaction."""
    by = {"assemblies_slip": ("ballot_id", ballot.pk), "assemblies_elector": ("snapshot_id", ballot.snapshot_id)}[table]
    places = (
        ("ctid", "xmin::text::bigint, ctid", "cmin::text::bigint, ctid")
        if connection.vendor == "postgresql"
        else ("rowid",)
    )
    for order in ("", *(f"ORDER BY {place}" for place in (*places, key))):
        yield [row[0] for row in rows(f"SELECT {column} FROM {table} WHERE {by[0]} = %s {order}", by[1])]


def voted(phones: Phones, ballot: Ballot, chance: random.Random) -> tuple[Truth, list[int], list[bytes], list[bytes]]:
    """Everybody votes in a random order; the sealed urn is copied after every vote."""
    people = list(phones.people)
    chance.shuffle(people)
    truth: Truth = {}
    sealed, packed = [], []
    for person in people:
        code = chance.randrange(1, 2048**3 * 1000)
        choice = chance.choice(["for", "against", "abstain"])
        cast_secret(actor=person, ballot=ballot, choice=choice, code=code, word="")
        truth[person.pk] = code
        sealed.append(bytes(Urn.objects.get(ballot=ballot).sealed))
        packed.append(code.to_bytes(6))
    return truth, [person.pk for person in people], sealed, packed


def worst_guess(ballot: Ballot, truth: Truth, came: list[int]) -> tuple[int, str]:
    """Lay every order of people beside every order of slips; return the most right guesses and which order made them."""
    entries = dict(Elector.objects.filter(snapshot=ballot.snapshot_id).values_list("entry_id", "entry__person_id"))
    people: dict[str, list[int]] = {"as they came": came, "by number": sorted(came)}
    for at, order in enumerate(hidden_orders("assemblies_elector", ballot, "id", "entry_id")):
        people[f"electors {at}"] = [entries[entry] for entry in order]
    slips: dict[str, list[int]] = {"by code": sorted(truth.values())}
    for at, order in enumerate(hidden_orders("assemblies_slip", ballot, "key", "receipt")):
        slips[f"slips {at}"] = [code for code in order if code is not None]
    worst = (0, "")
    for (name, who), (where, codes) in product(people.items(), slips.items()):
        assert len(who) == len(codes) == VOTERS
        for backwards in (False, True):
            guessed = sum(
                truth[person] == code for person, code in zip(who, codes[::-1] if backwards else codes, strict=True)
            )
            worst = max(worst, (guessed, f"{name} against {where}, backwards: {backwards}"))
    return worst


def right_pairs(ballot: Ballot, choices: dict[int, str]) -> int:
    """Under `presence`: lay the codes beside the choices in every order of the table; the most right pairs."""
    most = 0
    key_orders = zip(
        hidden_orders("assemblies_slip", ballot, "key", "receipt"),
        hidden_orders("assemblies_slip", ballot, "key", "choice"),
        strict=True,
    )
    for codes, said in key_orders:
        pairs = zip((code for code in codes if code), (choice for choice in said if choice), strict=True)
        most = max(most, sum(choices[code] == choice for code, choice in pairs))
    return most


def files_of_the_database() -> bytes:
    """The raw bytes of an embedded database and its log; of a server only what it shows."""
    if connection.vendor == "postgresql":
        return b"".join(bytes(row[0]) + bytes(row[1]) for row in rows("SELECT sealed, wrapped_key FROM assemblies_urn"))
    found = Path(connection.settings_dict["NAME"])
    parts = [found, found.with_name(found.name + "-wal")]
    return b"".join(part.read_bytes() for part in parts if part.exists())


def test_at_most_five_of_300_are_guessed_right(fresh_db, said):
    phones = make_phones(VOTERS, values={"ballot.receipt": "choice"})
    journal_before = JournalEntry.objects.latest("id").pk
    guesses = []
    for attempt in range(TRIES):
        chance = random.Random(attempt)
        ballot = open_vote(phones)
        opened, owed = JournalEntry.objects.latest("id").pk, Effect.objects.count()
        truth, came, sealed, packed = voted(phones, ballot, chance)
        key = bytes(Urn.objects.get(ballot=ballot).wrapped_key)

        # While it is open: no code in any file, no entry, no effect, no letter, nothing in the logs.
        raw = files_of_the_database()
        assert key in raw
        assert not [code for code in packed if code in raw or code in b"".join(sealed)]
        assert (JournalEntry.objects.latest("id").pk, Effect.objects.count(), mail.outbox) == (opened, owed, [])
        grown = [len(after) - len(before) for before, after in pairwise(sealed)]
        assert set(grown) == {grown[0]}

        close_ballot(actor=phones.hall.facilitator, ballot=ballot)
        announce_result(actor=phones.hall.facilitator, ballot=ballot)
        effects.drain()
        assert key not in files_of_the_database(), "the wrapped key was left in the files"
        assert sealed[-1][:64] not in files_of_the_database(), "the sealed urn was left in the files"
        guesses.append(worst_guess(ballot, truth, came))
        if guesses[-1][0] <= MOST:
            break
    assert min(guesses)[0] <= MOST, guesses

    told = said()
    payloads = "".join(JournalEntry.objects.filter(pk__gt=journal_before).values_list("payload", flat=True))
    client = Client()
    client.force_login(phones.hall.secretary)
    address = f"/c/{phones.hall.commune.slug}/a/{ballot.assembly.number}/minutes"
    exports = "".join(client.get(address + ending).content.decode() for ending in ("/", ".txt", ".csv"))
    assert "Decision" in exports
    for person in phones.people:
        code = truth[person.pk]
        for said_there in (told, payloads, exports, *[str(message.message()) for message in mail.outbox]):
            assert str(code) not in said_there
            assert printed(code) not in said_there
        if person not in (phones.hall.facilitator, phones.hall.secretary, *phones.hall.tellers):
            assert person.name not in told + payloads + exports
            assert person.code not in payloads


def test_codes_and_choices_apart_are_not_paired_by_any_order_of_the_table(fresh_db):
    phones = make_phones(VOTERS)
    ballot = open_vote(phones)
    chance, choices = random.Random(3), {}
    for person in phones.people:
        code, choice = chance.randrange(1, 2048**3 * 1000), chance.choice(["for", "against"])
        cast_secret(actor=person, ballot=ballot, choice=choice, code=code)
        choices[code] = choice
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert Slip.objects.filter(ballot=ballot).count() == 2 * VOTERS
    # Chance gives 150, and 195 once in ten million times.
    assert 105 < right_pairs(ballot, choices) < 195


def test_slips_and_urns_point_at_their_vote_and_at_nobody():
    for model, fields in (
        (Slip, {"key", "ballot", "receipt", "word", "choice"}),
        (Urn, {"id", "ballot", "sealed", "wrapped_key"}),
    ):
        assert {field.name for field in model._meta.get_fields()} == fields
    assert settings.URN_KEY not in json.dumps({key: str(value) for key, value in settings.DATABASES["default"].items()})


def test_the_adversary_would_find_rows_written_as_people_vote(fresh_db):
    """The same adversary links all three hundred where slips are rows of their own: what he is worth."""
    phones = make_phones(VOTERS)
    ballot = open_vote(phones)
    chance, truth = random.Random(4), {}
    people = list(phones.people)
    chance.shuffle(people)
    for person in people:
        truth[person.pk] = chance.randrange(1, 2048**3 * 1000)
        Slip.objects.create(ballot=ballot, receipt=truth[person.pk], choice="for")
    connections.close_all()
    assert worst_guess(ballot, truth, [person.pk for person in people])[0] == VOTERS
