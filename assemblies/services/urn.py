"""The sealed urn of a secret vote: made at opening, filled under the lock of its vote, emptied at closing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assemblies.domain.answers import counts_of
from assemblies.domain.slips import ListedSlip, is_hidden, list_hash, listed, unpacked
from assemblies.models import Ballot, Elector, Slip, Urn
from assemblies.services.inputs import UNCHANGED
from assemblies.services.sealing import new_key, seal, seal_counts, unseal, unseal_counts, unwrap, wrap
from assemblies.services.snapshot import BATCH
from confed.kernel.errors import RuleStops

URN_METHODS = (Ballot.Method.SECRET, Ballot.Method.SLIPS)


def make_urn(ballot: Ballot) -> Urn:
    """Set up an empty urn with a key of its own."""
    key = new_key()
    return Urn.objects.create(ballot=ballot, sealed=seal(key, b"", ballot.code), wrapped_key=wrap(key, ballot.code))


@dataclass(frozen=True, slots=True)
class OpenUrn:
    """An urn while an act that locked its vote has it open."""

    id: int
    name: str
    key: bytes
    content: bytes


def open_urn(ballot: Ballot) -> OpenUrn:
    """Open the urn of a vote and lock it until the act is done; who asks holds the vote."""
    found, sealed, wrapped = (
        Urn.objects.select_for_update().values_list("pk", "sealed", "wrapped_key").get(ballot=ballot)
    )
    key = unwrap(bytes(wrapped), ballot.code)
    return OpenUrn(found, ballot.code, key, unseal(key, bytes(sealed), ballot.code))


def shut_urn(urn: OpenUrn, content: bytes) -> None:
    """Seal the slips anew and put them back: one row, no time, no order."""
    Urn.objects.filter(pk=urn.id).update(sealed=seal(urn.key, content, urn.name))


def publish(ballot: Ballot) -> tuple[int, str]:
    """Publish the slips under random keys, empty the urn, destroy its key; return how many there were and their hash.

    Refuses where there are not as many slips as marks. The electors are written anew, sorted, so that no trace of the
    order in which they came is left in the table.
    """
    slips = unpacked(open_urn(ballot).content)
    marks = Elector.objects.filter(snapshot=ballot.snapshot_id, marked=True).count()
    if marks != len(slips):
        raise RuleStops(
            _("%(slips)s slips are in the urn, but %(marks)s are marked on the roll.")
            % {"slips": len(slips), "marks": marks},
            safe=UNCHANGED,
            do=_("Make the vote void and vote again."),
        )
    rows = listed(slips, beside=ballot.receipt == Ballot.Receipt.CHOICE)
    _write(ballot, rows)
    if is_hidden(len(slips)):
        counts = counts_of((slip.choice for slip in slips), texts_in(ballot))
        ballot.sealed_counts = seal_counts(json.dumps(counts).encode(), ballot.code)
    destroy(ballot)
    return len(slips), list_hash(rows)


def destroy(ballot: Ballot) -> None:
    """Empty the urn, destroy its key, and write the electors anew in the order of the roll."""
    Urn.objects.filter(ballot=ballot).update(sealed=b"", wrapped_key=b"")
    marks = list(
        Elector.objects.filter(snapshot=ballot.snapshot_id).order_by("entry_id").values_list("entry_id", "marked")
    )
    Elector.objects.filter(snapshot=ballot.snapshot_id).delete()
    Elector.objects.bulk_create(
        [Elector(snapshot_id=ballot.snapshot_id, entry_id=entry, marked=marked) for entry, marked in marks],
        batch_size=BATCH,
    )


def sealed_counts(ballot: Ballot) -> list[dict[str, int]]:
    """Return the counts of fewer than five, which are not printed."""
    found: list[dict[str, int]] = json.loads(unseal_counts(ballot.sealed_counts, ballot.code))
    return found


def texts_in(ballot: Ballot) -> int:
    """Return how many texts the vote is on."""
    return len(ballot.texts) or 1


def _write(ballot: Ballot, rows: Sequence[ListedSlip]) -> None:
    slips = [Slip(ballot=ballot, receipt=row.code, word=row.word, choice=row.choice) for row in rows]
    Slip.objects.bulk_create(sorted(slips, key=lambda slip: slip.key), batch_size=BATCH)
