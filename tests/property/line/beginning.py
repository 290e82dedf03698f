"""The account as it is opened: read once from what the story has done before the first step."""

from collections import Counter

from tests.property.line.book import SIDES, Book, Decided, Vote
from tests.property.line.rows import Row, Rows
from tests.property.line.world import World


def begin(world: World) -> Book:
    """Copy rolls, votes, decisions and names; all that follows the machine writes down itself."""
    rows, book = Rows(), Book()
    for home in world.homes:
        key = home.commune.pk
        own = rows.where("roll", commune_id=key, ended_on=None)
        book.roll[key] = {row["pk"]: row["may_vote"] for row in own}
        for row in rows.where("decisions", commune_id=key):
            book.decided[row["pk"]] = _decided(row, rows)
    for pk, row in rows.ballots.items():
        book.votes[pk] = _vote(row, rows)
    for pk, row in rows.petitions.items():
        book.bases[pk] = _electors(row["snapshot_id"], rows)
        book.names[pk] = {one["entry_id"] for one in rows.where("signatures", petition_id=pk)}
    for pk in rows.cascades:
        book.asked[pk] = {home: len(book.voters(home)) for home in book.roll}
    return book


def _electors(snapshot: int, rows: Rows) -> frozenset[int]:
    return frozenset(row["entry_id"] for row in rows.where("electors", snapshot_id=snapshot))


def _counts(result: Row) -> Counter[str]:
    return Counter({side: result["counts"][side] for side in SIDES})


def _decided(row: Row, rows: Rows) -> Decided:
    result = rows.results[row["result_id"]]
    return Decided(
        row["commune_id"], row["proposal_id"], row["decided_on"], row["number"], result["outcome"], _counts(result)
    )


def _vote(row: Row, rows: Rows) -> Vote:
    vote = Vote(
        home=rows.sittings[row["assembly_id"]]["commune_id"],
        proposal=row["proposal_id"],
        method=row["method"],
        electors=_electors(row["snapshot_id"], rows),
        present=row["present"],
        rule=row["rule"],
        may_change=row["may_change"],
        stage=row["stage"],
    )
    if row["result_id"]:
        vote.hands = _counts(rows.results[row["result_id"]])
    return vote
