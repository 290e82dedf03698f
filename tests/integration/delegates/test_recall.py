"""A recall from the petition to its immediate effect, and every edge of it."""

import json
from datetime import timedelta

import pytest

from assemblies.models import AgendaItem, Ballot
from assemblies.services.assembly import close_assembly
from assemblies.services.ballot import open_ballot
from assemblies.services.paper import enter_paper_assembly
from assemblies.services.role import give_role
from assemblies.services.roll import end_entry
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.journal import sentences
from confed.kernel.models import JournalEntry
from delegates.models import Credential, Delegate, Petition, Signature
from delegates.queries.petitions import valid_names
from delegates.services.leaving import resign_delegate
from delegates.services.petition import answer_petition, file_petition
from delegates.services.recall import hear_delegate
from delegates.services.signing import enter_sheet, sign_petition, strike_name, withdraw_signature
from delegates.services.validation import validate_petition
from tests.factories.confederation import at, sitting
from tests.factories.recall import assembly, item_of, petition, story, valid, vote

pytestmark = pytest.mark.django_db


def told(tale, kind: str) -> list[str]:
    scopes = JournalEntry.objects.filter(chain=tale.home.chain).values_list("scope", flat=True).distinct()
    return [s.text for scope in scopes for s in sentences(scope) if s.kind == kind]


def test_a_petition_freezes_its_base_and_its_filer_signs():
    tale = story(voters=84)
    made = petition(tale, signers=1)
    assert (made.needed, made.snapshot.count_vote, valid_names(made)) == (9, 84, 1)
    end_entry(actor=tale.chair, entry=tale.conf.entries[tale.home.pk][-1])
    made.refresh_from_db()
    assert made.needed == 9
    assert told(tale, "petition_filed") == [
        "A petition asks C01 to vote on recalling C01 1 (we do not trust them any more). Names needed: 9 of the "
        "84 with a vote on the roll that day."
    ]


def test_recalled_takes_effect_in_the_act_that_announces_it():
    tale = story()
    council = sitting(tale.conf, [tale.sent])
    made = valid(tale, signers=3)
    meeting = assembly(tale)
    answer_petition(actor=tale.delegate.entry.person, petition=made, words="The text had changed.")
    hear_delegate(actor=tale.chair, petition=made, assembly=meeting)
    before = Credential.objects.get(assembly=council, to_at=None)
    vote(tale, made, meeting, 7, 3, 2)
    made.refresh_from_db()
    tale.delegate.refresh_from_db()
    now = Credential.objects.get(assembly=council, to_at=None)
    assert (made.stage, tale.delegate.stage) == ("recalled", "ended")
    assert (before.delegate, now.delegate.entry.name, now.seat) == (tale.delegate, "C01 2", 1)
    assert told(tale, "recall_announced") == ["C01 1 is recalled by decision 2: the mandate ended at once."]
    assert told(tale, "alternate_activated")[-1].startswith("C01 2 takes the seat of the delegation of C01")
    drain()
    assert stuck() == []


def test_no_name_of_a_signer_stands_in_the_journal():
    tale = story()
    made = valid(tale, signers=5)
    vote(tale, made, assembly(tale), 7, 3)
    said = "\n".join(entry.payload for entry in JournalEntry.objects.filter(chain=tale.home.chain))
    sentences_said = "\n".join(
        text for kind in ("petition_filed", "petition_validated", "recall_announced") for text in told(tale, kind)
    )
    for person in tale.members[:5]:
        assert person.name not in sentences_said
        signed = [e for e in json.loads("[" + ",".join(said.split("\n")) + "]") if person.name in json.dumps(e)]
        assert signed == []


def test_the_person_concerned_neither_votes_nor_chairs_and_the_list_shows_presence_only():
    tale = story()
    tale.conf.secretaries[tale.home.pk] = tale.delegate.entry.person
    made = valid(tale)
    meeting = assembly(tale)
    concerned = tale.delegate.entry.person
    give_role(
        actor=tale.chair, commune=tale.home, person=concerned, kind="facilitator", until=at(90).date(), assembly=meeting
    )
    with pytest.raises(NotAllowed, match="This vote is about you"):
        open_ballot(actor=concerned, item=item_of(made, meeting), method="secret")
    with pytest.raises(RuleStops, match="voted on in secret"):
        open_ballot(actor=tale.chair, item=item_of(made, meeting), method="hands")
    ballot = open_ballot(actor=tale.chair, item=item_of(made, meeting), method="secret", receipt="choice")
    assert (ballot.receipt, ballot.snapshot.count_vote) == (Ballot.Receipt.PRESENCE, 23)


