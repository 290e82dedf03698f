"""The journal: every civic act in the order it happened, chained by hashes, told in sentences."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Chain, Disclosure, JournalEntry
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?[+-]\d{2}:\d{2})?")
LEAF = b"\x00"  # RFC 6962: a leaf is hashed apart from a node, so a tree can come later
PERSONAL = "personal"
SALT_BYTES = 32
BATCH = 1000
FORMER_MEMBER = _("a former member")

_facts: dict[str, "Fact"] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of act, in the past tense, and the sentence that tells it."""

    name: str
    sentence: object
    codes: Mapping[str, Mapping[str, object]] = part(default_factory=dict, compare=False)

    def text(self, values: Mapping[str, Any]) -> str:
        """Return the sentence in the language of the reader, with these values in it."""
        return str(self.sentence) % {name: _words(self._decoded(name, value)) for name, value in values.items()}

    def _decoded(self, name: str, value: Any) -> Any:
        """Return the word of a code, where this fact has one; the entry itself keeps the code."""
        return self.codes.get(name, {}).get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class EntrySentence:
    """One entry as minutes and pages read it."""

    at: datetime
    kind: str
    text: str
    payload: dict[str, Any]
    entry_id: int
    seq: int
    hash: str


def fact(name: str, sentence: object, codes: Mapping[str, Mapping[str, object]] | None = None) -> Fact:
    """Register a fact with its `%(key)s` sentence, and words for codes in its payload; a name is taken once."""
    if name in _facts:
        raise ValueError(f"The fact “{name}” is already registered.")
    _facts[name] = Fact(name, sentence, codes or {})
    return _facts[name]


def open_chain(code: str) -> Chain:
    """Begin an empty chain."""
    return Chain.objects.create(code=code)


def enter(
    *,
    fact: Fact,
    actor: Actor,
    scope: str,
    payload: Mapping[str, Any],
    personal: Mapping[str, str] | None = None,
    chain: Chain | None = None,
    chain_id: int | None = None,
) -> JournalEntry:
    """Enter an act at the end of its chain, in the transaction of the act.

    Locks the head of the chain; the moment is read after the lock. Personal words stand in the payload only as
    salted commitments (SHA-256 over salt and words), so they can be erased and the chain still verifies.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An entry belongs to an act: write it inside a use case.")
    fact.text({**payload, **(personal or {})})  # a sentence that lacks a value fails now, not in the minutes
    head = Chain.objects.select_for_update().get(pk=_chain_key(chain, chain_id))
    salts = {field: secrets.token_hex(SALT_BYTES) for field in personal or {}}
    body = dict(payload)
    if personal:
        body[PERSONAL] = {field: commitment(salts[field], words) for field, words in personal.items()}
    entry = JournalEntry(
        chain=head,
        seq=head.head_seq + 1,
        at=clock.now(),
        kind=fact.name,
        actor=actor.key,
        scope=scope,
        payload=rfc8785.dumps(body).decode(),
        prev_hash=head.head_hash,
    )
    entry.hash = leaf_hash(entry, head.code)
    entry.save(force_insert=True)
    Chain.objects.filter(pk=head.pk).update(head_seq=entry.seq, head_hash=entry.hash)
    Disclosure.objects.bulk_create(
        Disclosure(entry=entry, field=field, salt=salts[field], value=words)
        for field, words in (personal or {}).items()
    )
    return entry


def sentences(scope: str) -> list[EntrySentence]:
    """Return the acts of this scope in order, in the language of the reader; two queries at any length."""
    entries = list(JournalEntry.objects.filter(scope=scope).order_by("at", "id"))
    return _told(entries, Disclosure.objects.filter(entry__scope=scope))


def told(entries: Sequence[JournalEntry]) -> list[EntrySentence]:
    """Return these acts in the language of the reader; one query more at any length."""
    return _told(entries, Disclosure.objects.filter(entry__in=[entry.pk for entry in entries]))


def _told(entries: Sequence[JournalEntry], rows: Iterable[Disclosure]) -> list[EntrySentence]:
    disclosed: dict[int, dict[str, str]] = {}
    for row in rows:
        disclosed.setdefault(row.entry_id, {})[row.field] = row.value if row.salt else str(FORMER_MEMBER)
    return [_sentence(entry, disclosed.get(entry.pk, {})) for entry in entries]


def commitment(salt: str, words: str) -> str:
    """Return what stands in the payload for personal words: SHA-256 over the salt's bytes and the words."""
    return hashlib.sha256(bytes.fromhex(salt) + words.encode()).hexdigest()


