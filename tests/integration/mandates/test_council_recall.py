"""A district recalls whom it sent up: an item of its council, told by its communes, done in the act that counts it."""

from datetime import timedelta

import pytest

from assemblies.models import Decision
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.journal import sentences
from delegates.models import Credential, Delegate
from delegates.services.delegation import name_delegation
from delegates.services.petition import file_petition
from mandates.models import CouncilRecall
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from mandates.services.recall_item import ask_recall
from mandates.services.voice import cast_voice
from tests.factories.confederation import (
    Confederation,
    at,
    confederation,
    delegate_person,
    delegation,
    mandate,
    on,
    sitting,
)

pytestmark = pytest.mark.django_db


class District:
    """Three communes of one district, which sent C01 3 to the council above, C02 3 waiting as alternate."""

    def __init__(self):
        self.whole = confederation(6, districts=2)
        place = self.whole.communes[0].parent
        self.inner = Confederation(
            place,
            self.whole.secretary(place),
            self.whole.communes[:3],
            self.whole.secretaries,
            self.whole.entries,
        )
        self.sent = [delegation(self.inner, commune, alternates=1) for commune in self.inner.communes]
        decision = self.vote_on(
            publish_item(
                actor=self.inner.chair, council=place, title="Our delegates", body="We send them.", purpose="instruct"
            ),
            day=0,
        )
        people = [self.whole.entries[commune.pk][2] for commune in self.inner.communes[:2]]
        self.up = name_delegation(
            actor=self.inner.chair,
            commune=place,
            decision=decision,
            delegates=people[:1],
            alternates=people[1:],
            form="single",
            until=on(200),
        )
        drain()
        self.delegate = Delegate.objects.get(delegation=self.up, stage="active")

    def vote_on(self, item, day: int, yes: int = 3) -> Decision:
        drain()
        for number, commune in enumerate(self.inner.communes):
            mandate(self.inner, item, commune, (12, 2, 1) if number < yes else (2, 12, 1), day=day)
        self.council = sitting(self.inner, self.sent, day=day + 3)
        vote = open_council_vote(actor=self.inner.chair, item=item, assembly=self.council)
        for number, one in enumerate(self.sent):
            cast_voice(actor=delegate_person(one), vote=vote, choice="for" if number < yes else "against")
        close_council_vote(actor=self.inner.chair, vote=vote)
        return Decision.objects.get(proposal=item.proposal)

    def told(self) -> list[str]:
        return [one.text for one in sentences(f"assembly:{self.council.pk}")]


@pytest.fixture
def district():
    return District()


def test_the_council_that_sent_somebody_recalls_them_and_the_alternate_has_the_seat_at_once(district):
    item = ask_recall(actor=delegate_person(district.sent[1]), delegate=district.delegate, ground="no_report")
    assert (item.council, item.purpose) == (district.inner.council, "instruct")
    above = sitting(district.whole, [district.up], day=4)
    decision = district.vote_on(item, day=5, yes=2)
    assert decision.stage == "in_force"
    district.delegate.refresh_from_db()
    assert district.delegate.stage == "ended"
    following = Delegate.objects.get(delegation=district.up, stage="active")
    assert following.entry.name == "C02 3"
    assert Credential.objects.get(assembly=above, to_at=None).delegate == following
    assert f"C01 3 is recalled by decision {decision.number}: the mandate ended at once." in district.told()
    drain()
    assert stuck() == []


def test_who_stays_is_not_asked_again_on_the_same_ground(district):
    item = ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="trust", statement="He is late.")
    assert ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="trust") == item
    decision = district.vote_on(item, day=5, yes=1)
    assert decision.stage == "not_passed"
    district.delegate.refresh_from_db()
    assert district.delegate.stage == "active"
    assert CouncilRecall.objects.get().barred_until == decision.decided_on + timedelta(days=90)
    assert any("C01 3 stays by decision" in text for text in district.told())
    with pytest.raises(RuleStops, match="and C01 3 stayed"):
        ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="trust")
    assert ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="conduct") != item


def test_notice_runs_before_the_vote_and_the_person_concerned_neither_chairs_nor_votes(district):
    concerned = district.delegate.entry
    Delegate.objects.filter(delegation=district.sent[0], stage="active").update(entry=concerned)
    concerned.person = delegate_person(district.sent[1]).__class__.objects.create(name="C01 3", mail="c@example.org")
    concerned.save()
    item = ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="trust")
    drain()
    council = sitting(district.inner, district.sent, day=4)
    clock.set_clock(CouncilRecall.objects.get().not_before - timedelta(minutes=1))
    with pytest.raises(RuleStops, match="Notice of this recall runs until"):
        open_council_vote(actor=district.inner.chair, item=item, assembly=council)
    clock.set_clock(at(6, 18))
    vote = open_council_vote(actor=district.inner.chair, item=item, assembly=council)
    assert (vote.rule["threshold"], vote.rule["base"]) == ("majority", "cast")
    with pytest.raises(NotAllowed, match="This vote is about you"):
        cast_voice(actor=concerned.person, vote=vote, choice="against")
    assert cast_voice(actor=delegate_person(district.sent[1]), vote=vote, choice="for").kind == "indicative"


def test_neither_strangers_nor_the_council_above_ask_and_people_recall_by_petition(district):
    with pytest.raises(NotAllowed, match="asks it for a recall"):
        ask_recall(actor=district.whole.chair, delegate=district.delegate, ground="trust")
    with pytest.raises(BadInput, match="no such ground"):
        ask_recall(actor=district.inner.chair, delegate=district.delegate, ground="looks")
    with pytest.raises(RuleStops, match="by a vote of its own voices"):
        file_petition(actor=district.inner.chair, delegate=district.delegate, ground="trust")
    of_people = Delegate.objects.get(delegation=district.sent[0], stage="active")
    with pytest.raises(RuleStops, match="they recall by a petition"):
        ask_recall(actor=district.inner.secretary(district.inner.communes[0]), delegate=of_people, ground="trust")
