"""What is one commune's own is not found under another's address, and a draft's words reach nobody outside."""

import pytest
from django.urls import reverse

from assemblies.models import Commune, Role, RollEntry
from tests.integration.permissions.world import undone

OUTSIDE = ("anonymous", "stranger", "foreign", "foreign-sec", "chair")


@pytest.mark.parametrize("actor", OUTSIDE)
@pytest.mark.parametrize("name", ["proposal", "proposal_version", "proposal_diff", "proposals"])
def test_the_words_of_a_draft_stay_in_its_commune(world, actor, name):
    with undone():
        told = world.client(actor).get(reverse(name, args=world.addresses[name])).content.decode()
    assert "For the well." not in told
    assert name != "proposals" or "A pump" not in told


def test_what_belongs_to_one_commune_is_not_found_under_another(world):
    home, other = Commune.objects.get(slug="c01"), Commune.objects.get(slug="c02")
    entry = RollEntry.objects.filter(commune=home).first()
    role = Role.objects.filter(commune=home).first()
    code = world.addresses["paper"][1]
    with undone():
        client = world.client("foreign-sec")
        assert client.get(reverse("member", args=[other.slug, entry.pk])).status_code == 404
        assert client.post(reverse("member", args=[other.slug, entry.pk]), {"act": "end"}).status_code == 404
        assert client.post(reverse("roles", args=[other.slug]), {"act": "end", "role": role.pk}).status_code == 404
        assert client.get(reverse("paper", args=[other.slug, code])).status_code == 404
        assert client.get(reverse("assembly", args=[other.slug, 99])).status_code == 404
        assert client.get(reverse("ballot", args=["nosuchcode"])).status_code == 404
