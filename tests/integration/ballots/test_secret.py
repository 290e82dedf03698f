"""Secret votes: mark and slip together, receipts, changes by code, and what is left when the urn is closed."""

import pytest

from assemblies.domain.slips import LENGTH, ListedSlip, list_hash, unpacked
from assemblies.models import Ballot, Elector, Slip, Urn
from assemblies.queries.own_vote import own_vote, turnout
from assemblies.queries.receipts import Found, check_receipt, codes_list, fresh_code, printed
from assemblies.services.ballot import announce_result, close_ballot, correct_result, open_ballot, void_ballot
from assemblies.services.cast import cast_secret, change_secret
from assemblies.services.count import correct_present, enter_count
from assemblies.services.recount import read_sealed_counts
from assemblies.services.sealing import seal
from assemblies.services.urn import open_urn, shut_urn
from confed.kernel import journal
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import Chain, Effect, JournalEntry
from tests.factories.assemblies import make_sitting
from tests.factories.ballots import cast, cast_all, conclude, make_phones, open_vote

pytestmark = pytest.mark.django_db
SAID = ["for"] * 4 + ["against"] * 2 + ["abstain"]


def inside(ballot) -> list[tuple[int, str, str]]:
    return [(slip.code, slip.word, slip.choice) for slip in unpacked(open_urn(ballot).content)]


def test_secret_vote_marks_the_roll_and_puts_a_slip_into_the_urn():
    phones = make_phones()
    ballot = open_vote(phones)
    before = JournalEntry.objects.count(), Effect.objects.count()
    receipt = cast_secret(actor=phones.people[5], ballot=ballot, choice="for", code=417, word=" Été! ")
    assert (receipt.code, receipt.word, receipt.is_repeated) == (417, "ete", False)
    assert (JournalEntry.objects.count(), Effect.objects.count()) == before
    row = Elector.objects.get(snapshot=ballot.snapshot, entry__person=phones.people[5])
    assert (row.choice, row.cast_at, row.marked) == ("", None, True)
    assert inside(ballot) == [(417, "ete", "for")]
    assert (turnout(ballot), own_vote(ballot, phones.people[5]).choice) == (1, "")
    assert own_vote(ballot, phones.people[5]).has_voted


def test_sealed_urn_shows_nothing_and_is_sealed_anew_each_time():
    phones = make_phones()
    ballot = open_vote(phones)
    seen = set()
    for at, person in enumerate(phones.people[:4]):
        cast(ballot, person, "for", code=1000 + at, word="geheim")
        sealed = bytes(Urn.objects.get(ballot=ballot).sealed)
        assert b"geheim" not in sealed
        assert (1000 + at).to_bytes(6) not in sealed
        seen.add(sealed[:12])
    assert len(seen) == 4


def test_second_vote_of_the_same_person_is_refused_and_changes_nothing():
    phones = make_phones()
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "for", code=1)
    before = inside(ballot)
    with pytest.raises(RuleStops, match="You voted already") as refused:
        cast(ballot, phones.people[0], "against", code=2)
    assert str(refused.value.safe) == "The vote you cast stays as it is."
    assert "code of your receipt" in str(refused.value.do)
    assert inside(ballot) == before


def test_same_form_sent_twice_finds_its_own_slip_and_the_answer_never_says_what_stood_on_it():
    phones = make_phones()
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "for", code=9, word="lake")
    again = cast(ballot, phones.people[0], "for", code=9, word="lake")
    other = cast(ballot, phones.people[0], "against", code=9, word="lake")
    assert again == other
    assert again.is_repeated
    assert inside(ballot) == [(9, "lake", "against")]
    assert turnout(ballot) == 1


def test_same_form_twice_keeps_the_first_choice_where_the_charter_says_so():
    phones = make_phones(values={"ballot.change": "no"})
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "for", code=9)
    assert cast(ballot, phones.people[0], "against", code=9).is_repeated
    assert inside(ballot) == [(9, "", "for")]
    with pytest.raises(RuleStops, match="does not let a vote be changed"):
        change_secret(ballot=ballot, code=9, choice="against")


