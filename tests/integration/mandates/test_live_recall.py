"""A council of nine while a recall is live: void, still, taken over, taken up again, with the numbers of the story."""

from datetime import datetime, timedelta

import pytest

from assemblies.models import Decision, Result
from assemblies.services.assembly import close_assembly
from confed.kernel import clock
from confed.kernel.effects import ACTOR, drain
from confed.kernel.errors import IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from delegates.models import Credential, Delegate
from delegates.services.credential import end_credential
from delegates.services.delegation import activate_alternate
from delegates.services.petition import file_petition
from mandates.models import CouncilVote, Mandate, Voice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import change_text
from mandates.services.recount import recount_council_vote
from mandates.services.reopening import reopen_council_vote
from mandates.services.suspension import (
    go_on_after_recall,
    note_new_carrier,
    resume_council_vote,
    suspend_council_vote,
    suspend_for_recall,
)
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories.confederation import (
    at,
    confederation,
    delegate_person,
    delegation,
    mandate,
    sitting,
)
from tests.integration.mandates.test_spine import published

pytestmark = pytest.mark.django_db


def when(day: int, hour: int, minute: int = 0) -> datetime:
    return at(day, hour).replace(minute=minute)


def moved_to(day: int, hour: int, minute: int = 0) -> None:
    clock.set_clock(when(day, hour, minute))
    drain()


class Nine:
    """Saulx is C01, mandated against like four others; four are mandated for. Raised by hand: 5 to 4, Saulx among them."""

    def __init__(self, **charter):
        self.conf = confederation(9, **{"ratify.ask": "outstanding", "quorum.council": "2/3", **charter})
        self.item = published(self.conf)
        for n, commune in enumerate(self.conf.communes):
            mandate(self.conf, self.item, commune, (15, 3, 1) if 1 <= n <= 4 else (3, 15, 1))
        self.sent = [delegation(self.conf, commune, alternates=1) for commune in self.conf.communes]
        self.saulx = self.sent[0]
        self.council = sitting(self.conf, self.sent)
        self.delegate = Delegate.objects.get(delegation=self.saulx, stage="active")
        moved_to(0, 18, 30)
        self.vote = open_council_vote(actor=self.conf.chair, item=self.item, assembly=self.council)
        for n, one in enumerate(self.sent):
            self.raise_hand(one, "for" if n <= 4 else "against")

    def raise_hand(self, sent, choice):
        return record_by_hand(actor=self.conf.chair, vote=self.vote, delegation=sent, choice=choice)

    def close(self):
        self.vote = close_council_vote(actor=self.conf.chair, vote=self.vote)
        drain()
        return self.vote

    def recalled(self):
        activate_alternate(actor=self.conf.secretary(self.conf.communes[0]), delegate=self.delegate, reason="recalled")
        note_new_carrier(actor=ACTOR, delegation_id=self.saulx.pk)
        drain()
        return delegate_person(self.saulx)

    def reload(self):
        self.vote = CouncilVote.objects.get(pk=self.vote.pk)
        return self.vote


def figures(vote: CouncilVote) -> tuple:
    counts = vote.result.counts
    return vote.result.outcome, counts["for"], counts["against"], counts["void"], counts["not_voting"]


def kinds() -> list[str]:
    return list(
        JournalEntry.objects.filter(kind__startswith="council_vote").order_by("pk").values_list("kind", flat=True)
    )


def test_five_to_four_by_hand_is_four_to_four_and_after_the_recall_four_to_five():
    nine = Nine()
    moved_to(0, 18, 40)
    assert figures(nine.close()) == ("tied", 4, 4, 1, 0)
    first, decision = nine.vote.result, Decision.objects.get(proposal=nine.item.proposal)
    assert decision.stage == "not_passed"
    assert JournalEntry.objects.filter(kind="off_mandate_told").count() == 1
    moved_to(0, 18, 55)
    assert [vote.pk for vote in suspend_for_recall(actor=ACTOR, delegation_id=nine.saulx.pk)] == [nine.vote.pk]
    assert (nine.reload().stage, nine.vote.suspended_until) == ("suspended", when(1, 18, 55))
    with pytest.raises(RuleStops, match="only when somebody else carries"):
        reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)
    moved_to(1, 17, 40)
    alternate = nine.recalled()
    assert JournalEntry.objects.filter(kind="voice_taken_over").exists()
    with pytest.raises(NotAllowed, match="stands still"):
        cast_voice(actor=alternate, vote=nine.vote, choice="against")
    moved_to(1, 18, 20)
    vote = reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)
    assert vote.stage == "open"
    with pytest.raises(RuleStops, match="against your mandate"):
        cast_voice(actor=alternate, vote=vote, choice="for")
    assert cast_voice(actor=alternate, vote=vote, choice="against").kind == "binding"
    moved_to(1, 18, 21)
    with pytest.raises(NotAllowed, match="credential for this sitting has ended"):
        cast_voice(actor=nine.delegate.entry.person, vote=vote, choice="for")
    with pytest.raises(RuleStops, match="another voice only"):
        cast_voice(actor=delegate_person(nine.sent[1]), vote=vote, choice="for")
    with pytest.raises(RuleStops, match="another voice only"):
        nine.raise_hand(nine.sent[1], "send_back")
    assert figures(nine.close()) == ("rejected", 4, 5, 0, 0)
    decision.refresh_from_db()
    assert (nine.vote.result.supersedes, decision.result, decision.stage) == (first, nine.vote.result, "not_passed")
    assert Decision.objects.filter(proposal=nine.item.proposal).count() == 1
    assert Result.objects.get(pk=first.pk).outcome == "tied"
    assert Mandate.objects.get(giver=nine.conf.communes[0]).stage == "exercised"
    assert sorted(Voice.objects.filter(delegation=nine.saulx).values_list("kind", flat=True)) == ["binding", "void"]
    assert kinds() == [
        "council_vote_opened",
        "council_vote_closed",
        "council_vote_suspended",
        "council_vote_reopened",
        "council_vote_closed",
    ]
    moved_to(2, 19)  # the effect that would have ended the suspension finds nothing to do
    assert nine.reload().stage == "closed"


