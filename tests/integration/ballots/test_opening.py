"""Opening a vote in each of its ways: what is frozen, what the charter says, and when it ends by itself."""

from datetime import timedelta

import pytest

from assemblies.models import Ballot, Proposal, Urn
from assemblies.queries.counts import count_states
from assemblies.services.ballot import open_ballot, void_ballot
from assemblies.services.charter import adopt_charter
from assemblies.services.closing import close_ballot
from confed.kernel import clock, effects, journal
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import Effect
from confed.kernel.person import Machine
from tests.factories.assemblies import make_item, make_proposal, make_sitting
from tests.factories.ballots import cast, cast_all, conclude, make_phones, open_vote, rivals
from tests.integration.ballots.conftest import MAY_DAY

pytestmark = pytest.mark.django_db


def test_way_of_voting_list_and_end_are_frozen_and_in_the_journal():
    phones = make_phones(4, values={"ballot.receipt": "choice", "ballot.change": "no", "ballot.after_hours": "2 days"})
    ballot = open_vote(phones, closes_at=MAY_DAY + timedelta(days=2))
    adopt_charter(actor=phones.hall.secretary, commune=phones.hall.commune, values={})
    assert (ballot.method, ballot.receipt, ballot.may_change, ballot.texts) == ("secret", "choice", False, [])
    payload = journal.sentences(f"assembly:{ballot.assembly_id}")[-1].payload
    assert (payload["method"], payload["receipt"], payload["closes_at"]) == (
        "secret",
        "choice",
        "2026-05-03T18:00:00+00:00",
    )
    assert Urn.objects.filter(ballot=ballot).exists()


def test_hands_and_names_have_no_urn():
    phones = make_phones(4)
    for method in ("hands", "named"):
        assert not Urn.objects.filter(ballot=open_vote(phones, method)).exists()
    assert count_states(open_vote(phones, "hands"))["for"].settled is None


def test_unknown_way_is_refused():
    phones = make_phones(4)
    with pytest.raises(BadInput, match="no way to vote named"):
        open_vote(phones, "shouting")


def test_closing_time_ends_with_the_day_unless_the_charter_says_longer():
    phones = make_phones(4)
    midnight = clock.day_end(MAY_DAY.date(), "UTC")
    assert open_vote(phones, "named", closes_at=midnight).closes_at == midnight
    with pytest.raises(RuleStops, match="later than the charter allows") as refused:
        open_vote(phones, "named", closes_at=midnight + timedelta(seconds=1))
    assert "ballot.after_hours" in str(refused.value.rule)
    for moment in (MAY_DAY, MAY_DAY - timedelta(hours=1)):
        with pytest.raises(BadInput, match="past already"):
            open_vote(phones, "named", closes_at=moment)
    for method in ("hands", "slips"):
        with pytest.raises(RuleStops, match="Only a vote by phone has a closing time"):
            open_vote(phones, method, closes_at=midnight)


@pytest.mark.parametrize("late", [timedelta(minutes=-10), timedelta(0), timedelta(minutes=40)])
def test_midnight_does_not_end_a_sitting_a_late_vote_has_two_hours(late):
    phones = make_phones(4)
    sitting = make_sitting(phones.hall)
    now = clock.day_end(MAY_DAY.date(), "UTC") + late
    clock.set_clock(now)
    with pytest.raises(RuleStops, match="later than the charter allows"):
        open_vote(phones, "named", sitting=sitting, closes_at=now + timedelta(hours=2, seconds=1))
    assert open_vote(phones, "named", sitting=sitting, closes_at=now + timedelta(hours=2)).stage == "open"


def test_vote_closes_by_itself_when_its_time_is_over():
    phones = make_phones()
    ballot = open_vote(phones, closes_at=MAY_DAY + timedelta(hours=1))
    cast_all(ballot, phones.people[:6], ["for"] * 6)
    with pytest.raises(NotAllowed):
        close_ballot(actor=Machine("effects"), ballot=ballot)
    assert effects.drain() == 0 or Ballot.objects.get(pk=ballot.pk).stage == "open"
    clock.set_clock(MAY_DAY + timedelta(hours=1))
    effects.drain()
    assert Ballot.objects.get(pk=ballot.pk).stage == "closed"
    assert Effect.objects.get(key=f"ballot:{ballot.pk}/close").done_at is not None
    assert conclude(phones, ballot).result.outcome == "adopted"


def test_vote_made_void_before_its_time_is_left_alone():
    phones = make_phones(4)
    ballot = open_vote(phones, "named", closes_at=MAY_DAY + timedelta(hours=1))
    void_ballot(actor=phones.hall.facilitator, ballot=ballot, reason="wrong text")
    clock.set_clock(MAY_DAY + timedelta(hours=2))
    effects.drain()
    assert Effect.objects.get(key=f"ballot:{ballot.pk}/close").done_at is not None
    assert Ballot.objects.get(pk=ballot.pk).stage == "void"


