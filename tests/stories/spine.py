"""A council with its communes before a sitting: a text locked and changed, mandates given, delegates with credentials."""

from datetime import UTC, datetime

from mandates.services.item import change_text, publish_item
from tests.factories import confederation as made


def before_the_council() -> made.Confederation:
    """Make three communes under a council that sits tomorrow."""
    made.DAY_0 = datetime.now(UTC)
    conf = made.confederation(3, voters=20)
    item = publish_item(actor=conf.chair, council=conf.council, title="Summer water", body="We share the water.")
    made.drain()
    sent = [made.delegation(conf, commune, tandem=True, alternates=1) for commune in conf.communes[:2]]
    made.mandate(conf, item, conf.communes[1], (12, 2, 1), latitude="strict")
    change_text(actor=conf.chair, item=item, body="We share all the water.", reason="Said by C02.")
    made.drain()
    made.mandate(conf, item, conf.communes[2], (12, 2, 1), day=0, latitude="open")
    made.clock.set_clock(made.at(0, 10))
    planned = made.plan_assembly(actor=conf.chair, commune=conf.council, planned_at=made.at(1, 10), place="Hall")
    people = list(made.Delegate.objects.filter(delegation=sent[0], stage="active"))
    made.check_credentials(actor=conf.chair, assembly=planned, delegates=people)
    return conf
