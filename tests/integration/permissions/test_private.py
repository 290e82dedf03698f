"""What is one commune's own is not found under another's address, and a draft's words reach nobody outside."""

import pytest
from django.urls import reverse

from assemblies.models import Commune, Role, RollEntry
from tests.integration.permissions.world import ask, undone

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


NOBODYS = {int: 999_999, str: "nosuchone0"}
LEAD_ON = {"corrections", "decision_short", "proposal_diff"}  # to the page of the thing, which is not there
SIGNPOST = "answered"  # to the page of the commune, where nothing was answered


def ends(world, name: str, path: str) -> set[int]:
    """What comes of reading and posting at this address, for two who may do most in this commune."""
    found = set()
    for actor in ("secretary", "member"):
        found |= {ask(world, name, method, actor, path) for method in ("GET", "POST")}
        if name in LEAD_ON:
            with undone():
                found -= {302}
                found.add(world.client(actor).get(path, follow=True).status_code)
    return found


def test_an_id_that_nothing_has_is_not_found_whatever_its_kind(world):
    """A commune, a sitting, a decision, an item, an entry of a roll, a code: not there, or not asked for before a right."""
    asked = [
        (name, reverse(name, args=[*args[:at], NOBODYS[type(args[at])], *args[at + 1 :]]))
        for name, args in world.addresses.items()
        for at in range(len(args))
        if name != SIGNPOST
    ]
    assert len(asked) > len(world.addresses)
    found = {path: ends(world, name, path) for name, path in asked}
    assert {path: codes for path, codes in found.items() if not codes <= {403, 404, 405} or 404 not in codes} == {}


@pytest.mark.parametrize("name", ["member", "petition_new", "delegation_leave", "paper", "condition"])
def test_a_key_of_one_commune_under_the_name_of_another_is_not_found(world, name):
    """Keys and codes are found in their own commune only; numbers are counted in each commune, from one."""
    _slug, key = world.addresses[name]
    path = reverse(name, args=["c02", key])
    for actor in ("foreign-sec", "foreign"):
        for method in ("GET", "POST"):
            assert ask(world, name, method, actor, path) in (403, 404, 405)
