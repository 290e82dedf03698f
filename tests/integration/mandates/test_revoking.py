"""Mandates that end or turn before their vote: taken back by the assembly, by a replaced decision, by a corrected count."""

import pytest

from assemblies.models import Decision
from assemblies.services.assembly import open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import ACTOR
from confed.kernel.errors import NotAllowed, RuleStops
from mandates.models import Mandate, Voice
from mandates.services.council_vote import open_council_vote
from mandates.services.revoking import follow_corrected, follow_replaced, revoke_mandate
from tests.factories.confederation import confederation, delegation, mandate, sitting
from tests.integration.mandates.test_spine import published

pytestmark = pytest.mark.django_db


def test_the_assembly_takes_its_mandate_back_and_an_open_vote_keeps_it():
    conf = confederation(2)
    item, home = published(conf), conf.communes[0]
    held = mandate(conf, item, home, (15, 3, 1))
    sent = [delegation(conf, commune) for commune in conf.communes]
    council = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    secretary = conf.secretary(home)
    with pytest.raises(NotAllowed):
        revoke_mandate(actor=conf.secretary(conf.communes[1]), mandate=held, assembly=council, reason="no")
    with pytest.raises(RuleStops, match="Only an open assembly of C01"):
        revoke_mandate(actor=secretary, mandate=held, assembly=council, reason="no")
    planned = plan_assembly(actor=secretary, commune=home, planned_at=clock.now())
    met = open_assembly(actor=secretary, assembly=planned, voters=12)
    for _twice in range(2):
        assert revoke_mandate(actor=secretary, mandate=held, assembly=met, reason="new facts").stage == "revoked"
    assert Voice.objects.get(vote=vote, delegation=sent[0]).mandate == held
    other = Mandate.objects.get(giver=conf.communes[1])
    with pytest.raises(RuleStops, match="No mandate stands"):
        revoke_mandate(actor=conf.secretary(conf.communes[1]), mandate=other, assembly=met, reason="no")


def test_a_mandate_follows_what_becomes_of_its_decision():
    conf = confederation(2)
    held = mandate(conf, published(conf), conf.communes[0], (15, 3, 1))
    decision = Decision.objects.select_related("result").get(pk=held.decision_id)
    assert follow_corrected(actor=ACTOR, decision=decision) is None
    decision.result.outcome = "rejected"
    turned = follow_corrected(actor=ACTOR, decision=decision)
    assert (turned.position, turned.stage) == ("against", "granted")
    assert follow_replaced(actor=ACTOR, decision_id=decision.pk).stage == "revoked"
    assert follow_replaced(actor=ACTOR, decision_id=decision.pk) is None
