"""Founding: alone, under another, with a login; and who may not."""

from datetime import date, timedelta

import pytest

from assemblies.models import Charter, Commune, Role
from assemblies.models.tree import communes_below, count_base
from assemblies.queries import charter_on, line_of, zone_of
from assemblies.services.commune import found_commune, found_instance
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.journal import verify_chain
from confed.kernel.models import Chain, Effect, JournalEntry, Person
from tests.factories.assemblies import FOUNDING, make_hall, make_person, make_root

pytestmark = pytest.mark.django_db


def test_found_instance_empty_gives_commune_login_and_secretary_of_90_days(told):
    commune, person = found_instance(
        person_name="Rosa", mail="Rosa@Example.org", name="Vallée", zone="Europe/Paris", template="avelle"
    )

    assert commune.slug == "vallee"
    assert person.mail == "rosa@example.org"
    role = Role.objects.get(commune=commune, person=person)
    assert (role.kind, role.until) == ("secretary", date(2026, 5, 1) + timedelta(days=90))
    assert charter_on(commune, date(2026, 5, 1))["ratify.days"] == "18"
    assert told(f"commune:{commune.pk}") == [
        "Vallée was founded.",
        "Rosa holds the role “secretary” in Vallée until 30 July 2026.",
    ]
    assert verify_chain(Chain.objects.get(pk=commune.chain_id)) == []


def test_found_instance_second_root_refused_unless_opened(settings):
    make_root()
    with pytest.raises(NotAllowed, match="not open on this instance"):
        found_instance(person_name="Rosa", mail="r@example.org", name="Other")
    assert not Person.objects.exists()

    settings.CONFED_OPEN_FOUNDING = True
    other, _person = found_instance(person_name="Rosa", mail="r@example.org", name="Other")
    assert other.parent is None


def test_found_commune_under_another_needs_its_secretary():
    root = make_root()
    stranger = make_person("Nobody")
    with pytest.raises(NotAllowed, match="Only a secretary of the commune above"):
        found_commune(actor=stranger, name="Saulx", parent=root)

    secretary = make_person("Ada")
    other = found_commune(actor=FOUNDING, name="Mill", parent=root, founder=secretary)
    below = found_commune(actor=secretary, name="Lane", parent=other)
    assert [commune.name for commune in line_of(below)] == ["Lane", "Mill", "Valley"]
    assert below.joined_on == date(2026, 5, 1)


def test_found_commune_above_people_refused():
    hall = make_hall(4)
    with pytest.raises(RuleStops, match="has people on its roll"):
        found_commune(actor=hall.secretary, name="Below", parent=hall.commune)


def test_found_commune_under_outstanding_charter_refused_where_a_level_would_come_between():
    root = make_root(template="assembly-of-assemblies")
    between = found_commune(actor=FOUNDING, name="Between", parent=root)
    with pytest.raises(RuleStops, match="asks only communes of people"):
        found_commune(actor=FOUNDING, name="Base", parent=between)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 121}, "too long"),
        ({"slug": "Not a slug"}, "cannot stand in an address"),
        ({"slug": "valley"}, "is taken"),
        ({"zone": "Europe/Nowhere"}, "not a time zone"),
        ({"template": "unheard-of"}, "no charter template"),
        ({"values": {"quorum.ordinary": "a lot"}}, "is not a share"),
        ({"values": {"no.such": "1"}}, "is not a key"),
    ],
)
def test_found_commune_bad_input_is_refused_and_nothing_stands(wrong, says):
    root = make_root()
    before = (Commune.objects.count(), JournalEntry.objects.count(), Effect.objects.count())
    with pytest.raises(BadInput, match=says):
        found_commune(**{"actor": FOUNDING, "name": "Saulx", "parent": root} | wrong)
    assert (Commune.objects.count(), JournalEntry.objects.count(), Effect.objects.count()) == before


def test_found_commune_same_name_gets_its_own_address():
    root = make_root()
    slugs = [found_commune(actor=FOUNDING, name="Saulx", parent=root).slug for _ in range(3)]
    assert slugs == ["saulx", "saulx-2", "saulx-3"]
    assert found_commune(actor=FOUNDING, name="كومين", parent=root).slug


def test_root_without_template_has_a_charter_of_defaults_and_children_inherit():
    root = make_root(template="", zone="Asia/Damascus")
    child = found_commune(actor=FOUNDING, name="Saulx", parent=root)
    assert Charter.objects.get(commune=root).values == {}
    assert not Charter.objects.filter(commune=child).exists()
    assert charter_on(child, date(2026, 5, 1))["quorum.ordinary"] == "1/5"
    assert zone_of(child) == "Asia/Damascus"


def test_communes_below_at_any_depth_in_one_query(django_assert_num_queries):
    root = make_root()
    middle = [found_commune(actor=FOUNDING, name=name, parent=root) for name in ("A", "B")]
    for m in middle:
        for n in (1, 2):
            found_commune(actor=FOUNDING, name=f"{m.name}{n}", parent=m)
    with django_assert_num_queries(1):
        found = communes_below(root)
    assert [commune.name for commune in found] == ["A", "A1", "A2", "B", "B1", "B2"]
    assert found[1].path == (middle[0].pk,)
    with django_assert_num_queries(1):
        assert count_base(root) == 4
    assert count_base(middle[1]) == 2
    Commune.objects.filter(name__in=["A", "B2"]).update(left_on=date(2026, 5, 1))
    assert (count_base(root), count_base(middle[1])) == (3, 1)


def test_charter_on_takes_two_queries_at_any_depth(django_assert_num_queries):
    root = make_root()
    child = found_commune(actor=FOUNDING, name="A", parent=root, values={"ratify.days": "20"})
    leaf = found_commune(actor=FOUNDING, name="A1", parent=child)
    with django_assert_num_queries(2):
        values = charter_on(leaf, date(2026, 5, 1))
    assert (values["ratify.days"], values["quorum.ordinary"]) == ("20", "1/4")