def test_stays_bars_the_same_ground_for_ninety_days_and_no_other():
    tale = story()
    made = valid(tale)
    vote(tale, made, assembly(tale), 5, 7)
    made.refresh_from_db()
    assert made.stage == "kept"
    decided = clock.now()
    clock.set_clock(decided + timedelta(days=90))
    with pytest.raises(RuleStops, match="C01 1 stayed"):
        file_petition(actor=tale.members[0], delegate=tale.delegate, ground="trust")
    file_petition(actor=tale.members[0], delegate=tale.delegate, ground="conduct")
    clock.set_clock(decided + timedelta(days=91))
    assert file_petition(actor=tale.members[0], delegate=tale.delegate, ground="trust").stage == "collecting"


def test_equal_votes_recall_nobody():
    tale = story()
    made = valid(tale)
    vote(tale, made, assembly(tale), 5, 5)
    made.refresh_from_db()
    assert made.stage == "kept"


@pytest.mark.parametrize(("in_council", "hours"), [(False, 48), (True, 12)])
def test_notice_is_two_days_and_half_a_day_while_the_council_sits(in_council, hours):
    tale = story()
    if in_council:
        sitting(tale.conf, [tale.sent])
    made = valid(tale)
    assert made.not_before - made.validated_at == timedelta(hours=hours)
    early = assembly(tale, hours=hours - 1)
    assert not AgendaItem.objects.filter(assembly=early, proposal=made.proposal).exists()
    close_assembly(actor=tale.chair, assembly=early)
    drain()
    following = assembly(tale, hours=2)
    assert open_ballot(actor=tale.chair, item=item_of(made, following), method="secret").stage == "open"


def test_too_few_names_have_two_days_more_and_then_none():
    tale = story(voters=60)
    made = petition(tale, signers=5)
    with pytest.raises(RuleStops, match="1 more are needed"):
        validate_petition(actor=tale.members[0], petition=made)
    clock.set_clock(made.ends_at)
    drain()
    made.refresh_from_db()
    assert made.stage == "cure"
    sign_petition(actor=tale.members[9], petition=made)
    clock.set_clock(made.ends_at)
    drain()
    made.refresh_from_db()
    assert made.stage == "validated"


def test_too_few_names_after_the_cure_end_it():
    tale = story(voters=60)
    made = petition(tale, signers=5)
    clock.set_clock(made.ends_at)
    drain()
    clock.set_clock(made.ends_at + timedelta(hours=48))
    drain()
    made.refresh_from_db()
    assert (made.stage, stuck()) == ("insufficient", [])
    with pytest.raises(RuleStops, match="not collected any more"):
        sign_petition(actor=tale.members[9], petition=made)


def test_a_name_after_validation_is_not_taken():
    tale = story()
    made = valid(tale)
    with pytest.raises(RuleStops, match="has its names"):
        sign_petition(actor=tale.members[9], petition=made)
    with pytest.raises(RuleStops, match="has its names"):
        withdraw_signature(actor=tale.members[0], petition=made)
    assert valid_names(made) == 3


def test_signing_twice_is_one_name_and_one_taken_back_may_come_again():
    tale = story()
    made = petition(tale, signers=2)
    sign_petition(actor=tale.members[1], petition=made)
    assert valid_names(made) == 2
    withdraw_signature(actor=tale.members[1], petition=made)
    withdraw_signature(actor=tale.members[1], petition=made)
    assert valid_names(made) == 1
    sign_petition(actor=tale.members[1], petition=made)
    assert (valid_names(made), Signature.objects.count()) == (2, 2)


def test_another_commune_and_who_came_later_do_not_sign():
    tale = story(communes=2)
    made = petition(tale)
    foreign = tale.conf.entries[tale.conf.communes[1].pk][0].person
    with pytest.raises(NotAllowed, match="Only those with a vote in C01"):
        sign_petition(actor=foreign, petition=made)
    with pytest.raises(NotAllowed, match="Only those with a vote in C01"):
        file_petition(actor=foreign, delegate=tale.delegate, ground="trust")


def test_a_second_petition_on_one_ground_joins_the_first():
    tale = story()
    made = petition(tale, signers=1)
    again = file_petition(actor=tale.members[4], delegate=tale.delegate, ground="trust", statement="Other words")
    assert (again.pk, again.statement, valid_names(made)) == (made.pk, "", 2)
    other = file_petition(actor=tale.members[5], delegate=tale.delegate, ground="no_report")
    assert other.pk != made.pk
    validate_petition(actor=tale.tellers[0], petition=petition(tale, signers=5))
    with pytest.raises(RuleStops, match="has its names already"):
        file_petition(actor=tale.members[6], delegate=tale.delegate, ground="trust")


def test_who_resigns_first_ends_the_petition_and_the_alternate_sits():
    tale = story()
    made = valid(tale)
    meeting = assembly(tale)
    following = resign_delegate(actor=tale.delegate.entry.person, delegate=tale.delegate, reason="Ill")
    made.refresh_from_db()
    assert (made.stage, following.entry.name) == ("moot", "C01 2")
    assert item_of(made, meeting).ended_at is not None
    with pytest.raises(RuleStops, match="does not carry the word"):
        file_petition(actor=tale.members[0], delegate=tale.delegate, ground="trust")


