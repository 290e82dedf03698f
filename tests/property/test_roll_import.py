"""Whatever stands in a table: every row has one fate, no card twice, and reading it again makes nobody twice."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assemblies.domain.roll_cells import clean
from assemblies.domain.roll_columns import guess_columns
from assemblies.domain.roll_fates import Fate, OnRoll, Plan
from assemblies.domain.roll_plan import plan_import
from assemblies.domain.roll_table import Choice, Row, read_rows

TODAY = date(2027, 6, 18)
NAMES = st.sampled_from(["Ana", "ana", "Ána", "Ben Ode", "Zîn", "نور", "", "12"])
CARDS = st.sampled_from(["", "", "1", "2", "31", "x" * 25])
MAILS = st.sampled_from(["", "", "a@b.org", "c@d.org", "broken"])
DAYS = st.sampled_from(["", "2021-05-02", "2099-01-01", "soon"])
STANDINGS = st.sampled_from(["", "youth", "member", "ghost"])
CHOICES = st.lists(st.sampled_from(list(Choice)), max_size=2, unique=True).map(tuple)
FIELDS = st.tuples(NAMES, CARDS, MAILS, DAYS, STANDINGS, CHOICES)
TABLES = st.lists(FIELDS, max_size=8).map(
    lambda rows: [Row(number, *fields[:5], choices=fields[5]) for number, fields in enumerate(rows, 2)]
)
CELLS = st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8)


@st.composite
def rolls(draw) -> list[OnRoll]:
    """A roll as the database lets one be: each card once."""
    found = draw(st.lists(st.tuples(st.sampled_from(["Ana", "Ben Ode", "Zîn", "Ana"]), MAILS), max_size=4))
    cards = draw(st.permutations(["", "1", "2", "31"]))
    return [
        OnRoll(pk, name, cards[pk - 1], mail if mail != "broken" else "", date(2020, 1, 1))
        for pk, (name, mail) in enumerate(found, 1)
    ]


def after(roll: list[OnRoll], plan: Plan) -> list[OnRoll]:
    """The roll as importing this plan would leave it."""
    entries = {entry.id: entry for entry in roll}
    for planned in plan.of(Fate.CHANGED):
        old, new = entries[planned.entry], planned.changes
        entries[old.id] = OnRoll(
            old.id,
            str(new.get("name", old.name)),
            str(new.get("card", old.card)),
            str(new.get("mail", old.mail)),
            new.get("joined_on", old.since),
            str(new.get("standing", old.standing)),
        )
    for planned in plan.of(Fate.NEW):
        pk = len(entries) + 1
        entries[pk] = OnRoll(pk, planned.row.name, planned.card, planned.mail, planned.since or TODAY, planned.standing)
    return list(entries.values())


@given(TABLES, rolls())
def test_every_row_has_one_fate_and_nobody_leaves(rows, roll):
    plan = plan_import(rows, roll, TODAY)
    assert [planned.row for planned in plan.rows] == rows
    assert sum(plan.count(fate) for fate in Fate) == len(rows)
    assert {entry.id for entry in roll} <= {entry.id for entry in after(roll, plan)}


@given(TABLES, rolls())
def test_no_entry_is_met_twice_and_no_card_stands_twice(rows, roll):
    plan = plan_import(rows, roll, TODAY)
    met = Counter(planned.entry for planned in plan.rows if planned.entry)
    assert not met or max(met.values()) == 1
    cards = Counter(entry.card for entry in after(roll, plan) if entry.card)
    assert not cards or max(cards.values()) == 1


@given(TABLES, rolls())
def test_who_waits_has_a_reason_and_who_votes_is_an_adult(rows, roll):
    for planned in plan_import(rows, roll, TODAY).rows:
        assert (planned.fault is not None) == (planned.fate == Fate.WAITS)
        assert not (planned.fate == Fate.NEW and planned.may_vote) or planned.standing == "adult"


@given(TABLES, rolls())
def test_reading_the_same_table_again_makes_nobody_twice(rows, roll):
    plain = [Row(row.number, row.name, row.card, row.mail, row.since, row.standing) for row in rows]
    first = plan_import(plain, roll, TODAY)
    again = plan_import(plain, after(roll, first), TODAY)
    entered = [row.number for row in plain if first.rows[row.number - 2].fate in (Fate.NEW, Fate.CHANGED, Fate.SAME)]
    assert {again.rows[number - 2].fate for number in entered} <= {Fate.SAME, Fate.WAITS}


@given(CELLS)
def test_any_table_of_words_is_read_without_falling(cells):
    columns, headed = guess_columns(cells)
    rows, _phones = read_rows(cells, columns, headed=headed)
    assert len(rows) <= len(cells)
    assert all(row.name == clean(row.name) for row in rows)