def test_code_of_somebody_else_is_refused_and_leaves_no_mark():
    phones = make_phones()
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "for", code=9)
    urn = bytes(Urn.objects.get(ballot=ballot).sealed)
    with pytest.raises(RuleStops, match="code is on another slip"):
        cast(ballot, phones.people[1], "for", code=9)
    # The use case undoes the mark; in a test that rolls back, what an act undid is seen in a database of its own.
    assert bytes(Urn.objects.get(ballot=ballot).sealed) == urn


@pytest.mark.parametrize("code", [0, -1, 2**63])
def test_code_outside_its_space_is_refused(code):
    phones = make_phones(4)
    ballot = open_vote(phones)
    with pytest.raises(BadInput, match="not a receipt code"):
        cast_secret(actor=phones.people[0], ballot=ballot, choice="for", code=code)


def test_change_by_code_and_word_until_the_close():
    phones = make_phones()
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "for", code=9, word="lake")
    cast(ballot, phones.people[1], "for", code=10)
    change_secret(ballot=ballot, code=9, word="LAKE", choice="against")
    assert inside(ballot) == [(9, "lake", "against"), (10, "", "for")]
    for code, word in ((11, ""), (9, ""), (9, "sea"), (10, "lake")):
        with pytest.raises(RuleStops, match="No slip in the urn"):
            change_secret(ballot=ballot, code=code, word=word, choice="abstain")
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="This vote is closed"):
        change_secret(ballot=ballot, code=9, word="lake", choice="for")


def test_urn_of_another_server_or_another_vote_cannot_be_opened(settings):
    phones = make_phones(5)
    ballot, other = open_vote(phones), open_vote(phones)
    Urn.objects.filter(ballot=ballot).update(wrapped_key=Urn.objects.get(ballot=other).wrapped_key)
    with pytest.raises(RuleStops, match="cannot be opened"):
        cast(ballot, phones.people[0], "for")
    settings.URN_KEY = "another key"
    with pytest.raises(RuleStops, match="cannot be opened"):
        cast(other, phones.people[0], "for")
    void_ballot(actor=phones.hall.facilitator, ballot=other, reason="the key is lost")
    assert Ballot.objects.get(pk=other.pk).stage == "void"


def test_close_publishes_codes_and_choices_apart_and_empties_the_urn(told):
    phones = make_phones()
    ballot = open_vote(phones)
    receipts = cast_all(ballot, phones.people[:7], SAID)
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    urn = Urn.objects.get(ballot=ballot)
    assert (bytes(urn.sealed), bytes(urn.wrapped_key)) == (b"", b"")
    rows = list(Slip.objects.filter(ballot=ballot))
    assert sorted(row.receipt for row in rows if row.receipt) == sorted(receipt.code for receipt in receipts)
    assert sorted(row.choice for row in rows if row.choice) == sorted(SAID)
    assert not [row for row in rows if row.receipt and row.choice]
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "The secret vote on “Water meters” was closed: 7 slips in the urn, as many as marks on the roll."
    )
    entry = journal.sentences(f"assembly:{ballot.assembly_id}")[-1]
    listed = [ListedSlip(row.receipt, row.word, row.choice) for row in rows]
    assert entry.payload["list_hash"] == list_hash(listed)
    assert not {"for", "against", "abstain"} & set(entry.payload)
    again = close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert (again.stage, Slip.objects.count()) == ("closed", len(rows))


def test_close_writes_the_electors_anew_in_the_order_of_the_roll():
    phones = make_phones()
    ballot = open_vote(phones)
    old = set(Elector.objects.filter(snapshot=ballot.snapshot).values_list("pk", flat=True))
    for person in reversed(phones.people[2:]):
        cast(ballot, person)
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    rows = list(Elector.objects.filter(snapshot=ballot.snapshot).order_by("pk").values_list("pk", "entry_id", "marked"))
    assert [entry for _pk, entry, _marked in rows] == sorted(entry for _pk, entry, _marked in rows)
    assert not old & {pk for pk, _entry, _marked in rows}
    assert [marked for _pk, _entry, marked in rows] == [False, False, *[True] * 6]


