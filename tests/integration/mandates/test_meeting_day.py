"""The day on which a commune answers is that of the sitting whose agenda its question stands on."""

from datetime import timedelta

import pytest

from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain
from mandates.models import Ratification
from tests.integration.mandates.test_extension import ratifying

pytestmark = pytest.mark.django_db


def test_a_later_sitting_does_not_move_the_day_of_an_earlier_one():
    conf, _cascade = ratifying()
    commune = conf.communes[0]
    days = []
    for ahead in (5, 19):
        when = clock.now() + timedelta(days=ahead)
        plan_assembly(actor=conf.secretary(commune), commune=commune, planned_at=when)
        drain()
        days.append(Ratification.objects.get(commune=commune).meets_on)
    assert days == [(clock.now() + timedelta(days=5)).date()] * 2
