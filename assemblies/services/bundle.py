"""Paper slips: marked on the roll by two tellers and put into the urn as a bundle of which only totals are known."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from assemblies import rules, signals
from assemblies.domain.answers import ANSWERS, spread
from assemblies.domain.codes import NO_CODE
from assemblies.domain.slips import UrnSlip, packed, unpacked
from assemblies.domain.stages import BallotStage
from assemblies.models import Ballot, Elector, RollEntry
from assemblies.services.attendance import enter_here
from assemblies.services.count import held_ballot
from assemblies.services.inputs import UNCHANGED, refuse, whole_numbers
from assemblies.services.urn import URN_METHODS, open_urn, shut_urn, texts_in
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import Person
from confed.kernel.person import Actor
from confed.kernel.ping import ping
from confed.kernel.use_case import use_case

Counts = Mapping[str, int]


@use_case
def enter_bundle(
    *, actor: Actor, ballot: Ballot, second: Person, entries: Sequence[RollEntry], counts: Sequence[Counts]
) -> int:
    """Put the paper slips of these entries into the urn; return how many. Two tellers of the sitting stand for them.

    `counts` has yes, no and abstain for each text, as many in all as entries. Each entry is marked on the frozen roll,
    so nobody votes on paper and by phone; paper is never changed. The journal names both tellers and the number of
    slips, not what stands on them. Locks the vote. Raises NotAllowed, BadInput, RuleStops; then nothing is written.
    """
    ballot = held_ballot(ballot)
    require_tellers(actor, second, ballot)
    if ballot.method not in URN_METHODS:
        raise RuleStops(_("Paper slips belong to a secret vote or to one on slips."), safe=UNCHANGED)
    if ballot.stage != BallotStage.OPEN:
        raise RuleStops(_("This vote is closed."), safe=UNCHANGED)
    marked = {entry.pk for entry in entries}
    slips = _slips(counts, len(marked), texts_in(ballot))
    _mark(ballot, entries, marked)
    urn = open_urn(ballot)
    shut_urn(urn, packed([*unpacked(urn.content), *slips]))
    enter_here(
        actor,
        ballot.assembly,
        signals.BUNDLE_ENTERED,
        {"question": ballot.question, "slips": len(slips)},
        {"teller_1": str(actor), "teller_2": str(second)},
    )
    ping(f"assembly-{ballot.assembly_id}")
    return len(slips)


def require_tellers(actor: Actor, second: Person, ballot: Ballot) -> None:
    """Refuse where these are not two tellers of the sitting."""
    rules.may_count(actor, ballot).require()
    if second == actor or not rules.may_count(second, ballot):
        raise NotAllowed(
            _("Two tellers of this sitting are needed."),
            safe=UNCHANGED,
            do=_("Choose the teller who does this with you."),
        )


def _slips(counts: Sequence[Counts], entries: int, texts: int) -> list[UrnSlip]:
    if entries == 0:
        raise refuse(_("Nobody is marked: say whose slips these are."))
    if len(counts) != texts:
        raise refuse(_("Counts are needed for each of the %(texts)s texts.") % {"texts": texts})
    for each in counts:
        whole_numbers(**{answer: each.get(answer) for answer in ANSWERS})
        total = sum(each[answer] for answer in ANSWERS)
        if total != entries:
            raise refuse(
                _("%(slips)s slips were counted, but %(entries)s people are marked.")
                % {"slips": total, "entries": entries},
                _("Count the slips and the marks again; both numbers must be the same."),
            )
    return [
        UrnSlip(NO_CODE, "", choice)
        for choice in spread({answer: each[answer] for answer in ANSWERS} for each in counts)
    ]


def _mark(ballot: Ballot, entries: Sequence[RollEntry], keys: set[int]) -> None:
    rows = Elector.objects.filter(snapshot=ballot.snapshot_id, entry__in=keys)
    known = dict(rows.values_list("entry_id", "marked"))
    if missing := [entry for entry in entries if entry.pk not in known]:
        raise refuse(
            _("Not on the roll with a vote when this vote was opened: %(names)s.") % {"names": _names(missing)},
            _("Take these slips out of the bundle."),
        )
    if twice := [entry for entry in entries if known[entry.pk]]:
        raise RuleStops(
            _("Voted already: %(names)s.") % {"names": _names(twice)},
            safe=UNCHANGED,
            do=_("Take these slips out of the bundle."),
        )
    rows.update(marked=True)


def _names(entries: Sequence[RollEntry]) -> str:
    return ", ".join(dict.fromkeys(f"{entry} ({entry.card})" if entry.card else str(entry) for entry in entries))
