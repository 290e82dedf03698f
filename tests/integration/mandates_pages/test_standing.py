"""The standing counted by the database is the one counted row by row; a great one is shown a page at a time."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from assemblies.models import Commune, Decision, Role
from confed.kernel.models import Chain, Person
from mandates.domain.ratification import RatificationRule, Unit, stand
from mandates.domain.stages import Choice, RatificationStage, VoiceKind
from mandates.models import Cascade, Ratification
from mandates.queries.counted import count, spoken_by_silence, tendency_of
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db
ROW, DISTRICT = 'scope="row"><a href="/c/', r"\?district=(\d+)#standing"


def one_by_one(cascade: Cascade) -> list[Unit]:
    return [
        Unit(
            id=row.commune_id,
            path=tuple(row.path),
            stage=RatificationStage(row.stage),
            council_choice=Choice(row.council_choice),
            council_kind=VoiceKind(row.council_kind),
            for_=row.count_for or 0,
            against=row.count_against or 0,
            abstain=row.count_abstain or 0,
            members=row.members,
        )
        for row in Ratification.objects.filter(cascade=cascade)
    ]


@pytest.mark.parametrize("make", [build.avelle, build.flat, lambda: build.wide(150, 7)])
@pytest.mark.parametrize("silence", ["not_counted", "stands", "assent"])
def test_rows_counted_together_say_what_they_say_one_by_one(make, silence):
    cascade = Cascade.objects.select_related("council_vote__result").get(decision=make())
    cascade.rule = {**cascade.rule, "silence": silence}
    late = Ratification.objects.filter(cascade=cascade, stage="asked").order_by("pk")[:1]
    Ratification.objects.filter(pk__in=list(late.values_list("pk", flat=True))).update(
        stage="late", count_for=5, voted_on=build.TODAY, received_at=build.NOW
    )
    rule = RatificationRule.from_values(cascade.rule)
    for closed in (False, True):
        plain = stand(one_by_one(cascade), rule, closed, tendency_of(cascade))
        assert count(cascade, closed=closed) == plain
    assert len(spoken_by_silence(cascade.pk, rule)) == plain.converted


def deep(regions: int = 2, districts: int = 3, each: int = 80) -> Decision:
    """Communes three levels under their council."""
    root = build.make_commune("Deep Confederation")
    answers = []
    for region in range(regions):
        above = build.make_commune(f"Region {region}", parent=root)
        for number in range(districts):
            district = build.make_commune(f"District {region}.{number}", parent=above)
            chains = Chain.objects.bulk_create([Chain(code=f"deep-{district.pk}-{n}") for n in range(each)])
            below = Commune.objects.bulk_create(
                Commune(
                    slug=chain.code, name=f"Commune {chain.code}", parent=district, chain=chain, founded_on=build.TODAY
                )
                for chain in chains
            )
            answers += [build.Answer(one, (above.pk, district.pk), "asked") for one in below]
    return build.make_cascade(root, answers, rule={"threshold": "2/3", "base": "all"})


def read(decision: Decision, client: Client, **query: str) -> str:
    return client.get(f"/c/{decision.commune.slug}/d/{decision.number}/", query).content.decode()


def test_great_confederation_is_opened_level_by_level():
    decision, anybody = deep(), Client()
    top = read(decision, anybody)
    regions = re.findall(DISTRICT, top.split('class="districts"')[1])
    assert (top.count(ROW), len(regions)) == (0, 2)
    region = read(decision, anybody, district=regions[0])
    districts = re.findall(DISTRICT, region.split('class="districts"')[1])
    assert (region.count(ROW), districts[0], len(districts[1:])) == (0, regions[0], 3)
    opened = read(decision, anybody, district=districts[2])
    assert opened.count(ROW) == 80
    assert "Region 0 · District 0.1" in opened
    assert read(decision, anybody, district="999999").count(ROW) == 0
    assert read(decision, anybody, district="all", page="99").count(ROW) == 80


def test_secretary_of_a_great_council_is_offered_what_the_page_shows_and_their_own_commune():
    decision, secretary, client = deep(), Person.objects.create(name="Ada", mail="ada@example.org"), Client()
    rows = list(Ratification.objects.filter(cascade__decision=decision).select_related("commune").order_by("pk"))
    first, last = rows[0], rows[-1]
    last.proposal = build.make_proposal(last.commune, decision.title, "A text.", kind="ratification")
    last.save()
    asked = sum(row.proposal_id is not None for row in rows if row.path == first.path)
    for commune in (decision.commune, last.commune):
        Role.objects.create(
            commune=commune,
            person=secretary,
            kind="secretary",
            from_on=build.TODAY,
            until=build.TODAY + timedelta(days=9),
        )
    client.force_login(secretary)
    assert read(decision, client).count("/paper/") == 1
    assert read(decision, client, district=str(first.path[-1])).count("/paper/") == asked + 1
