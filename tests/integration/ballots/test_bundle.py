"""Paper slips: marked by two tellers, counted as a bundle, in the same urn as the phones."""

import pytest

from assemblies.models import Elector, Slip
from assemblies.queries.own_vote import electors_by_card, turnout
from assemblies.queries.receipts import codes_list
from assemblies.services.ballot import announce_result, close_ballot, correct_result
from assemblies.services.bundle import enter_bundle
from assemblies.services.roll import add_entry
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from tests.factories.ballots import cast, cast_all, conclude, entry_of, make_phones, open_vote, rivals

pytestmark = pytest.mark.django_db


def bundle(phones, ballot, people, counts, **more):
    first, second = phones.hall.tellers
    entries = [entry_of(person) for person in people]
    given = {"actor": first, "second": second, "ballot": ballot, "entries": entries, "counts": counts}
    return enter_bundle(**given | more)


def counts(for_=0, against=0, abstain=0):
    return {"for": for_, "against": against, "abstain": abstain}


def test_slips_vote_is_decided_by_its_bundles(told):
    phones = make_phones(8)
    ballot = open_vote(phones, "slips")
    assert bundle(phones, ballot, phones.people[:4], [counts(3, 1)]) == 4
    assert bundle(phones, ballot, phones.people[4:7], [counts(2, 0, 1)]) == 3
    assert turnout(ballot) == 7
    decision = conclude(phones, ballot)
    assert decision.result.counts == {"for": 5, "against": 1, "abstain": 1, "present": 8, "all": 8, "not_voting": 1}
    assert told(f"assembly:{ballot.assembly_id}")[-4] == (
        "Cem of Saulx and Dilan of Saulx marked the roll and put 4 paper slips into the urn of “Water meters”."
    )
    new = correct_result(
        actor=phones.hall.secretary, decision=decision, count_for=4, count_against=2, count_abstain=1, reason="recount"
    )
    assert new.outcome == "rejected"


def test_paper_and_phones_go_into_one_urn():
    phones = make_phones(8)
    ballot = open_vote(phones, receipt="choice")
    receipts = cast_all(ballot, phones.people[:4], ["for"] * 4)
    bundle(phones, ballot, phones.people[4:7], [counts(0, 2, 1)])
    with pytest.raises(RuleStops, match="You voted already"):
        cast(ballot, phones.people[4], "for")
    decision = conclude(phones, ballot)
    assert decision.result.counts["against"] == 2
    ballot.refresh_from_db()
    found = codes_list(ballot)
    assert (len(found.codes), found.on_paper) == (4, 3)
    assert {row.receipt for row in Slip.objects.all() if row.receipt} == {receipt.code for receipt in receipts}


def test_bundle_on_rival_texts_has_totals_for_each():
    phones = make_phones(8)
    plans = rivals(phones, 2)
    ballot = open_vote(phones, "slips", proposal=plans[0], rivals=plans[1:])
    with pytest.raises(BadInput, match="each of the 2 texts"):
        bundle(phones, ballot, phones.people, [counts(8)])
    bundle(phones, ballot, phones.people, [counts(5, 3), counts(6, 1, 1)])
    decision = conclude(phones, ballot)
    assert (decision.title, decision.result.counts["for"]) == ("Plan B", 6)


def test_bundle_refusals_write_nothing():
    phones = make_phones(8)
    ballot, named = open_vote(phones), open_vote(phones, "named")
    cast(ballot, phones.people[5])
    late = add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Late", card="K99")
    before = JournalEntry.objects.count(), Elector.objects.filter(marked=True).count()
    two = phones.people[6:]

    def refused(error, why, people=two, said=None, on=ballot, **more):
        with pytest.raises(error, match=why):
            bundle(phones, on, people, [counts(2)] if said is None else said, **more)

    for actor in (phones.hall.facilitator, phones.people[6]):
        refused(NotAllowed, "Only a teller", actor=actor)
    for second in (phones.hall.tellers[0], phones.hall.facilitator):
        refused(NotAllowed, "Two tellers of this sitting", second=second)
    refused(RuleStops, "belong to a secret vote", on=named)
    refused(BadInput, "3 slips were counted, but 2 people are marked", said=[counts(3)])
    refused(BadInput, "is not a count", said=[counts(3, -1)])
    refused(BadInput, "is not a count", said=[{"for": 2}])
    refused(BadInput, "Nobody is marked", people=[], said=[counts()])
    refused(BadInput, r"when this vote was opened: Late \(K99\)", entries=[late], said=[counts(1)])
    refused(RuleStops, r"Voted already: Voter 6 \(K6\)", people=phones.people[5:7])
    assert (JournalEntry.objects.count(), Elector.objects.filter(marked=True).count()) == before
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    refused(RuleStops, "This vote is closed")


def test_bundle_sent_twice_counts_once():
    phones = make_phones(8)
    ballot = open_vote(phones, "slips")
    bundle(phones, ballot, phones.people[:5], [counts(5)])
    with pytest.raises(RuleStops, match="Voted already"):
        bundle(phones, ballot, phones.people[:5], [counts(5)])
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert announce_result(actor=phones.hall.facilitator, ballot=ballot).result.counts["for"] == 5


def test_cards_find_their_entries():
    phones = make_phones(8)
    ballot = open_vote(phones)
    cast(ballot, phones.people[4])
    found = electors_by_card(ballot, ["K6", " K7 ", "K6", "K5", "K77", ""])
    assert [entry.card for entry in found.entries] == ["K6", "K7"]
    assert (found.unknown, found.voted) == (("K77",), ("K5",))