def test_result_is_counted_from_the_slips(told):
    phones = make_phones()
    ballot = open_vote(phones)
    cast_all(ballot, phones.people[:7], SAID)
    decision = conclude(phones, ballot)
    assert decision.result.counts == {"for": 4, "against": 2, "abstain": 1, "present": 8, "all": 8, "not_voting": 1}
    assert announce_result(actor=phones.hall.facilitator, ballot=ballot) == decision
    assert "4 yes, 2 no and 1 abstaining" in told(f"assembly:{ballot.assembly_id}")[-1]
    assert journal.verify_chain(Chain.objects.get(pk=phones.hall.commune.chain_id)) == []


def test_list_is_public_after_the_close_and_shows_choices_only_once_announced():
    phones = make_phones()
    ballot = open_vote(phones, receipt="choice")
    cast(ballot, phones.people[0], "against", code=417, word="lake")
    cast_all(ballot, phones.people[1:6], ["for"] * 5)
    assert not codes_list(ballot).is_published
    assert check_receipt(ballot, printed(417)).found == Found.OPEN
    ballot = close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    found = codes_list(ballot)
    assert (found.is_published, found.is_beside, found.texts, len(found.codes)) == (True, True, (), 6)
    assert {each.choice for each in found.codes} == {""}
    assert check_receipt(ballot, printed(417)).choice == ""
    announce_result(actor=phones.hall.facilitator, ballot=ballot)
    ballot.refresh_from_db()
    found = codes_list(ballot)
    assert found.texts == ({"for": 5, "against": 1, "abstain": 0},)
    assert [each.choice for each in found.codes if each.own_word == "lake"] == ["against"]
    check = check_receipt(ballot, "abandon abandon ABANDON 417")
    assert (check.found, check.choice, check.own_word) == (Found.LISTED, "against", "lake")
    assert check_receipt(ballot, printed(417), "sea").found == Found.NOT_LISTED
    assert check_receipt(ballot, printed(418)).found == Found.NOT_LISTED
    assert check_receipt(ballot, "lake").found == Found.UNREADABLE


def test_presence_never_tells_how():
    phones = make_phones()
    ballot = open_vote(phones)
    cast(ballot, phones.people[0], "against", code=417)
    cast_all(ballot, phones.people[1:6], ["for"] * 5)
    conclude(phones, ballot)
    ballot.refresh_from_db()
    found = codes_list(ballot)
    assert {each.choice for each in found.codes} == {""}
    assert (found.texts, found.on_paper) == (({"for": 5, "against": 1, "abstain": 0},), 0)
    assert check_receipt(ballot, printed(417)).choice == ""


def test_votes_about_persons_are_always_by_presence():
    phones = make_phones(4, values={"ballot.receipt": "choice"})
    assert open_vote(phones).receipt == "choice"
    assert open_vote(phones, about_persons=True).receipt == "presence"
    assert open_vote(phones, about_persons=True, receipt="choice").receipt == "presence"
    with pytest.raises(BadInput, match="no list named"):
        open_vote(phones, receipt="all")


def test_fewer_than_five_only_the_outcome_is_printed(told):
    phones = make_phones()
    ballot = open_vote(phones, receipt="choice")
    cast_all(ballot, phones.people[:4], ["for", "for", "for", "against"])
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert set(Slip.objects.values_list("choice", flat=True)) == {""}
    read = {"ballot": ballot, "second": phones.hall.tellers[1]}
    with pytest.raises(RuleStops, match="no sealed counts of an announced vote"):
        read_sealed_counts(actor=phones.hall.tellers[0], **read)
    decision = announce_result(actor=phones.hall.facilitator, ballot=ballot)
    counts = decision.result.counts
    assert (counts["for"], counts["against"], counts["abstain"], counts["hidden"], counts["people"]) == (0, 0, 0, 1, 4)
    assert decision.result.outcome == "rejected"  # 3 yes of 8 present
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "Decision 1: “Water meters” is rejected. Fewer than five voted in secret, so the counts are not printed."
    )
    payload = journal.sentences(f"assembly:{ballot.assembly_id}")[-1].payload
    assert not {"for", "against", "abstain", "needed"} & set(payload)
    ballot.refresh_from_db()
    assert (codes_list(ballot).texts, codes_list(ballot).is_hidden, len(codes_list(ballot).codes)) == ((), True, 4)

    for actor, second in ((phones.people[5], phones.hall.tellers[0]), (phones.hall.tellers[0], phones.hall.tellers[0])):
        with pytest.raises(NotAllowed):
            read_sealed_counts(actor=actor, ballot=ballot, second=second)
    assert read_sealed_counts(actor=phones.hall.tellers[0], **read) == [{"for": 3, "against": 1, "abstain": 0}]
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "The counts of “Water meters” that were not printed were read by Cem of Saulx and Dilan of Saulx."
    )


