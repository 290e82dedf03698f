"""A ratification is given more days once, by more than half of its communes, before its end."""

import pytest

from assemblies.models import Decision
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.journal import sentences
from mandates.domain.window import may_extend
from mandates.models import Cascade
from mandates.services.closing import close_cascade
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.extension import extend_cascade
from mandates.services.item import publish_item
from tests.factories.confederation import REHEARSAL, at, confederation, decide, delegation, on, sitting

pytestmark = pytest.mark.django_db


def ratifying():
    """Three communes, one decision on its way, with 28 days."""
    conf = confederation(3)
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    council = sitting(conf, [delegation(conf, commune) for commune in conf.communes])
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    close_council_vote(actor=conf.chair, vote=vote)
    drain()
    return conf, Cascade.objects.get()


def agreed(conf, communes, day=3) -> list[Decision]:
    made = []
    for commune in communes:
        asked = draft_proposal(
            actor=conf.secretary(commune), commune=commune, title="More days", body="Two weeks more."
        )
        decide(conf, commune, asked, day, (10, 2, 0))
        made.append(Decision.objects.get(proposal=asked))
    return made


@pytest.mark.parametrize(("agreed", "communes", "may"), [(7, 13, True), (6, 12, False), (1, 1, True), (0, 0, False)])
def test_more_than_half_of_the_communes(agreed, communes, may):
    assert may_extend(agreed, communes) is may


def test_the_window_is_longer_and_closes_at_its_new_end():
    conf, cascade = ratifying()
    extend_cascade(actor=conf.chair, cascade=cascade, decisions=agreed(conf, conf.communes[:2]), days=14)
    cascade.refresh_from_db()
    assert cascade.closes_on == on(42)
    told = [one.text for one in sentences(f"decision:{cascade.decision_id}")]
    assert (
        "by decisions of 2 of 3 communes, votes count until the end of 13 April 2026, before: 30 March 2026."
        in told[-1]
    )
    clock.set_clock(clock.day_end(on(28), "UTC"))
    drain()
    assert stuck() == []
    assert Cascade.objects.get().stage == "open"
    clock.set_clock(clock.day_end(on(42), "UTC"))
    drain()
    assert Cascade.objects.get().stage == "closed"
    assert stuck() == []


def test_refusals():
    conf, cascade = ratifying()
    two = agreed(conf, conf.communes[:2])
    with pytest.raises(RuleStops, match="1 of the 3 communes"):
        extend_cascade(actor=conf.chair, cascade=cascade, decisions=[two[0], two[0]], days=14)
    with pytest.raises(BadInput, match="between 1 and 28"):
        extend_cascade(actor=conf.chair, cascade=cascade, decisions=two, days=29)
    with pytest.raises(NotAllowed):
        extend_cascade(actor=conf.secretary(conf.communes[0]), cascade=cascade, decisions=two, days=14)
    extend_cascade(actor=conf.chair, cascade=cascade, decisions=two, days=14)
    with pytest.raises(RuleStops, match="once"):
        extend_cascade(actor=conf.chair, cascade=cascade, decisions=two, days=14)


def test_after_its_last_day_nothing_is_extended():
    conf, cascade = ratifying()
    two = agreed(conf, conf.communes[:2])
    clock.set_clock(clock.day_end(cascade.closes_on, "UTC"))
    with pytest.raises(RuleStops, match="has passed"):
        extend_cascade(actor=conf.chair, cascade=cascade, decisions=two, days=14)
    close_cascade(actor=REHEARSAL, cascade_id=cascade.pk)
    clock.set_clock(at(45))
    with pytest.raises(RuleStops, match="has passed"):
        extend_cascade(actor=conf.chair, cascade=cascade, decisions=two, days=14)