def test_rival_texts_highest_passing_is_adopted_and_the_others_rejected(told):
    phones = make_phones(8)
    plans = rivals(phones)
    ballot = open_vote(phones, "named", proposal=plans[0], rivals=plans[1:])
    assert [text["title"] for text in ballot.texts] == ["Plan A", "Plan B", "Plan C"]
    cast_all(ballot, phones.people, ["for,for,against"] * 5 + ["against,for,for"] * 2 + ["abstain,for,abstain"])
    decision = conclude(phones, ballot)
    assert (decision.title, decision.proposal, decision.result.outcome, decision.stage) == (
        "Plan B",
        plans[1],
        "adopted",
        "in_force",
    )
    assert [
        (text["title"], text["for"], text["against"], text["abstain"]) for text in decision.result.counts["texts"]
    ] == [
        ("Plan A", 5, 2, 1),
        ("Plan B", 8, 0, 0),
        ("Plan C", 2, 5, 1),
    ]
    assert list(
        Proposal.objects.filter(pk__in=[plan.pk for plan in plans]).order_by("pk").values_list("stage", flat=True)
    ) == [
        "rejected",
        "adopted",
        "rejected",
    ]
    assert told(f"assembly:{ballot.assembly_id}")[-4:] == [
        "“Plan A” against the state of things: 5 yes, 2 no and 1 abstaining, of 8 present.",
        "“Plan B” against the state of things: 8 yes, 0 no and 0 abstaining, of 8 present.",
        "“Plan C” against the state of things: 2 yes, 5 no and 1 abstaining, of 8 present.",
        "Decision 1: “Plan B” is adopted with 8 yes, 0 no and 0 abstaining, of 8 present; 5 yes needed.",
    ]


def test_rival_texts_in_secret_are_counted_alike():
    phones = make_phones(8)
    plans = rivals(phones)
    ballot = open_vote(phones, proposal=plans[0], rivals=plans[1:])
    cast_all(ballot, phones.people, ["for,for,against"] * 5 + ["against,for,for"] * 2 + ["abstain,for,abstain"])
    decision = conclude(phones, ballot)
    assert (decision.title, decision.result.counts["for"]) == ("Plan B", 8)


def test_equal_rivals_lead_to_a_run_off_between_them(told):
    phones = make_phones(8)
    plans = rivals(phones)
    ballot = open_vote(phones, "named", proposal=plans[2], rivals=plans[:2])
    cast_all(ballot, phones.people, ["against,for,for"] * 6 + ["for,against,against"] * 2)
    decision = conclude(phones, ballot)
    assert (decision.result.outcome, decision.stage) == ("tied", "not_passed")
    assert decision.result.counts["run_off"] == [plans[0].pk, plans[1].pk]
    assert told(f"assembly:{ballot.assembly_id}")[-1] == (
        "Decision 1: none of the rival texts is adopted yet. “Plan A”, “Plan B” passed with as many yes; a run-off follows."
    )
    with pytest.raises(RuleStops, match="between the equal texts and no others"):
        open_ballot(actor=phones.hall.facilitator, item=ballot.item, method="named", rivals=[plans[2]])
    again = open_ballot(actor=phones.hall.facilitator, item=ballot.item, method="named")
    assert [text["title"] for text in again.texts] == ["Plan A", "Plan B"]
    cast_all(again, phones.people, ["for,against"] * 5 + ["against,for"] * 3)
    made = conclude(phones, again)
    assert (made.title, made.result.outcome, made.number) == ("Plan A", "adopted", 2)
    with pytest.raises(RuleStops, match="was decided at this sitting"):
        open_ballot(actor=phones.hall.facilitator, item=ballot.item, method="named")


def test_void_vote_on_rivals_frees_them_all():
    phones = make_phones(4)
    plans = rivals(phones)
    ballot = open_vote(phones, "named", proposal=plans[0], rivals=plans[1:])
    void_ballot(actor=phones.hall.facilitator, ballot=ballot, reason="a text was missing")
    assert set(Proposal.objects.values_list("stage", flat=True)) == {"admitted"}


def test_rivals_that_cannot_be_voted_on_together_are_refused():
    phones, elsewhere = make_phones(4), make_phones(4, name="Doubs")
    plans = rivals(phones, 9)
    hall = phones.hall
    item = make_item(hall, make_sitting(hall), plans[0])

    def opened(others, method="named"):
        return open_ballot(actor=hall.facilitator, item=item, method=method, rivals=others)

    with pytest.raises(RuleStops, match="Hands are counted on one text at a time"):
        opened(plans[1:3], "hands")
    with pytest.raises(RuleStops, match="9 rival texts; at most 8"):
        opened(plans[1:])
    with pytest.raises(RuleStops, match="proposals of this commune"):
        opened([make_proposal(elsewhere.hall)])
    with pytest.raises(RuleStops, match="proposals of this commune"):
        opened([make_proposal(hall, kind="mandate")])
    assert opened([plans[0], plans[1], plans[1]]).texts[1]["title"] == "Plan B"


def test_one_text_is_answered_once_and_rivals_each():
    phones = make_phones(4)
    plans = rivals(phones, 2)
    ballot = open_vote(phones, proposal=plans[0], rivals=plans[1:])
    for choice in ("for", "for,", "for,for,for"):
        with pytest.raises(BadInput, match="Choose one answer to each text"):
            cast(ballot, phones.people[0], choice)