def leaf_hash(entry: JournalEntry, chain_code: str) -> str:
    """Return the hash of an entry: SHA-256 over 0x00 and its canonical JSON (RFC 8785)."""
    leaf = {
        "actor": entry.actor,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "chain": chain_code,
        "kind": entry.kind,
        "payload": json.loads(entry.payload),
        "prev_hash": entry.prev_hash,
        "scope": entry.scope,
        "seq": entry.seq,
    }
    return hashlib.sha256(LEAF + rfc8785.dumps(leaf)).hexdigest()


def verify_chain(chain: Chain) -> list[str]:
    """Recompute a chain from its first entry, in its own database; return what is wrong, the first bad entry first."""
    return list(_problems(chain))


@use_case
def erase_disclosure(*, actor: Actor, entry_id: int, field: str) -> None:
    """Erase the words and the salt behind a commitment; the entry stays and reads “a former member”."""
    row = Disclosure.objects.select_for_update(of=("self",)).filter(entry_id=entry_id, field=field).first()
    if row is None:
        raise NotThere(_("There are no personal words at this place of the journal."), safe=_("Nothing was changed."))
    row.salt, row.value = "", ""
    row.save(update_fields=["salt", "value"])


def _chain_key(chain: Chain | None, chain_id: int | None) -> int:
    if (chain is None) == (chain_id is None):
        raise TypeError("An entry names its chain or the id of it, and not both.")
    return chain.pk if chain is not None else chain_id or 0


def _problems(chain: Chain) -> Iterator[str]:
    disclosed: dict[int, dict[str, Disclosure]] = {}
    alias = chain._state.db
    for row in Disclosure.objects.using(alias).filter(entry__chain=chain):
        disclosed.setdefault(row.entry_id, {})[row.field] = row
    seq, previous = 0, ""
    for entry in JournalEntry.objects.using(alias).filter(chain=chain).order_by("seq").iterator(chunk_size=BATCH):
        if entry.seq != seq + 1:
            yield f"entry {seq + 1} is missing: entry {entry.seq} follows entry {seq}"
        if entry.prev_hash != previous:
            yield f"entry {entry.seq} does not follow from the entry before it"
        yield from _entry_problems(entry, chain.code, disclosed.get(entry.pk, {}))
        seq, previous = entry.seq, entry.hash
    if (chain.head_seq, chain.head_hash) != (seq, previous):
        yield f"the head names entry {chain.head_seq}, the last entry is {seq}, or their hashes differ"


def _entry_problems(entry: JournalEntry, code: str, disclosed: Mapping[str, Disclosure]) -> Iterator[str]:
    try:
        body = json.loads(entry.payload)
        is_canonical = rfc8785.dumps(body).decode() == entry.payload
        recomputed = leaf_hash(entry, code)
    except (ValueError, TypeError):
        yield f"entry {entry.seq} cannot be read"
        return
    if not is_canonical or recomputed != entry.hash:
        yield f"entry {entry.seq} was altered: its hash does not fit"
    committed = body.get(PERSONAL, {})
    for field in sorted({*committed, *disclosed}):
        row = disclosed.get(field)
        if row is None or field not in committed:
            yield f"entry {entry.seq}: the personal words of “{field}” and their commitment do not stand together"
        elif row.salt == "" and row.value == "":
            continue  # erased, as may be
        elif not _is_committed(row, committed[field]):
            yield f"entry {entry.seq}: the personal words of “{field}” are not those it was entered with"


def _is_committed(row: Disclosure, expected: str) -> bool:
    try:
        return hmac.compare_digest(commitment(row.salt, row.value), expected)
    except ValueError:
        return False


def _sentence(entry: JournalEntry, words: Mapping[str, str]) -> EntrySentence:
    payload: dict[str, Any] = json.loads(entry.payload)
    known = _facts.get(entry.kind)
    values = {**{name: str(FORMER_MEMBER) for name in payload.get(PERSONAL, {})}, **payload, **words}
    text = known.text(values) if known else entry.kind
    return EntrySentence(entry.at, entry.kind, text, payload, entry.pk, entry.seq, entry.hash)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _day_words(value)
    return "" if value is None else str(value)


def _day_words(text: str) -> str:
    """Return a day or a moment as people write it, on the clock it was entered with; other text as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_format(moment, "j F Y, H:i" if "T" in text else "j F Y")
