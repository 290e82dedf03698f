"""The charter of a commune as a page: sentences, where each comes from, and what changed when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from assemblies.domain.charter import effective
from assemblies.models import Charter, Commune, RollEntry
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.charter_lines import ALL_LINES, CHANGING, COUNCIL, OWN, Line, LineRule, Today, charter_lines
from confed.kernel import clock


@dataclass(frozen=True, slots=True)
class Origin:
    """Which commune a rule comes from, and since when; no commune: nobody stated it, the default holds."""

    commune: str = ""
    slug: str = ""
    since: date | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule with its origin."""

    line: Line
    origin: Origin


@dataclass(frozen=True, slots=True)
class Section:
    """Some rules under one heading."""

    key: str
    title: str
    note: str
    rules: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that a version changed: what it says now, what it said before (empty: it is new)."""

    number: int
    value: str
    was: str


@dataclass(frozen=True, slots=True)
class Version:
    """One dated version of this commune's own charter."""

    number: int
    from_on: date
    template: str
    decision: str
    decision_number: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class CharterPage:
    """Everything the charter page shows."""

    slug: str
    commune: str
    is_council: bool
    version: Version | None
    everybody: int
    tried: str
    sections: tuple[Section, ...]
    history: tuple[Version, ...]


def charter_page(commune: Commune, council: bool) -> CharterPage:
    """The rules in force today, own and inherited, and the history of the own ones; four queries at any size."""
    line = line_of(commune)
    day = clock.today(zone_in(line))
    versions = list(
        Charter.objects.filter(commune__in=line).select_related("decision__result").order_by("from_on", "version")
    )
    by_commune = {one.pk: [v for v in versions if v.commune_id == one.pk and v.from_on <= day] for one in line}
    own = by_commune[commune.pk]
    today = _today(commune, council, line)
    history = _history(own)
    return CharterPage(
        slug=commune.slug,
        commune=commune.name,
        is_council=council,
        version=history[0] if history else None,
        everybody=today.communes if council else today.members,
        tried=_tried(council),
        sections=_sections(line, by_commune, today, council),
        history=history,
    )


def _tried(council: bool) -> str:
    """The number of the rule that the test box tries."""
    keys = ("council.rule.threshold",) if council else ("rule.ordinary.threshold",)
    return next(str(place) for place, rule in enumerate(ALL_LINES, 1) if rule.keys[:1] == keys)


def _today(commune: Commune, council: bool, line: Sequence[Commune]) -> Today:
    members = 0 if council else RollEntry.objects.entitled().filter(commune=commune).count()
    over = commune if council or len(line) < 2 else line[1]
    return Today(members, Commune.objects.filter(parent=over, left_on=None).count())


def _values(line: Sequence[Commune], versions: Mapping[int, Sequence[Charter]]) -> dict[str, str]:
    return effective([versions[one.pk][-1].values for one in line if versions[one.pk]])


def _sections(
    line: Sequence[Commune], versions: Mapping[int, Sequence[Charter]], today: Today, council: bool
) -> tuple[Section, ...]:
    def section(key: str, title: str, note: str, rules: tuple[LineRule, ...], seen: Sequence[Commune]) -> Section:
        lines = charter_lines(_values(seen, versions), today, rules)
        placed = tuple(Placed(one, _origin(one.keys, line[0], seen, versions)) for one in lines)
        return Section(key, title, note, placed)

    if council:
        return (
            section("council", _("In the council"), "", COUNCIL, line),
            section("own", _("In each commune below, unless it says otherwise"), "", OWN + CHANGING, line),
        )
    own = section("own", _("In our assembly"), "", OWN + CHANGING, line)
    if len(line) < 2:
        return (own, section("council", _("Should communes join under us"), "", COUNCIL, line))
    note = _("These rules are those of %(council)s.") % {"council": line[1].name}
    return (own, section("council", _("In the council we send delegates to"), note, COUNCIL, line[1:]))


def _origin(
    keys: tuple[str, ...], here: Commune, line: Sequence[Commune], versions: Mapping[int, Sequence[Charter]]
) -> Origin:
    for one in line:
        rows = versions[one.pk]
        stated = [row for row in rows[-1:] if any(key in row.values for key in keys)]
        if not stated:
            continue
        now = [rows[-1].values.get(key) for key in keys]
        since = rows[-1].from_on
        for row in reversed(rows):
            if [row.values.get(key) for key in keys] != now:
                break
            since = row.from_on
        return Origin(one.name, one.slug, since, one.pk == here.pk)
    return Origin()


def _history(own: Sequence[Charter]) -> tuple[Version, ...]:
    """The own versions, newest first, each with the rules it changed against the version before."""
    versions = []
    before: dict[str, str] = {}
    nothing = Today(0, 0)
    for row in own:
        now_lines = charter_lines(effective([row.values]), nothing)
        was_lines = charter_lines(effective([before]), nothing)
        changes = tuple(
            Change(now.number, now.value, was.value if any(key in before for key in now.keys) else "")
            for now, was in zip(now_lines, was_lines, strict=True)
            if [row.values.get(key) for key in now.keys] != [before.get(key) for key in now.keys]
        )
        decision = row.decision
        versions.append(
            Version(
                number=row.version,
                from_on=row.from_on,
                template=row.template,
                decision=decision.title if decision else "",
                decision_number=decision.number if decision else None,
                changes=changes,
            )
        )
        before = row.values
    return tuple(reversed(versions))


def covered_keys() -> set[str]:
    """Every key that has a sentence; a test finds none without one."""
    return {key for rule in ALL_LINES for key in rule.keys}
