"""What an import would do to a roll: who is new, who changes, which rows somebody must look at; nobody leaves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assemblies.domain.folding import folded
from assemblies.domain.roll_cells import has_letters, is_mail, parse_day, parse_standing
from assemblies.domain.roll_fates import ADULT, Fate, Fault, OnRoll, Plan, Planned
from assemblies.domain.roll_table import Choice, Row

LONGEST_NAME, LONGEST_CARD = 200, 20


def plan_import(
    rows: Sequence[Row], roll: Iterable[OnRoll], today: date, elsewhere: Mapping[str, str] | None = None
) -> Plan:
    """Return what becomes of each row (Rulebook, Roll import).

    A row is somebody on the roll by card, else by mail, else by name, and only where the name agrees or the secretary
    says so. An empty cell never empties what the roll holds, and whoever is not in the table stays. `elsewhere` names
    the commune in which a mail has a vote already under the same root.
    """
    comparing = _Comparing(roll, today, elsewhere or {}, rows)
    return Plan(tuple(comparing.fate_of(row) for row in rows))


class _Waits(Exception):
    """A row needs a look."""

    def __init__(self, fault: Fault, **words: object) -> None:
        super().__init__(fault)
        self.fault, self.words = fault, words


class _Comparing:
    """The roll, and the rows seen so far."""

    def __init__(self, roll: Iterable[OnRoll], today: date, elsewhere: Mapping[str, str], rows: Sequence[Row]) -> None:
        self.today, self.elsewhere = today, elsewhere
        self.by_card: dict[str, OnRoll] = {}
        self.by_mail: dict[str, list[OnRoll]] = {}
        self.by_name: dict[str, list[OnRoll]] = {}
        for entry in roll:
            self.by_name.setdefault(folded(entry.name), []).append(entry)
            if entry.card:
                self.by_card[entry.card] = entry
            if entry.mail:
                self.by_mail.setdefault(entry.mail.lower(), []).append(entry)
        self.seen: dict[tuple[str, ...], int] = {}
        self.cards: dict[str, Row] = {}
        self.mails: dict[str, Row] = {}
        self.new_names: dict[str, list[Row]] = {}
        self.taken: dict[int, Row] = {}
        known = [*self.by_card, *(row.card for row in rows)]
        self.last_card = max((int(card) for card in known if card.isdecimal() and len(card) < 10), default=0)

    def fate_of(self, row: Row) -> Planned:
        """Say what becomes of this row, and remember it for those below."""
        same = (folded(row.name), row.card, row.mail, row.since, folded(row.standing))
        if Choice.SKIP in row.choices:
            return Planned(row, Fate.TWICE)
        if row.name and same in self.seen and Choice.KEEP not in row.choices:
            return Planned(row, Fate.TWICE, words={"row": self.seen[same]})
        self.seen.setdefault(same, row.number)
        try:
            return self._read(row, same[0])
        except _Waits as waiting:
            return Planned(row, Fate.WAITS, fault=waiting.fault, words=waiting.words)

    def _read(self, row: Row, name: str) -> Planned:
        since, standing = self._words_of(row)
        mail = "" if Choice.NO_MAIL in row.choices else row.mail
        card = row.card if Choice.NEW_CARD not in row.choices else ""
        if card and card in self.cards:
            raise _Waits(Fault.CARD_TWICE, card=card, row=self.cards[card].number, name=self.cards[card].name)
        if mail and mail in self.mails:
            raise _Waits(Fault.MAIL_TWICE, mail=mail, row=self.mails[mail].number, name=self.mails[mail].name)
        entry = self._entry_of(row, name, card, mail)
        if entry is None:
            self._not_new_already(row, name, card, mail)
        elif entry.id in self.taken:
            raise _Waits(Fault.ENTRY_TWICE, row=self.taken[entry.id].number, name=entry.name)
        may_vote = (standing or ADULT) == ADULT and Choice.NO_VOTE not in row.choices
        self._votes_once(row, entry, mail, standing, may_vote)
        if Choice.NEW_CARD in row.choices and row.card and not (entry and entry.card):
            self.last_card += 1
            card = str(self.last_card)
        changes = _changes(entry, row.name, card, mail, since, standing) if entry else {}
        fate = Fate.NEW if entry is None else Fate.CHANGED if changes else Fate.SAME
        self._remember(row, name, card, mail, entry)
        return Planned(
            row,
            fate,
            entry=entry.id if entry else 0,
            card=card,
            mail=mail,
            since=since,
            standing=standing or ADULT,
            may_vote=may_vote,
            changes=changes,
        )

    def _words_of(self, row: Row) -> tuple[date | None, str]:
        if not row.name:
            raise _Waits(Fault.NO_NAME)
        if not has_letters(row.name):
            raise _Waits(Fault.NO_LETTERS, name=row.name)
        if len(row.name) > LONGEST_NAME:
            raise _Waits(Fault.NAME_LONG, most=LONGEST_NAME)
        if len(row.card) > LONGEST_CARD:
            raise _Waits(Fault.CARD_LONG, card=row.card[:40], most=LONGEST_CARD)
        if row.mail and Choice.NO_MAIL not in row.choices and not is_mail(row.mail):
            raise _Waits(Fault.MAIL_BAD, mail=row.mail)
        since = parse_day(row.since) if row.since else None
        if row.since and since is None:
            raise _Waits(Fault.DAY_BAD, day=row.since)
        if since and since > self.today:
            raise _Waits(Fault.DAY_AHEAD, day=since)
        standing = parse_standing(row.standing) if row.standing else ""
        if row.standing and not standing:
            raise _Waits(Fault.STANDING_BAD, standing=row.standing)
        return since, standing

    def _entry_of(self, row: Row, name: str, card: str, mail: str) -> OnRoll | None:
        is_same = Choice.SAME in row.choices
        if card and (held := self.by_card.get(card)):
            if folded(held.name) != name and not is_same:
                raise _Waits(Fault.CARD_TAKEN, card=card, name=held.name)
            others = self.by_mail.get(mail, [])
            if others and held not in others:
                raise _Waits(Fault.MAIL_OF_OTHER, mail=mail, name=others[0].name)
            return held
        if mail and (holders := self.by_mail.get(mail)):
            held = next((entry for entry in holders if folded(entry.name) == name), holders[0])
            if folded(held.name) != name and not is_same:
                raise _Waits(Fault.MAIL_TAKEN, mail=mail, name=held.name)
            return held
        bearers = self.by_name.get(name, [])
        if not bearers or {Choice.OTHER, Choice.KEEP} & set(row.choices):
            return None
        if len(bearers) > 1:
            raise _Waits(Fault.NAMES_TAKEN, name=bearers[0].name, times=len(bearers))
        held = bearers[0]
        if (_differ(held.card, card) or _differ(held.mail.lower(), mail)) and not is_same:
            raise _Waits(Fault.NAME_TAKEN, name=held.name, card=held.card, mail=held.mail)
        return held

    def _not_new_already(self, row: Row, name: str, card: str, mail: str) -> None:
        if {Choice.OTHER, Choice.KEEP} & set(row.choices):
            return
        for other in self.new_names.get(name, []):
            if not _differ(other.card, card) and not _differ(other.mail, mail):
                raise _Waits(Fault.NAME_TWICE, name=other.name, row=other.number)

    def _votes_once(self, row: Row, entry: OnRoll | None, mail: str, standing: str, may_vote: bool) -> None:
        """One vote under one root (roll.exclusive): a new vote here waits where there is one already."""
        there = self.elsewhere.get(mail, "") if mail else ""
        if entry is None:
            if there and may_vote:
                raise _Waits(Fault.VOTES_ELSEWHERE, mail=mail, commune=there)
            return
        if there and entry.may_vote and entry.mail.lower() != mail:
            raise _Waits(Fault.VOTES_ELSEWHERE, mail=mail, commune=there)
        if entry.elsewhere and not entry.may_vote and standing == ADULT != entry.standing and may_vote:
            raise _Waits(Fault.VOTES_ELSEWHERE, mail=entry.mail, commune=entry.elsewhere)

    def _remember(self, row: Row, name: str, card: str, mail: str, entry: OnRoll | None) -> None:
        if card:
            self.cards[card] = row
        if mail:
            self.mails[mail] = row
        if entry is None:
            self.new_names.setdefault(name, []).append(row)
        else:
            self.taken[entry.id] = row


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _changes(entry: OnRoll, name: str, card: str, mail: str, since: date | None, standing: str) -> dict[str, object]:
    """What the table says otherwise than the roll; an empty cell says nothing."""
    said: list[tuple[str, object, object]] = [
        ("name", name, entry.name),
        ("card", card, entry.card),
        ("mail", mail, entry.mail.lower()),
        ("joined_on", since, entry.since),
        ("standing", standing, entry.standing),
    ]
    return {field: new for field, new, old in said if new and new != old}