def test_urn_with_another_number_of_slips_than_marks_is_not_published():
    phones = make_phones()
    ballot = open_vote(phones)
    cast_all(ballot, phones.people[:6], ["for"] * 6)
    urn = open_urn(ballot)
    shut_urn(urn, urn.content[LENGTH:])
    with pytest.raises(RuleStops, match="5 slips are in the urn, but 6 are marked"):
        close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert (Ballot.objects.get(pk=ballot.pk).stage, Slip.objects.count()) == ("open", 0)


def test_void_vote_is_emptied_unread_and_voted_on_again():
    phones = make_phones()
    ballot = open_vote(phones)
    cast_all(ballot, phones.people[:6], ["for"] * 6)
    void_ballot(actor=phones.hall.facilitator, ballot=ballot, reason="power cut")
    assert bytes(Urn.objects.get(ballot=ballot).sealed) == b""
    assert Slip.objects.count() == 0
    ballot.refresh_from_db()
    assert check_receipt(ballot, printed(417)).found == Found.VOID
    assert not codes_list(ballot).is_published
    with pytest.raises(IllegalStep):
        close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    again = open_ballot(actor=phones.hall.facilitator, item=ballot.item, method="secret")
    assert own_vote(again, phones.people[0]).has_voted is False


def test_more_cast_than_counted_present_stops_the_announcement_until_corrected():
    phones = make_phones()
    ballot = open_vote(phones, sitting=make_sitting(phones.hall, voters=6))
    cast_all(ballot, phones.people, ["for"] * 8)
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="8 people voted, 2 more than the 6 counted present"):
        announce_result(actor=phones.hall.facilitator, ballot=ballot)
    with pytest.raises(RuleStops, match="8 people voted, 1 more than the 7"):
        correct_present(actor=phones.hall.facilitator, ballot=ballot, voters=7, reason="one more")
    correct_present(actor=phones.hall.facilitator, ballot=ballot, voters=8, reason="two voted from the yard")
    assert announce_result(actor=phones.hall.facilitator, ballot=ballot).result.outcome == "adopted"


def test_secret_count_is_not_corrected_and_not_counted_by_hands():
    phones = make_phones()
    ballot = open_vote(phones)
    with pytest.raises(RuleStops, match="not a vote by hands"):
        enter_count(actor=phones.hall.tellers[0], ballot=ballot, option="for", number=3)
    cast_all(ballot, phones.people[:6], ["for"] * 6)
    decision = conclude(phones, ballot)
    with pytest.raises(RuleStops, match="its count is not corrected by hand"):
        correct_result(
            actor=phones.hall.secretary, decision=decision, count_for=1, count_against=1, count_abstain=1, reason="no"
        )


def test_nobody_closes_but_who_runs_the_sitting():
    phones = make_phones(4)
    ballot = open_vote(phones)
    for actor in (phones.hall.tellers[0], *phones.people[3:4]):
        with pytest.raises(NotAllowed):
            close_ballot(actor=actor, ballot=ballot)


def test_empty_urn_closes_with_nothing_in_it():
    phones = make_phones(4)
    decision = conclude(phones, open_vote(phones))
    assert (decision.result.outcome, decision.result.counts["people"]) == ("tied", 0)


def test_codes_are_drawn_from_the_whole_space():
    drawn = [fresh_code() for _ in range(2000)]
    assert len(set(drawn)) == 2000
    assert max(drawn) > 2**42
    assert seal(bytes(32), b"", "a") != seal(bytes(32), b"", "a")
