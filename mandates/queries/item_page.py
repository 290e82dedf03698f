"""One item before a council: its versions, who is asked, and what a new text would undo."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assemblies.models import Commune, TextVersion
from assemblies.models.tree import line_of, zone_in
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person
from mandates.domain.compliance import covers_new_version
from mandates.domain.stages import CouncilVoteStage, ItemStage, Latitude, MandateStage
from mandates.models import CouncilItem, CouncilRecall, CouncilVote, Mandate
from mandates.queries.changes import Change, text_changes
from mandates.queries.mandate_cards import Hold, hold_of, newest_mandates
from mandates.rules import may_publish, may_publish_in


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of the text, against the one before it."""

    number: int
    at: datetime.datetime
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One commune of the council, and how far its mandate is."""

    name: str
    slug: str
    stage: str
    hold: Hold
    late: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything about one item of a council."""

    number: int
    title: str
    council: str
    slug: str
    zone: str
    purpose: str
    recall_from: datetime.datetime | None
    deadline: datetime.datetime | None
    stage: str
    versions: tuple[VersionRow, ...]
    body: str
    asked: tuple[AskedRow, ...]
    given: int
    late: int
    falls: tuple[str, ...]
    stays: int
    vote_code: str
    may_publish: bool

    @property
    def newest(self) -> int:
        """The number of the newest version."""
        return self.versions[0].number

    @property
    def is_settled(self) -> bool:
        """Whether the council is done with it."""
        return self.stage == ItemStage.SETTLED

    @property
    def is_locked(self) -> bool:
        """Whether its text is fixed."""
        return self.stage == ItemStage.TEXT_LOCKED


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item in the list of a council."""

    number: int
    title: str
    stage: str
    deadline: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class ItemList:
    """Every item of a council, the newest first."""

    council: str
    slug: str
    zone: str
    items: tuple[ItemLine, ...]
    may_publish: bool


def item_list(council: Commune, person: Person | None, most: int = 200) -> ItemList:
    """The items of a council; five queries at any size."""
    rows = CouncilItem.objects.filter(council=council).select_related("proposal").order_by("-number")[:most]
    return ItemList(
        council=council.name,
        slug=council.slug,
        zone=zone_in(line_of(council)),
        items=tuple(ItemLine(row.number, row.proposal.title, row.stage, row.deadline) for row in rows),
        may_publish=person is not None and may_publish_in(person, council).allowed,
    )


def find_item(council: Commune, number: int) -> CouncilItem:
    """The item of this number, or NotThere."""
    found = CouncilItem.objects.filter(council=council, number=number).select_related("proposal", "council").first()
    if found is None:
        raise NotThere(_("There is no item of this number here."), do=_("Look at the items of the council."))
    return found


def item_page(item: CouncilItem, person: Person | None) -> ItemPage:
    """The item with its texts and every commune's mandate; eight queries at any size."""
    council = item.council
    zone = zone_in(line_of(council))
    texts = list(TextVersion.objects.filter(proposal=item.proposal_id).order_by("-number"))
    communes = list(Commune.objects.filter(parent=council, left_on=None).order_by("name"))
    mandates = newest_mandates([commune.pk for commune in communes], [item.pk])
    today, newest = clock.today(zone), texts[0].number
    pairs = [(commune, mandates.get((commune.pk, item.pk))) for commune in communes]
    granted = [(commune, one) for commune, one in pairs if one and one.stage == MandateStage.GRANTED]
    falls = tuple(commune.name for commune, one in granted if not _covers(one))
    vote = CouncilVote.objects.filter(item=item, stage=CouncilVoteStage.OPEN).values_list("code", flat=True).first()
    return ItemPage(
        number=item.number,
        title=item.proposal.title,
        council=council.name,
        slug=council.slug,
        zone=zone,
        purpose=item.purpose,
        recall_from=CouncilRecall.objects.filter(item=item).values_list("not_before", flat=True).first(),
        deadline=item.deadline,
        stage=item.stage,
        versions=_versions(texts),
        body=texts[0].body,
        asked=tuple(_asked(commune, one, newest, today) for commune, one in pairs),
        given=sum(one is not None and one.decision_id is not None for _commune, one in pairs),
        late=sum(one is not None and one.late for _commune, one in pairs),
        falls=falls,
        stays=len(granted) - len(falls),
        vote_code=vote or "",
        may_publish=person is not None and may_publish(person, council).allowed,
    )


def _covers(mandate: Mandate) -> bool:
    return covers_new_version(Latitude(mandate.latitude), bool(mandate.red_lines))


def _versions(texts: list[TextVersion]) -> tuple[VersionRow, ...]:
    before = [*texts[1:], None]
    return tuple(
        VersionRow(one.number, one.at, one.reason, text_changes(old.body if old else one.body, one.body))
        for one, old in zip(texts, before, strict=True)
    )


def _asked(commune: Commune, mandate: Mandate | None, newest: int, today: datetime.date) -> AskedRow:
    stage = mandate.stage if mandate else ""
    return AskedRow(commune.name, commune.slug, stage, hold_of(mandate, newest, today), bool(mandate and mandate.late))
