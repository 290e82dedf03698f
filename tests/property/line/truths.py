"""What is true after every act: of rolls, votes, results, minutes and the journal."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis.stateful import invariant

from confed.kernel.journal import leaf_hash
from confed.kernel.models import Chain
from tests.property.line.book import SIDES
from tests.property.line.recalls import Recalls
from tests.property.line.rows import Rows

MADE = ("decision_made", "decision_rejected", "decision_tied")


TRUTHS: list[Callable[["Truths"], None]] = []


def truth(function: Callable[[Any], None]) -> Callable[[Any], None]:
    """Note a truth; all of them are looked at after every act that was done."""
    TRUTHS.append(function)
    return function


class Truths(Recalls):
    """Truths of homes and of the record."""

    looked: Rows | None = None

    @invariant()
    def every_truth_holds(self):
        """Each of them, once for every new state."""
        if self.looked is not self.rows:
            self.looked = self.rows
            for one in TRUTHS:
                one(self)

    @truth
    def rolls_are_as_they_were_kept(self):
        """Nobody is on a roll, off it, or with a vote, but by an act of its secretary."""
        for home, kept in self.book.roll.items():
            there = {row["pk"]: row["may_vote"] for row in self.rows.where("roll", commune_id=home, ended_on=None)}
            assert there == kept

    @truth
    def the_frozen_roll_of_a_vote_never_moves(self):
        """Electors are those entitled at the opening, each once, whoever joins or leaves since."""
        there: dict[int, list[int]] = {}
        for row in self.rows.electors.values():
            there.setdefault(row["snapshot_id"], []).append(row["entry_id"])
        for pk, vote in self.book.votes.items():
            assert sorted(there.get(self.rows.ballots[pk]["snapshot_id"], [])) == sorted(vote.electors)

    @truth
    def nobody_is_counted_twice_and_nobody_beyond_the_roll(self):
        for pk, vote in self.book.votes.items():
            row = self.rows.ballots[pk]
            assert row["stage"] == vote.stage
            if vote.method != "hands":
                assert not set(vote.said) & vote.marked
                assert vote.people <= len(vote.electors)
            if vote.stage == "announced":
                assert vote.people <= row["present"] == vote.present

    @truth
    def a_named_vote_says_what_was_said(self):
        for pk, vote in self.book.votes.items():
            if vote.method == "named":
                snapshot = self.rows.ballots[pk]["snapshot_id"]
                electors = self.rows.where("electors", snapshot_id=snapshot)
                assert {row["entry_id"]: row["choice"] for row in electors if row["choice"]} == vote.said

    @truth
    def a_secret_vote_keeps_marks_and_slips_apart(self):
        """As many marks as slips; no elector has a choice or a time, no slip a name; a closed urn is empty."""
        for pk, vote in self.book.votes.items():
            if vote.method not in ("secret", "slips"):
                continue
            snapshot = self.rows.ballots[pk]["snapshot_id"]
            electors = list(self.rows.where("electors", snapshot_id=snapshot))
            assert all((row["choice"], row["cast_at"]) == ("", None) for row in electors)
            assert {row["entry_id"] for row in electors if row["marked"]} == set(vote.said) | vote.marked
            urn = next(self.rows.where("urns", ballot_id=pk))
            assert bool(urn["sealed"]) == bool(urn["wrapped_key"]) == (vote.stage == "open")

    @truth
    def the_published_list_is_what_was_cast(self):
        """Codes once each, choices as many as were cast, and no choices at all where few voted."""
        slips: dict[int, list[dict[str, Any]]] = {}
        for row in self.rows.slips.values():
            slips.setdefault(row["ballot_id"], []).append(row)
        for pk, vote in self.book.votes.items():
            listed = slips.get(pk, []) if vote.stage != "void" else []
            assert bool(listed) == (vote.method in ("secret", "slips") and vote.stage in ("closed", "announced") and
                                    bool(vote.codes or (vote.paper and not vote.is_hidden)))  # fmt: skip
            if listed:
                assert sorted(row["receipt"] for row in listed if row["receipt"]) == sorted(vote.codes.values())
                assert not any(row["receipt"] and row["choice"] for row in listed)
                choices = Counter(row["choice"] for row in listed if row["choice"])
                assert choices == (Counter() if vote.is_hidden else +vote.counts)

    @truth
    def a_result_is_what_was_counted_under_its_rule(self):
        for pk, made in self.book.decided.items():
            row = self.rows.decisions[pk]
            result = self.rows.results[row["result_id"]]
            assert result["outcome"] == made.outcome
            assert tuple(result["counts"][side] for side in SIDES) == made.printed
            assert (row["stage"] == "in_force") == (made.outcome == "adopted")

    @truth
    def no_result_is_ever_written_over(self):
        """A result once seen stays as it was; a newer one names it and says why."""
        now = {
            pk: (row["outcome"], json.dumps(row["counts"], sort_keys=True), row["supersedes_id"], row["reason"])
            for pk, row in self.rows.results.items()
        }
        known = self.kept.setdefault("results", {})
        assert {pk: now[pk] for pk in known} == known
        assert all(reason for _outcome, _counts, supersedes, reason in now.values() if supersedes)
        known.update(now)
        stands = self.kept.setdefault("stands", {})
        for table in ("decisions", "ballots", "votes", "cascades"):
            for pk, row in getattr(self.rows, table).items():
                assert stands.get((table, pk)) in (None, row["result_id"], *self._superseded_by(row["result_id"]))
                stands[table, pk] = row["result_id"]

    def _superseded_by(self, result):
        while result is not None:
            result = self.rows.results[result]["supersedes_id"]
            yield result

    @truth
    def decisions_are_numbered_without_a_gap(self):
        numbers: dict[int, list[int]] = {}
        for row in self.rows.decisions.values():
            numbers.setdefault(row["commune_id"], []).append(row["number"])
        assert all(sorted(own) == list(range(1, len(own) + 1)) for own in numbers.values())

    @truth
    def one_item_and_one_vote_at_a_time(self):
        running = Counter(
            row["assembly_id"] for row in self.rows.agenda.values() if row["started_at"] and not row["ended_at"]
        )
        assert set(running.values()) <= {1}
        assert set(Counter(row["proposal_id"] for row in self.open_votes()).values()) <= {1}
        closed = {row["pk"] for row in self.rows.where("sittings", stage="closed")}
        assert not [row for row in self.rows.ballots.values()
                    if row["assembly_id"] in closed and row["stage"] in ("open", "closed")]  # fmt: skip

    @truth
    def approved_minutes_keep_their_seal(self):
        """While the decision that approved them stands, the fingerprint does not change."""
        seals = self.kept.setdefault("seals", {})
        for pk, row in self.rows.minutes.items():
            if row["stage"] == "published":
                assert self.rows.decisions[row["decision_id"]]["stage"] == "in_force" or not self.rows.is_quiet
                assert seals.setdefault(pk, row["fingerprint"]) == row["fingerprint"] != ""
            else:
                seals.pop(pk, None)

    # --- the journal and what is owed -----------------------------------------------------------------------

    @truth
    def the_chains_go_on_from_where_they_stood(self):
        """Each new entry follows the last one of its chain and its hash is right; the heads say so."""
        codes = dict(Chain.objects.values_list("pk", "code"))
        heads = self.kept.setdefault("heads", {})
        for entry in self.news:
            seq, before = heads.get(entry.chain_id, (0, ""))
            assert (entry.seq, entry.prev_hash) == (seq + 1, before)
            assert entry.hash == leaf_hash(entry, codes[entry.chain_id])
            heads[entry.chain_id] = entry.seq, entry.hash
        self.news.clear()
        now = {pk: (row["head_seq"], row["head_hash"]) for pk, row in self.rows.chains.items()}
        assert {pk: head for pk, head in now.items() if head[0]} == heads

    @truth
    def every_stage_has_its_entry(self):
        """As many rows in a stage as the journal tells of: none moves unseen, and nothing is told that did not happen."""
        rows, told = self.rows, self.entered
        ours = {home.commune.pk for home in self.world.homes}
        live = [row for row in rows.sittings.values() if row["opened_at"] or row["stage"] == "planned"]
        by_voice = {row["result_id"] for row in rows.votes.values()}
        ballots = [row for row in rows.ballots.values() if rows.sittings[row["assembly_id"]]["opened_at"]]
        stage = Counter(row["stage"] for row in ballots)
        pairs = {
            ("assembly_planned", "special_planned"): len(live),
            ("assembly_opened",): sum(bool(row["opened_at"]) for row in live),
            ("assembly_closed",): sum(row["stage"] == "closed" for row in live),
            ("paper_entered",): len(rows.sittings) - len(live),
            ("ballot_opened",): len(ballots),
            ("ballot_closed", "urn_closed"): stage["closed"] + stage["announced"],
            ("ballot_void",): stage["void"],
            (*MADE, *(f"{kind}_by_few" for kind in MADE)): sum(
                row["commune_id"] in ours for row in rows.decisions.values()
            ),
            ("minutes_closed",): sum(row["stage"] != "running" for row in rows.minutes.values()),
            ("entry_added",): self.book.acts["entry_added"],
            ("entry_ended",): self.book.acts["entry_ended"],
            ("rights_changed",): self.book.acts["rights_changed"],
            ("item_published",): len(rows.items),
            ("mandate_granted",): sum(bool(row["decision_id"]) for row in rows.mandates.values()),
            ("mandate_revoked",): self._in("mandates", "revoked"),
            ("council_vote_opened",): len(rows.votes),
            ("council_vote_cancelled",): self._in("votes", "cancelled"),
            ("cascade_opened",): len(rows.cascades),
            ("cascade_closed",): self._in("cascades", "closed"),
            ("delegation_named",): len(rows.delegations),
            ("delegation_ended",): self._in("delegations", "ended"),
            ("petition_filed",): len(rows.petitions),
            ("petition_validated",): sum(bool(row["validated_at"]) for row in rows.petitions.values()),
            ("recall_announced",): self._in("petitions", "recalled"),
            ("petition_ended",): self._in("petitions", "insufficient", "lapsed", "moot"),
        }
        assert by_voice or not told["council_vote_closed"]
        found = {kinds: sum(told[kind] for kind in kinds) for kinds in pairs}
        assert found == pairs

    def _in(self, name, *stages):
        return sum(row["stage"] in stages for row in getattr(self.rows, name).values())

    @truth
    def nothing_owed_is_lost_stuck_or_done_twice(self):
        """No effect ever failed; where the workers are there, nothing is due any more."""
        assert [(row["key"], row["error"]) for row in self.rows.owed if row["attempts"]] == []
        assert self.workers_away or self.rows.is_quiet