def test_a_recall_that_fails_leaves_four_to_four():
    nine = Nine()
    nine.close()
    suspend_for_recall(actor=ACTOR, delegation_id=nine.saulx.pk)
    moved_to(1, 17, 40)
    go_on_after_recall(actor=ACTOR, delegation_id=nine.saulx.pk)
    assert (nine.reload().stage, figures(nine.vote)) == ("closed", ("tied", 4, 4, 1, 0))
    with pytest.raises(RuleStops, match="somebody else carries"):
        reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)
    with pytest.raises(RuleStops, match="stood still once already"):
        suspend_council_vote(actor=nine.conf.chair, vote=nine.vote, reason="again")
    assert suspend_for_recall(actor=ACTOR, delegation_id=nine.saulx.pk) == []


def test_an_open_vote_stands_still_for_a_day_and_goes_on_by_itself():
    nine = Nine()
    moved_to(0, 18, 35)
    suspend_for_recall(actor=ACTOR, delegation_id=nine.saulx.pk)
    with pytest.raises(NotAllowed, match="stands still"):
        cast_voice(actor=delegate_person(nine.sent[1]), vote=nine.vote, choice="for")
    with pytest.raises(RuleStops, match="stands still"):
        nine.raise_hand(nine.sent[1], "for")
    with pytest.raises(RuleStops, match="stands still"):
        nine.close()
    moved_to(1, 18, 34)
    assert nine.reload().stage == "suspended"
    moved_to(1, 18, 35)
    assert nine.reload().stage == "open"
    assert cast_voice(actor=nine.delegate.entry.person, vote=nine.vote, choice="against").kind == "binding"
    assert figures(nine.close()) == ("rejected", 4, 5, 0, 0)


def test_the_alternate_takes_the_row_over_in_an_open_vote_and_there_is_one_voice():
    nine = Nine()
    alternate = nine.recalled()
    with pytest.raises(NotAllowed, match="has ended"):
        cast_voice(actor=nine.delegate.entry.person, vote=nine.vote, choice="against")
    cast_voice(actor=alternate, vote=nine.vote, choice="against")
    assert figures(nine.close()) == ("rejected", 4, 5, 0, 0)


def test_a_vacancy_does_not_vote_and_its_mandate_is_not_counted():
    nine = Nine()
    end_credential(actor=nine.conf.chair, credential=Credential.objects.get(delegation=nine.saulx, to_at=None))
    with pytest.raises(RuleStops, match="Nobody carries the voice of C01"):
        nine.raise_hand(nine.saulx, "against")
    assert figures(nine.close()) == ("tied", 4, 4, 1, 0)
    with pytest.raises(RuleStops, match="somebody else carries"):
        reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)


def test_walking_out_below_the_quorum_decides_nothing_and_the_item_may_be_voted_on_again():
    nine = Nine()
    for sent in nine.sent[:4]:
        end_credential(actor=nine.conf.chair, credential=Credential.objects.get(delegation=sent, to_at=None))
    vote = nine.close()
    assert (vote.stage, vote.result.outcome, vote.result.counts["for"]) == ("closed", "inquorate", 4)
    assert not Decision.objects.filter(proposal=nine.item.proposal).exists()
    nine.item.refresh_from_db()
    assert nine.item.stage == "text_locked"
    assert set(Mandate.objects.values_list("stage", flat=True)) == {"granted"}
    for refused in (reopen_council_vote,):
        with pytest.raises(RuleStops, match="has not been counted"):
            refused(actor=nine.conf.chair, vote=vote)
    with pytest.raises(RuleStops, match="5 voices are here; 6 are needed"):
        open_council_vote(actor=nine.conf.chair, item=nine.item, assembly=nine.council)


def test_who_has_voted_and_left_stands_and_who_left_silent_does_not_vote():
    nine = Nine()
    end_credential(actor=nine.conf.chair, credential=Credential.objects.get(delegation=nine.sent[1], to_at=None))
    assert figures(nine.close()) == ("tied", 4, 4, 1, 0)


