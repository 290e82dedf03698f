"""A council that is over, and a commune that waits for the report of its delegates."""

from assemblies.models import Assembly
from assemblies.services.agenda import list_item
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from delegates.models import Delegation
from mandates.domain.stages import Choice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories import confederation as story


def after_a_council() -> tuple[story.Confederation, Delegation, str]:
    """Three items: one voted as instructed, one by hand against the mandate, one put off."""
    conf = story.confederation(3)
    home = conf.communes[0]
    items = [
        publish_item(actor=conf.chair, council=conf.council, title=title, body="The text.", deadline=story.at(20))
        for title in ("Water", "Bus", "Quarry")
    ]
    drain()
    sent = [story.delegation(conf, commune) for commune in conf.communes]
    story.mandate(conf, items[0], home, (10, 2, 1), red_lines=["Farms stay exempt"])
    story.mandate(conf, items[1], home, (2, 10, 1), day=-4)
    council = story.sitting(conf, sent)
    list_item(actor=conf.chair, assembly=council, proposal=items[2].proposal)
    water, bus = (open_council_vote(actor=conf.chair, item=item, assembly=council) for item in items[:2])
    cast_voice(actor=story.delegate_person(sent[0]), vote=water, choice=Choice.FOR)
    record_by_hand(actor=conf.chair, vote=bus, delegation=sent[0], choice=Choice.FOR)
    for vote in (water, bus):
        close_council_vote(actor=conf.chair, vote=vote)
    close_assembly(actor=conf.chair, assembly=council)
    drain()
    assert stuck() == []
    return conf, sent[0], f"/c/{home.slug}/reports/{conf.council.slug}/{council.number}/"


def home_sits(conf: story.Confederation) -> Assembly:
    """The commune meets the evening after."""
    home = conf.communes[0]
    clock.set_clock(story.at(3))
    planned = plan_assembly(actor=conf.secretary(home), commune=home, planned_at=story.at(3), place="Yard")
    return open_assembly(actor=conf.secretary(home), assembly=planned, voters=12)