def test_without_an_alternate_the_seat_is_empty():
    tale = story(alternates=0)
    council = sitting(tale.conf, [tale.sent])
    made = valid(tale)
    vote(tale, made, assembly(tale), 7, 3)
    assert not Credential.objects.filter(assembly=council, to_at=None).exists()
    assert told(tale, "seat_vacant") == [
        "A seat of the delegation of C01 to the council of Council is empty: no alternate is left. "
        "recalled by decision 2."
    ]


def test_two_in_one_voice_are_recalled_apart():
    tale = story(tandem=True, alternates=0)
    made = valid(tale)
    vote(tale, made, assembly(tale), 7, 3)
    other = Delegate.objects.get(delegation=tale.sent, seat=2)
    assert (other.stage, Delegate.objects.get(pk=tale.delegate.pk).stage) == ("active", "ended")


def test_without_the_quorum_twice_it_lapses_and_there_is_no_second_call():
    tale = story(voters=60)
    made = valid(tale, signers=6)
    for times in (1, 2):
        meeting = assembly(tale, voters=11)  # 12 are needed of 60
        with pytest.raises(RuleStops):
            open_ballot(actor=tale.chair, item=item_of(made, meeting), method="secret")
        close_assembly(actor=tale.chair, assembly=meeting)
        drain()
        made.refresh_from_db()
        assert made.misses == times
    assert (made.stage, stuck()) == ("lapsed", [])
    assert "lacked the quorum twice" in told(tale, "petition_ended")[0]


def test_its_own_quorum_holds_where_the_sitting_has_a_lower_one():
    tale = story(voters=60)
    made = valid(tale, signers=6)
    meeting = assembly(tale, voters=11)
    with pytest.raises(RuleStops, match="needs 12 people here; 11 were counted"):
        open_ballot(actor=tale.chair, item=item_of(made, meeting), method="secret")


def test_the_last_day_of_the_term_is_not_too_late():
    tale = story()
    clock.set_clock(at(200))
    assert petition(tale).stage == "collecting"


def test_a_teller_enters_a_sheet_and_strikes_a_name():
    tale = story(voters=40)
    made = petition(tale, signers=1)
    with pytest.raises(NotAllowed, match="Only the tellers"):
        enter_sheet(actor=tale.members[0], petition=made, sheet="1", lines=["C01 9"])
    read = enter_sheet(
        actor=tale.tellers[0], petition=made, sheet="1", lines=["C01 9", "c01 9", "C01 10", "Nobody", "C01 3"]
    )
    assert (read.counted, read.twice, read.unknown) == (2, ("c01 9", "C01 3"), ("Nobody",))
    entry = next(e for e in tale.conf.entries[tale.home.pk] if e.name == "C01 9")
    strike_name(actor=tale.tellers[1], petition=made, entry=entry)
    assert valid_names(made) == 2
    with pytest.raises(BadInput, match="paper sheet"):
        strike_name(actor=tale.tellers[1], petition=made, entry=made.filed_by)


def test_both_sides_have_the_same_length_and_only_the_person_answers():
    tale = story()
    with pytest.raises(BadInput, match="at most 600"):
        petition(tale, statement="x" * 601)
    made = petition(tale, statement="x" * 600)
    with pytest.raises(BadInput, match="at most 600"):
        answer_petition(actor=tale.delegate.entry.person, petition=made, words="x" * 601)
    with pytest.raises(NotAllowed, match="Only the person concerned"):
        answer_petition(actor=tale.members[0], petition=made, words="I answer for him")
    assert Petition.objects.count() == 1


def on_paper(tale, made, voters: int, counts: tuple[int, int, int]):
    made.refresh_from_db()
    return enter_paper_assembly(
        actor=tale.chair,
        commune=tale.home,
        proposal=made.proposal,
        version=1,
        held_on=clock.today("UTC"),
        place="Barn",
        voters=voters,
        count_for=counts[0],
        count_against=counts[1],
        count_abstain=counts[2],
        tellers=["One", "Two"],
    )


def test_a_commune_on_paper_recalls_after_the_notice_and_with_the_quorum_of_a_recall():
    tale = story(voters=60)
    made = valid(tale, signers=6)
    with pytest.raises(RuleStops, match="Notice of this vote runs until"):
        on_paper(tale, made, 20, (12, 6, 2))
    clock.set_clock(clock.now() + timedelta(days=3))
    on_paper(tale, made, 11, (9, 1, 1))
    drain()
    made.refresh_from_db()
    assert (made.stage, made.misses, stuck()) == ("validated", 1, [])
    clock.set_clock(clock.now() + timedelta(days=1))
    on_paper(tale, made, 20, (12, 6, 2))
    made.refresh_from_db()
    assert made.stage == "recalled"
    assert Delegate.objects.get(pk=tale.delegate.pk).stage == "ended"
