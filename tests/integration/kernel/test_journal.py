"""The journal: chained, told in sentences, erasable in its personal words, and found out when altered."""

import hashlib
import json

import pytest
import rfc8785
from django.db import connection, transaction
from django.db.utils import DatabaseError

from confed.kernel import journal
from confed.kernel.errors import NotThere
from confed.kernel.models import Chain, Disclosure, JournalEntry
from tests.integration.kernel.acts import BENCH_MOVED, TESTER, move_benches, open_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> Chain:
    chain = open_commune(code="rosehill")
    for count in (1, 2, 3):
        move_benches(chain=chain, count=count)
    chain.refresh_from_db()
    return chain


@pytest.fixture
def unguarded():
    """The hand of somebody who owns the database: the triggers are gone for this test."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE kernel_journalentry DISABLE TRIGGER USER")
        else:
            for name in ("update", "delete", "replace"):
                cursor.execute(f"DROP TRIGGER journal_no_{name}")


def test_enter_three_acts_links_each_to_the_one_before(chain: Chain):
    entries = list(JournalEntry.objects.order_by("seq"))
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.prev_hash for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert (chain.head_seq, chain.head_hash) == (3, entries[2].hash)
    assert journal.verify_chain(chain) == []


def test_hash_is_sha256_over_a_zero_byte_and_canonical_json(chain: Chain):
    entry = JournalEntry.objects.get(seq=1)
    leaf = {
        "actor": "machine:tester",
        "at": entry.at.isoformat(timespec="microseconds"),
        "chain": "rosehill",
        "kind": "bench_moved",
        "payload": json.loads(entry.payload),
        "prev_hash": "",
        "scope": "square:rosehill",
        "seq": 1,
    }
    assert entry.hash == hashlib.sha256(b"\0" + rfc8785.dumps(leaf)).hexdigest()


def test_payload_holds_no_personal_word(chain: Chain):
    assert not JournalEntry.objects.filter(payload__contains="Rojda").exists()
    assert Disclosure.objects.get(entry__seq=1).value == "Rojda"


@pytest.mark.parametrize("acts", [1, 3])
def test_sentences_tell_the_scope_in_order_in_two_queries(acts: int, django_assert_num_queries):
    chain = open_commune(code="hilltop")
    for count in range(acts):
        move_benches(chain=chain, count=count)
    with django_assert_num_queries(2):
        told = journal.sentences("square:hilltop")
    assert [each.text for each in told] == [
        f"Rojda moved {count} benches to the yard, the hall." for count in range(acts)
    ]
    assert told[0].payload["count"] == 0


def test_erased_words_read_as_a_former_member_and_the_chain_verifies(chain: Chain):
    entry = JournalEntry.objects.get(seq=2)
    journal.erase_disclosure(actor=TESTER, entry_id=entry.pk, field="who")
    assert journal.sentences("square:rosehill")[1].text == "a former member moved 2 benches to the yard, the hall."
    assert journal.verify_chain(chain) == []


def test_erase_disclosure_of_no_such_field_is_refused(chain: Chain):
    with pytest.raises(NotThere):
        journal.erase_disclosure(actor=TESTER, entry_id=JournalEntry.objects.get(seq=2).pk, field="age")


def test_enter_without_a_value_of_the_sentence_is_refused(chain: Chain):
    with pytest.raises(KeyError):
        journal.enter(chain=chain, fact=BENCH_MOVED, actor=TESTER, scope="x", payload={"count": 1})
    assert journal.verify_chain(chain) == []


def test_fact_named_twice_is_refused():
    with pytest.raises(ValueError, match="already registered"):
        journal.fact("bench_moved", "Again.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2020-01-01T00:00:00+00:00"),
        ("kind", "bench_burnt"),
        ("actor", "machine:other"),
        ("scope", "square:other"),
        ("payload", '{"count":9}'),
        ("payload", "{"),
        ("hash", "0" * 64),
    ],
)
def test_verify_names_the_entry_that_was_altered(chain: Chain, unguarded, field: str, value: str):
    JournalEntry.objects.filter(seq=2).update(**{field: value})
    assert "entry 2 " in journal.verify_chain(chain)[0]


def test_verify_finds_an_altered_entry_with_a_fresh_hash(chain: Chain, unguarded):
    entry = JournalEntry.objects.get(seq=2)
    entry.kind = "bench_burnt"
    entry.hash = journal.leaf_hash(entry, chain.code)
    entry.save()
    assert journal.verify_chain(chain) == ["entry 3 does not follow from the entry before it"]


def test_verify_finds_a_removed_entry_in_the_middle(chain: Chain, unguarded):
    Disclosure.objects.filter(entry__seq=2).delete()
    JournalEntry.objects.filter(seq=2).delete()
    assert journal.verify_chain(chain)[0] == "entry 2 is missing: entry 3 follows entry 1"


def test_verify_finds_a_removed_entry_at_the_end(chain: Chain, unguarded):
    Disclosure.objects.filter(entry__seq=3).delete()
    JournalEntry.objects.filter(seq=3).delete()
    assert journal.verify_chain(chain) == ["the head names entry 3, the last entry is 2, or their hashes differ"]


def test_verify_finds_reordered_entries(chain: Chain, unguarded):
    JournalEntry.objects.filter(seq=2).update(seq=9)
    JournalEntry.objects.filter(seq=3).update(seq=2)
    JournalEntry.objects.filter(seq=9).update(seq=3)
    assert len(journal.verify_chain(chain)) >= 3


def test_verify_finds_exchanged_personal_words(chain: Chain):
    Disclosure.objects.filter(entry__seq=1).update(value="Somebody else")
    assert journal.verify_chain(chain) == ["entry 1: the personal words of “who” are not those it was entered with"]


def test_verify_finds_a_removed_disclosure(chain: Chain):
    Disclosure.objects.filter(entry__seq=1).delete()
    assert journal.verify_chain(chain) == [
        "entry 1: the personal words of “who” and their commitment do not stand together"
    ]


REFUSED = {
    "update": "UPDATE kernel_journalentry SET kind = 'x' WHERE seq = 2",
    "update all": "UPDATE kernel_journalentry SET kind = kind",
    "delete": "DELETE FROM kernel_journalentry WHERE seq = 2",
    "delete all": "DELETE FROM kernel_journalentry",
    "upsert": (
        "INSERT INTO kernel_journalentry (chain_id, seq, at, kind, actor, scope, payload, prev_hash, hash) "
        "SELECT chain_id, seq, at, 'x', actor, scope, payload, prev_hash, hash FROM kernel_journalentry WHERE seq = 2 "
        "ON CONFLICT (chain_id, seq) DO UPDATE SET kind = 'x'"
    ),
    "upsert by id": (
        "INSERT INTO kernel_journalentry (id, chain_id, seq, at, kind, actor, scope, payload, prev_hash, hash) "
        "SELECT id, chain_id, seq + 100, at, 'x', actor, scope, payload, prev_hash, hash FROM kernel_journalentry "
        "WHERE seq = 2 ON CONFLICT (id) DO UPDATE SET kind = 'x'"
    ),
}
COPY = "INTO kernel_journalentry SELECT {} FROM kernel_journalentry WHERE seq = 2"
COLUMNS = "(id, chain_id, seq, at, kind, actor, scope, payload, prev_hash, hash) "
REFUSED_ON_POSTGRES = {
    "truncate": "TRUNCATE kernel_journalentry CASCADE",
    "truncate as replica": "SET LOCAL session_replication_role = replica; TRUNCATE kernel_journalentry CASCADE",
    "delete as replica": "SET LOCAL session_replication_role = replica; DELETE FROM kernel_journalentry",
}
REFUSED_ON_SQLITE = {
    "insert or replace by place": (
        "INSERT OR REPLACE INTO kernel_journalentry (chain_id, seq, at, kind, actor, scope, payload, prev_hash, hash) "
        "SELECT chain_id, seq, at, 'x', actor, scope, payload, prev_hash, hash FROM kernel_journalentry WHERE seq = 2"
    ),
    "replace by id": (
        f"REPLACE INTO kernel_journalentry {COLUMNS}"
        "SELECT id, chain_id, seq + 100, at, 'x', actor, scope, payload, prev_hash, hash FROM kernel_journalentry "
        "WHERE seq = 2"
    ),
    "update or replace": "UPDATE OR REPLACE kernel_journalentry SET seq = 1 WHERE seq = 2",
    "update or ignore": "UPDATE OR IGNORE kernel_journalentry SET kind = 'x'",
}


def refused_statements() -> dict[str, str]:
    own = REFUSED_ON_POSTGRES if connection.vendor == "postgresql" else REFUSED_ON_SQLITE
    return {**REFUSED, **own}


def contents() -> list[tuple[object, ...]]:
    return list(JournalEntry.objects.order_by("id").values_list())


@pytest.mark.parametrize("name", sorted({*REFUSED, *REFUSED_ON_POSTGRES, *REFUSED_ON_SQLITE}))
def test_t8_statement_against_the_journal_is_refused(chain: Chain, name: str):
    statement = refused_statements().get(name)
    if statement is None:  # a statement of the other database
        return
    before = contents()
    connection.check_constraints()  # else PostgreSQL refuses to truncate for another reason
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert contents() == before


def by_update() -> None:
    JournalEntry.objects.update(kind="x")


def by_delete() -> None:
    JournalEntry.objects.all()._raw_delete("default")


def by_bulk_update() -> None:
    entries = list(JournalEntry.objects.all())
    for entry in entries:
        entry.kind = "x"
    JournalEntry.objects.bulk_update(entries, ["kind"])


def by_upsert() -> None:
    entry = JournalEntry.objects.get(seq=2)
    entry.pk, entry.kind = None, "x"
    JournalEntry.objects.bulk_create(
        [entry], update_conflicts=True, update_fields=["kind"], unique_fields=["chain", "seq"]
    )


def by_save() -> None:
    entry = JournalEntry.objects.get(seq=2)
    entry.kind = "x"
    entry.save()


@pytest.mark.parametrize("way", [by_update, by_delete, by_bulk_update, by_upsert, by_save])
def test_t8_the_orm_is_refused_too(chain: Chain, way):
    before = contents()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        way()
    assert contents() == before