def test_recount_is_asked_by_a_voice_and_both_counts_stay():
    nine = Nine()
    with pytest.raises(RuleStops, match="not been counted yet"):
        recount_council_vote(actor=nine.conf.chair, vote=nine.vote, reason="asked")
    first = nine.close().result
    with pytest.raises(NotAllowed, match="carries one of its voices"):
        recount_council_vote(actor=nine.conf.secretary(nine.conf.communes[0]), vote=nine.vote, reason="asked")
    again = recount_council_vote(actor=delegate_person(nine.sent[2]), vote=nine.vote, reason="asked by C03")
    assert (figures(again), again.result.supersedes) == (("tied", 4, 4, 1, 0), first)
    assert Decision.objects.get(proposal=nine.item.proposal).result == again.result


def test_only_the_chair_suspends_and_only_what_may_still_change():
    nine = Nine()
    with pytest.raises(NotAllowed):
        suspend_council_vote(actor=delegate_person(nine.sent[1]), vote=nine.vote, reason="wait")
    nine.raise_hand(nine.saulx, "against")
    assert resume_council_vote(actor=nine.conf.chair, vote=nine.vote).stage == "open"
    Voice.objects.filter(kind="void").delete()
    nine.close()
    with pytest.raises(RuleStops, match="nothing to wait for"):
        suspend_council_vote(actor=nine.conf.chair, vote=nine.vote, reason="wait")


def test_votes_of_a_sitting_that_is_over_are_not_taken_up_again():
    nine = Nine()
    nine.close()
    nine.recalled()
    close_assembly(actor=nine.conf.chair, assembly=nine.council)
    with pytest.raises(RuleStops, match="sitting is closed"):
        reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)
    assert suspend_for_recall(actor=ACTOR, delegation_id=nine.saulx.pk) == []


def test_what_went_down_to_the_communes_is_not_taken_up_again():
    nine = Nine(**{"council.rule.threshold": "5/9", "council.rule.base": "all"})
    nine.raise_hand(nine.sent[8], "send_back")
    nine.close()
    assert nine.vote.result.outcome == "provisional"
    nine.recalled()
    with pytest.raises(RuleStops, match="last word"):
        reopen_council_vote(actor=nine.conf.chair, vote=nine.vote)


def test_a_hand_against_its_mandate_counts_and_is_told_where_the_charter_says_so():
    nine = Nine(**{"mandate.off_mandate_effect": "count_and_report"})
    assert figures(nine.close()) == ("adopted", 5, 4, 0, 0)
    told = JournalEntry.objects.filter(kind__in=["off_mandate_counted", "off_mandate_counted_told"])
    assert told.count() == 2


def test_abstaining_against_the_mandate_is_indicative_where_the_charter_allows_it():
    nine = Nine(**{"council.abstain_against_mandate": "allowed"})
    assert cast_voice(actor=delegate_person(nine.sent[1]), vote=nine.vote, choice="abstain").kind == "indicative"
    with pytest.raises(RuleStops, match="against your mandate"):
        cast_voice(actor=delegate_person(nine.sent[1]), vote=nine.vote, choice="against")


def test_a_phone_answer_after_a_hand_replaces_it():
    nine = Nine(**{"council.abstain_against_mandate": "allowed"})
    nine.raise_hand(nine.sent[1], "abstain")
    voice = cast_voice(actor=delegate_person(nine.sent[1]), vote=nine.vote, choice="send_back")
    assert (voice.choice, voice.hands) == ("send_back", {"1": "send_back"})


def test_cancelled_vote_says_that_its_version_is_no_longer_on_the_floor():
    nine = Nine()
    suspend_council_vote(actor=nine.conf.chair, vote=nine.vote, reason="wait")
    change_text(actor=nine.conf.chair, item=nine.item, body="Other words.", reason="clearer")
    with pytest.raises(NotAllowed, match="no longer on the floor"):
        cast_voice(actor=delegate_person(nine.sent[1]), vote=nine.vote, choice="for")
    with pytest.raises(IllegalStep):
        close_council_vote(actor=nine.conf.chair, vote=nine.vote)
    assert clock.now() - nine.vote.opened_at < timedelta(days=1)


def test_a_petition_filed_on_who_cast_a_void_voice_lets_the_vote_stand_still():
    nine = Nine()
    nine.close()
    signer = nine.conf.entries[nine.conf.communes[0].pk][1].person
    file_petition(actor=signer, delegate=nine.delegate, ground="off_mandate", statement="Against what we said.")
    drain()
    assert nine.reload().stage == "suspended"
    other = Delegate.objects.get(delegation=nine.sent[1], stage="active")
    signer = nine.conf.entries[nine.conf.communes[1].pk][1].person
    file_petition(actor=signer, delegate=other, ground="trust", statement="We trust nobody.")
    drain()
    assert CouncilVote.objects.filter(stage="suspended").count() == 1
