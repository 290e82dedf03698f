"""What a council refuses, in words, with nothing half-written."""

import pytest

from confed.kernel import clock
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from delegates.models import Credential
from delegates.services.credential import end_credential
from mandates.models import CouncilVote, Mandate, Voice
from mandates.services.council_vote import cancel_council_vote, close_council_vote, open_council_vote
from mandates.services.item import change_text, publish_item
from mandates.services.mandate import draft_mandate
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories.confederation import at, confederation, decide, delegate_person, delegation, mandate, on, sitting
from tests.integration.mandates.test_spine import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    """Three communes in council, one with a mandate, a vote open."""
    conf = confederation(3)
    item = published(conf)
    mandate(conf, item, conf.communes[0], (15, 3, 1), latitude="strict")
    sent = [delegation(conf, commune, alternates=1) for commune in conf.communes]
    council = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    return conf, item, sent, council, vote


def test_publish_item_by_somebody_else_refused():
    conf = confederation(2)
    with pytest.raises(NotAllowed):
        publish_item(actor=conf.secretary(conf.communes[0]), council=conf.council, title="Water", body="Ours.")


def test_open_vote_without_the_quorum_refused():
    conf = confederation(4)
    item = published(conf)
    council = sitting(conf, [delegation(conf, conf.communes[0])])
    with pytest.raises(RuleStops, match="1 voices are here; 2 are needed"):
        open_council_vote(actor=conf.chair, item=item, assembly=council)


def test_open_vote_twice_is_one_vote(hall):
    conf, item, _, council, vote = hall
    assert open_council_vote(actor=conf.chair, item=item, assembly=council) == vote
    assert CouncilVote.objects.count() == 1


def test_cast_without_credential_refused(hall):
    conf, _, _, _, vote = hall
    with pytest.raises(NotAllowed, match="do not speak for a commune"):
        cast_voice(actor=conf.chair, vote=vote, choice="for")


def test_cast_after_credential_ended_refused_at_once(hall):
    conf, _, sent, _, vote = hall
    end_credential(actor=conf.chair, credential=Credential.objects.get(delegation=sent[1], to_at=None))
    with pytest.raises(NotAllowed):
        cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="for")


def test_cast_after_closing_refused(hall):
    conf, _, sent, _, vote = hall
    close_council_vote(actor=conf.chair, vote=vote)
    with pytest.raises(NotAllowed, match="closed"):
        cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="for")
    with pytest.raises(RuleStops, match="closed"):
        record_by_hand(actor=conf.chair, vote=vote, delegation=sent[1], choice="for")


def test_change_until_closing_keeps_one_voice(hall):
    _, _, sent, _, vote = hall
    cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="for")
    cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="against")
    voice = Voice.objects.get(vote=vote, delegation=sent[1])
    assert (voice.choice, voice.kind) == ("against", "indicative")


def test_late_arrival_has_no_voice_in_an_open_vote():
    conf = confederation(3)
    item = published(conf)
    sent = [delegation(conf, commune) for commune in conf.communes]
    council = sitting(conf, sent[:2])
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    with pytest.raises(RuleStops, match="not here when the vote opened"):
        record_by_hand(actor=conf.chair, vote=vote, delegation=sent[2], choice="for")


def test_void_voice_stays_and_the_delegation_may_vote_again(hall):
    conf, _, sent, _, vote = hall
    record_by_hand(actor=conf.chair, vote=vote, delegation=sent[0], choice="against")
    record_by_hand(actor=conf.chair, vote=vote, delegation=sent[0], choice="for")
    kinds = sorted(Voice.objects.filter(vote=vote, delegation=sent[0]).values_list("kind", "choice"))
    assert kinds == [("binding", "for"), ("void", "against")]
    counts = close_council_vote(actor=conf.chair, vote=vote).result.counts
    assert (counts["for"], counts["void"], counts["present"]) == (1, 0, 3)


def test_mandate_granted_after_opening_is_not_valid_for_that_vote(hall):
    conf, item, sent, _, vote = hall
    mandate(conf, item, conf.communes[1], (15, 3, 1), day=0)
    voice = cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="for")
    assert voice.kind == "indicative"


def test_newest_mandate_before_opening_binds():
    conf = confederation(2)
    item = published(conf)
    mandate(conf, item, conf.communes[0], (15, 3, 1), day=-8)
    again = Mandate.objects.get(item=item, giver=conf.communes[0])
    decide(conf, conf.communes[0], again.proposal, -4, (3, 15, 1))
    newest = Mandate.objects.get(item=item, giver=conf.communes[0], stage="granted")
    again.refresh_from_db()
    assert (again.stage, newest.position) == ("revoked", "against")


def test_expired_mandate_binds_no_more():
    conf = confederation(2)
    item = published(conf)
    mandate(conf, item, conf.communes[0], (15, 3, 1), expires_on=on(-1))
    sent = [delegation(conf, commune) for commune in conf.communes]
    vote = open_council_vote(actor=conf.chair, item=item, assembly=sitting(conf, sent))
    assert Voice.objects.filter(vote=vote, mandate__isnull=False).count() == 0


def test_change_text_cancels_the_open_vote_and_same_words_are_refused(hall):
    conf, item, _, _, vote = hall
    change_text(actor=conf.chair, item=item, body="Other words.", reason="clearer")
    vote.refresh_from_db()
    assert vote.stage == "cancelled"
    with pytest.raises(RuleStops, match="words of version 2 already"):
        change_text(actor=conf.chair, item=item, body="Other words.", reason="again")
    with pytest.raises(IllegalStep):
        cancel_council_vote(actor=conf.chair, vote=vote, reason="again")


def test_draft_mandate_empty_red_line_and_strangers_refused():
    conf = confederation(2)
    item = published(conf)
    asked = Mandate.objects.get(item=item, giver=conf.communes[0])
    before = JournalEntry.objects.count()
    with pytest.raises(BadInput, match="no words"):
        draft_mandate(actor=conf.secretary(conf.communes[0]), mandate=asked, red_lines=["No pumps.", " "])
    with pytest.raises(NotAllowed):
        draft_mandate(actor=conf.secretary(conf.communes[1]), mandate=asked)
    assert JournalEntry.objects.count() == before


def test_weights_by_members_follow_the_roll():
    clock.set_clock(at(-60))
    conf = confederation(2, voters=30, **{"council.weight": "members"})
    item = published(conf)
    sent = [delegation(conf, commune) for commune in conf.communes]
    vote = open_council_vote(actor=conf.chair, item=item, assembly=sitting(conf, sent))
    assert list(Voice.objects.filter(vote=vote).values_list("weight", "members")) == [(30, 30), (30, 30)]
