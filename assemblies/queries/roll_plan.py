"""What a read table would do to the roll as it stands now."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from assemblies.domain.roll_fates import OnRoll, Plan
from assemblies.domain.roll_plan import plan_import
from assemblies.domain.roll_table import Row, rows_from
from assemblies.models import Commune, RollEntry, RollImport
from assemblies.models.tree import line_of, root_of, zone_in
from assemblies.queries.inherited import values_on
from confed.kernel import clock

MAILS_AT_ONCE = 5_000


def plan_of(kept: RollImport) -> Plan:
    """Compare the rows with the running entries as they are today, under the charter of today."""
    line = line_of(kept.commune)
    today = clock.today(zone_in(line))
    return plan_under(kept, values_on(line, today), today)


def plan_under(kept: RollImport, values: Mapping[str, str], today: date) -> Plan:
    """Compare the rows with the running entries; 2 queries at up to 5,000 rows, one more per 5,000."""
    rows = rows_from(kept.rows)
    commune = kept.commune
    entries = list(RollEntry.objects.running().filter(commune=commune).select_related("person"))
    elsewhere: dict[str, str] = {}
    by_person: dict[int, str] = {}
    if values["roll.exclusive"] != "no":
        elsewhere, by_person = _votes_elsewhere(commune, rows, entries)
    roll = [
        OnRoll(
            id=entry.pk,
            name=entry.name,
            card=entry.card,
            mail=entry.mail,
            since=entry.joined_on,
            standing=entry.standing,
            may_vote=entry.may_vote,
            elsewhere=by_person.get(entry.person_id or 0, ""),
        )
        for entry in entries
    ]
    return plan_import(rows, roll, today, elsewhere)


def _votes_elsewhere(
    commune: Commune, rows: Iterable[Row], entries: Iterable[RollEntry]
) -> tuple[dict[str, str], dict[int, str]]:
    """Name the other communes under this root in which a mail of the table, or a person of this roll, has a vote."""
    mails = sorted({row.mail for row in rows if row.mail})
    people = [entry.person_id for entry in entries if entry.person_id and not entry.may_vote]
    asked = [Q(mail__in=part) | Q(person__mail__in=part) for part in _parts(mails)]
    asked += [Q(person__in=people)] if people else []
    found = [
        entry
        for condition in asked
        for entry in RollEntry.objects.entitled()
        .filter(condition)
        .exclude(commune=commune)
        .select_related("commune", "person")
    ]
    if not found:
        return {}, {}
    root = root_of(commune).pk
    here = {place.pk for place in {entry.commune for entry in found} if root_of(place).pk == root}
    by_mail: dict[str, str] = {}
    by_person: dict[int, str] = {}
    for entry in found:
        if entry.commune_id not in here:
            continue
        for mail in filter(None, (entry.mail, entry.person.mail if entry.person else "")):
            by_mail[mail.lower()] = entry.commune.name
        if entry.person_id:
            by_person[entry.person_id] = entry.commune.name
    return by_mail, by_person


def _parts(mails: list[str]) -> list[list[str]]:
    return [mails[start : start + MAILS_AT_ONCE] for start in range(0, len(mails), MAILS_AT_ONCE)]
