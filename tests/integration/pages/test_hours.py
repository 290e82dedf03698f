"""Hours on pages are those of the commune that a page shows, on an instance that runs in UTC."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from assemblies.services.assembly import open_assembly, plan_assembly
from confed.kernel import clock
from tests.factories.assemblies import make_hall, make_item, make_root

pytestmark = pytest.mark.django_db
SIX = datetime(2026, 5, 3, 16, 5, tzinfo=UTC)  # 18:05 in Paris


@pytest.fixture(autouse=True)
def at_six():
    clock.set_clock(SIX)
    yield
    clock.set_clock(None)


@pytest.fixture(params=["own", "inherited"])
def hall(request):
    if request.param == "own":
        return make_hall(6, zone="Europe/Paris")
    return make_hall(6, parent=make_root(zone="Europe/Paris"))


def test_pages_tell_the_hours_of_the_commune(client, hall):
    planned = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=SIX, place="Yard")
    make_item(hall, planned)
    sitting = open_assembly(actor=hall.facilitator, assembly=planned, voters=6)
    for address in (
        f"/c/{hall.commune.slug}/a/{sitting.number}/",
        f"/c/{hall.commune.slug}/a/{sitting.number}/minutes/",
    ):
        told = client.get(address).content.decode()
        assert "18:05" in told, address
        assert "16:05" not in told, address
    assert "18:05" in client.get(f"/c/{hall.commune.slug}/a/{sitting.number}/minutes.txt").content.decode()


def test_the_next_request_is_told_in_the_zone_of_the_instance(client, hall):
    client.get(f"/c/{hall.commune.slug}/")
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_refusal_ends_the_zone_too(client, hall):
    assert client.get(f"/c/{hall.commune.slug}/members/").status_code == 403
    assert timezone.get_current_timezone_name() == "UTC"
