"""Named votes: one update of the roll, changed while the charter lets it, counted at the close."""

from datetime import timedelta

import pytest

from assemblies.models import Ballot, Elector
from assemblies.queries.own_vote import own_vote, turnout
from assemblies.services.ballot import close_ballot
from assemblies.services.cast import cast_named, cast_secret, record_named
from assemblies.services.roll import add_entry, end_entry
from confed.kernel import clock
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import Effect, JournalEntry
from tests.factories.assemblies import FOUNDING, make_person
from tests.factories.ballots import cast_all, conclude, entry_of, make_phones, open_vote
from tests.integration.ballots.conftest import MAY_DAY

pytestmark = pytest.mark.django_db


def written() -> tuple[int, int, list]:
    return JournalEntry.objects.count(), Effect.objects.count(), list(Elector.objects.order_by("pk").values_list())


def test_named_vote_is_one_update_without_a_journal_entry(django_assert_num_queries):
    phones = make_phones()
    ballot = open_vote(phones, "named")
    before = JournalEntry.objects.count(), Effect.objects.count()
    cast_named(actor=phones.people[5], ballot=ballot, choice="against")
    assert (JournalEntry.objects.count(), Effect.objects.count()) == before
    row = Elector.objects.get(snapshot=ballot.snapshot, entry__person=phones.people[5])
    assert (row.choice, row.cast_at, row.marked) == ("against", MAY_DAY, False)
    assert own_vote(ballot, phones.people[5]).choice == "against"
    assert (turnout(ballot), own_vote(ballot, phones.people[6]).has_voted) == (1, False)
    with django_assert_num_queries(4):  # the savepoint of a test, the lock, the update, the release
        cast_named(actor=phones.people[6], ballot=ballot, choice="for")


def test_named_votes_are_counted_and_the_last_choice_stands(told):
    phones = make_phones(8)
    ballot = open_vote(phones, "named")
    cast_all(ballot, phones.people[:7], ["for"] * 4 + ["against"] * 2 + ["abstain"])
    cast_named(actor=phones.people[0], ballot=ballot, choice="against")
    cast_named(actor=phones.people[0], ballot=ballot, choice="for")
    decision = conclude(phones, ballot)
    assert decision.result.counts == {
        "for": 4,
        "against": 2,
        "abstain": 1,
        "present": 8,
        "all": 8,
        "not_voting": 1,
    }
    assert told(f"assembly:{ballot.assembly_id}")[-2:] == [
        "The vote on “Water meters” was closed.",
        "Decision 1: “Water meters” is rejected with 4 yes, 2 no and 1 abstaining, of 8 present; 5 yes needed.",
    ]


def test_charter_without_change_keeps_the_first_choice():
    phones = make_phones(values={"ballot.change": "no"})
    ballot = open_vote(phones, "named")
    cast_named(actor=phones.people[0], ballot=ballot, choice="for")
    cast_named(actor=phones.people[0], ballot=ballot, choice="for")  # the same form twice
    with pytest.raises(RuleStops, match="You voted already") as refused:
        cast_named(actor=phones.people[0], ballot=ballot, choice="against")
    assert str(refused.value.safe) == "The vote you cast stays as it is."
    assert own_vote(ballot, phones.people[0]).choice == "for"


def test_teller_writes_down_who_has_no_phone():
    phones = make_phones()
    ballot = open_vote(phones, "named")
    entry = entry_of(phones.people[7])
    with pytest.raises(NotAllowed):
        record_named(actor=phones.hall.facilitator, ballot=ballot, entry=entry, choice="for")
    record_named(actor=phones.hall.tellers[0], ballot=ballot, entry=entry, choice="for")
    assert turnout(ballot) == 1
    late = add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Late")
    with pytest.raises(NotAllowed, match="when this vote was opened"):
        record_named(actor=phones.hall.tellers[0], ballot=ballot, entry=late, choice="for")


def test_who_is_not_on_the_frozen_roll_is_refused_in_words():
    phones = make_phones()
    young = make_person("Yara")
    add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Yara", standing="youth", person=young)
    ballot = open_vote(phones, "named")
    late = make_person("Late")
    add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Late", person=late)
    before = written()
    for person, why in (
        (late, "You were not on the roll with a vote when this vote was opened"),
        (make_person("Stranger"), "You were not on the roll with a vote when this vote was opened"),
        (young, "You may speak here; a vote does not go with this entry"),
    ):
        with pytest.raises(NotAllowed, match=why):
            cast_named(actor=person, ballot=ballot, choice="for")
        assert not own_vote(ballot, person).may_vote
        assert why in str(own_vote(ballot, person).may_vote.reason)
    with pytest.raises(NotAllowed, match="Only a person votes"):
        cast_named(actor=FOUNDING, ballot=ballot, choice="for")
    assert not own_vote(ballot, None).may_vote
    assert written() == before


def test_who_left_while_the_vote_was_open_still_votes():
    phones = make_phones()
    ballot = open_vote(phones, "named")
    end_entry(actor=phones.hall.secretary, entry=entry_of(phones.people[7]))
    cast_named(actor=phones.people[7], ballot=ballot, choice="for")
    assert turnout(ballot) == 1


@pytest.mark.parametrize("choice", ["", "yes", "for,for", "FOR", "for "])
def test_choice_that_is_no_answer_is_refused(choice):
    phones = make_phones(4)
    ballot = open_vote(phones, "named")
    with pytest.raises(BadInput, match="Choose one answer"):
        cast_named(actor=phones.people[0], ballot=ballot, choice=choice)
    assert turnout(ballot) == 0


def test_after_the_close_nothing_is_cast():
    phones = make_phones(4)
    ballot = open_vote(phones, "named")
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    before = written()
    with pytest.raises(RuleStops, match="This vote is closed") as refused:
        cast_named(actor=phones.people[0], ballot=ballot, choice="for")
    assert "What was cast in time is counted" in str(refused.value.safe)
    assert written() == before


def test_a_ballot_is_cast_in_its_own_way_only():
    phones = make_phones(4)
    named, hands = open_vote(phones, "named"), open_vote(phones, "hands")
    with pytest.raises(RuleStops, match="not cast in this way"):
        cast_secret(actor=phones.people[0], ballot=named, choice="for", code=7)
    with pytest.raises(RuleStops, match="not cast in this way"):
        cast_named(actor=phones.people[0], ballot=hands, choice="for")


def test_closing_time_is_the_servers(settings):
    phones = make_phones(4)
    ballot = open_vote(phones, "named", closes_at=MAY_DAY + timedelta(hours=1))
    cast_named(actor=phones.people[0], ballot=ballot, choice="for")
    clock.set_clock(MAY_DAY + timedelta(minutes=59, seconds=59))
    cast_named(actor=phones.people[1], ballot=ballot, choice="for")
    clock.set_clock(MAY_DAY + timedelta(hours=1))
    with pytest.raises(RuleStops, match="This vote is closed"):
        cast_named(actor=phones.people[2], ballot=ballot, choice="for")
    assert not own_vote(ballot, phones.people[2]).is_open
    assert Ballot.objects.get(pk=ballot.pk).stage == "open"
