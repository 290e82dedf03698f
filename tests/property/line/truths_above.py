"""What is true after every act: of mandates, voices, councils, ratifications, delegates and petitions."""

from collections import Counter

from mandates.models import Cascade
from mandates.queries.standing import standing
from mandates.queries.standing_page import standing_view
from tests.property.line.book import SIDES, Place, council_count, mandated, ratified
from tests.property.line.truths import Truths, truth

ANSWERED = ("for", "against", "abstain")
SILENT = {"assent": "for", "against": "against"}
LOOKS = {"for": "yes", "against": "no", "abstain": "abst", "late": "late", "silent": "mute", "inquorate": "short"}


def sides(counts) -> Counter:
    """The product's counts as the account keeps them."""
    return +Counter({"for": counts.for_, "against": counts.against, "abstain": counts.abstain})


class Line(Truths):
    """The whole line, with every truth about it."""

    # --- mandates and voices --------------------------------------------------------------------------------

    @truth
    def each_mandate_cites_a_text_that_is_there(self):
        """The version is one of its item, and its words are those the assembly decided on."""
        for row in self.rows.mandates.values():
            text = self.rows.texts[row["text_version_id"]]
            assert text["proposal_id"] == self.rows.items[row["item_id"]]["proposal_id"]
            if row["decision_id"]:
                decision = self.rows.decisions[row["decision_id"]]
                assert decision["commune_id"] == row["giver_id"]
                assert self.rows.texts[decision["text_version_id"]]["hash"] == text["hash"]

    @truth
    def one_mandate_at_a_time_binds_a_commune_on_an_item(self):
        bound = [row for row in self.rows.mandates.values() if row["stage"] in ("granted", "degraded")]
        assert set(Counter((row["giver_id"], row["item_id"]) for row in bound).values()) <= {1}

    @truth
    def one_valid_voice_a_delegation(self):
        valid = [row for row in self.rows.voices.values() if row["kind"] != "void"]
        places = Counter((row["vote_id"], row["delegation_id"]) for row in valid)
        assert set(places.values()) <= {1}
        assert all((row["vote_id"], row["delegation_id"]) in places for row in self.rows.voices.values())

    @truth
    def no_voice_counts_off_its_mandate(self):
        """What a voice is worth is what the plain reading of its mandate says, unless the charter lets it count."""
        for row in self.rows.voices.values():
            vote = self.rows.votes[row["vote_id"]]
            if not row["choice"] or vote["stage"] == "cancelled":
                continue
            worth = self._worth(row, vote)
            reported = vote["rule"]["off_mandate_effect"] == "count_and_report" and row["by_hand"]
            if row["kind"] == "void":
                assert row["by_hand"]
            elif worth is None:
                assert reported
                assert row["kind"] == "binding"
            else:
                assert row["kind"] == worth

    def _worth(self, voice, vote):
        mandate = self.rows.mandates.get(voice["mandate_id"])
        if mandate is None:
            return mandated(None, vote["rule"], True, None, False)[voice["choice"]]
        said = [row for row in self.rows.where("declarations", mandate_id=mandate["pk"])
                if row["text_version_id"] == vote["text_version_id"]]  # fmt: skip
        touched = None
        if any(row["touched"] for row in said):
            touched = True
        elif mandate["red_lines"] and {row["line"] for row in said} == set(range(len(mandate["red_lines"]))):
            touched = False
        contested = any(row["contested_at"] for row in said)
        same = mandate["text_version_id"] == vote["text_version_id"]
        return mandated(mandate, vote["rule"], same, touched, contested)[voice["choice"]]

    @truth
    def a_council_counts_what_its_voices_said(self):
        """The newest result of a vote that rests is what its rows say on one's fingers."""
        for row in self.rows.votes.values():
            if row["stage"] not in ("closed", "suspended") or row["result_id"] is None:
                continue
            result = self.rows.results[row["result_id"]]
            found = council_count(list(self.rows.where("voices", vote_id=row["pk"])))
            counts = result["counts"]
            assert +Counter({side: counts[side] for side in SIDES}) == found["binding"]
            assert +Counter(counts["tendency"]["units"]) == found["tendency"]
            assert {name: counts[name] for name in ("send_back", "void", "not_voting")} == {
                name: found[name] for name in ("send_back", "void", "not_voting")
            }

    # --- ratification ---------------------------------------------------------------------------------------

    @truth
    def every_base_commune_is_asked_exactly_once(self):
        """One row, one question, one entry in its journal for each cascade; the voters behind it are frozen."""
        homes = {home.commune.pk: home for home in self.world.homes}
        asked = Counter()
        for pk in self.rows.cascades:
            own = list(self.rows.where("ratifications", cascade_id=pk))
            assert sorted(row["commune_id"] for row in own) == sorted(homes)
            assert all(tuple(row["path"]) == homes[row["commune_id"]].path for row in own)
            voters = {home: len(self.book.voters(home)) for home in homes}
            assert {row["commune_id"]: row["members"] for row in own} == self.book.asked.setdefault(pk, voters)
            asked.update(row["proposal_id"] for row in own if row["proposal_id"])
        assert set(asked.values()) <= {1}
        questions = [row["pk"] for row in self.rows.where("proposals", kind="ratification")]
        assert sorted(questions) == sorted(asked)
        assert self.entered["commune_asked"] == len(asked)
        if self.rows.is_quiet:
            assert len(asked) == len(self.rows.ratifications)

    @truth
    def an_answer_is_the_last_vote_in_time(self):
        """When nothing is due, each row says what its home decided last inside the window, with those counts."""
        if not self.rows.is_quiet:
            return
        for row in self.rows.ratifications.values():
            cascade = self.rows.cascades[row["cascade_id"]]
            said = self.book.answer(row["proposal_id"], cascade["closes_on"])
            if said is None:
                assert row["stage"] not in (*ANSWERED, "late")
                assert cascade["stage"] == "open" or row["stage"] in ("silent", "inquorate")
            elif said[0] == "late":
                assert row["stage"] == "late"
            else:
                counts = tuple(row[f"count_{side}"] for side in SIDES)
                assert (row["stage"], counts) == said

    @truth
    def a_standing_is_what_the_naive_count_says(self):
        """Flat, level by level and by members; the outcome of a closed one; the ring and its legend."""
        for pk, row in self.rows.cascades.items():
            own = [one for one in self.rows.ratifications.values() if one["cascade_id"] == pk]
            state = [(one["stage"], one["count_for"], one["count_against"], one["count_abstain"]) for one in own]
            told = (row["stage"], row["result_id"], state)
            if self.kept.setdefault("counted", {}).get(pk) == told:
                continue
            self.kept["counted"][pk] = told
            self._compare(row, own)

    def _compare(self, row, own):
        closed = row["stage"] == "closed"
        plain = ratified(row["rule"], [self._place(one, row, closed) for one in own])
        found = standing(Cascade.objects.select_related("decision", "result", "council_vote__result").get(pk=row["pk"]))
        state = found.standing
        ways = {"flat": state.flat, "tiered": state.tiered, "members": state.members}
        assert {name: sides(way.counts) for name, way in ways.items()} == {name: +plain[name] for name in ways}
        stages = Counter(one["stage"] for one in own)
        picture = standing_view(found, "", "1", mirrored=False).picture
        looks = {entry.look: entry.number for entry in picture.legend}
        assert {stage: looks.get(look, 0) for stage, look in LOOKS.items()} == {stage: stages[stage] for stage in LOOKS}
        assert (picture.ratified, picture.total) == (stages["for"], len(own))
        assert Counter(node.look for node in picture.ring.nodes) == Counter(looks)
        if closed:
            result = self.rows.results[row["result_id"]]
            assert result["outcome"] == state.outcome == plain["outcome"]
            stage = {"ratified": "in_force"}.get(plain["outcome"], plain["outcome"])
            assert self.rows.decisions[row["decision_id"]]["stage"] == stage

    def _place(self, one, cascade, closed):
        stage, silence = one["stage"], cascade["rule"]["silence"]
        position = stage if stage in ANSWERED else None
        home = tuple(one[f"count_{side}"] or 0 for side in SIDES) if position else ()
        if position is None and closed:
            position = SILENT.get(silence)
            if silence == "stands" and one["council_kind"] != "void" and one["council_choice"] in ANSWERED:
                position = one["council_choice"]
        return Place(tuple(one["path"]), position, home, one["members"])

    # --- delegates and recalls ------------------------------------------------------------------------------

    @truth
    def who_left_carries_nothing(self):
        """A credential that runs belongs to a delegate in a seat of a delegation that runs; one a seat."""
        open_ = list(self.rows.where("credentials", to_at=None))
        for row in open_:
            delegate = self.rows.delegates[row["delegate_id"]]
            assert (delegate["stage"], delegate["delegation_id"]) == ("active", row["delegation_id"])
            assert self.rows.delegations[row["delegation_id"]]["stage"] == "active"
        assert set(Counter((row["delegation_id"], row["assembly_id"], row["seat"]) for row in open_).values()) <= {1}

    @truth
    def a_commune_sends_one_voice_and_a_person_carries_one(self):
        running = {row["pk"]: row for row in self.rows.where("delegations", stage="active")}
        assert set(Counter((row["commune_id"], row["council_id"]) for row in running.values()).values()) <= {1}
        people = [row for row in self.rows.delegates.values() if row["stage"] != "ended"]
        assert {row["delegation_id"] for row in people} <= set(running)
        assert set(Counter(row["entry_id"] for row in people).values()) <= {1}
        seats = Counter(row["delegation_id"] for row in people if row["stage"] == "active")
        assert all(seats[pk] <= (2 if row["form"] == "tandem" else 1) for pk, row in running.items())

    @truth
    def a_recall_holds_in_the_moment_it_is_announced(self):
        for row in self.rows.petitions.values():
            delegate = self.rows.delegates[row["delegate_id"]]
            if row["stage"] == "recalled":
                assert delegate["stage"] == "ended"
            if row["stage"] in ("collecting", "cure", "validated", "noticed", "heard"):
                assert delegate["stage"] == "active"
            said = [made for made in self.book.decided.values() if made.proposal == row["proposal_id"]]
            if said and delegate["stage"] != "ended":
                assert said[-1].outcome != "adopted"

    @truth
    def names_under_a_petition_count_once_and_on_its_own_roll(self):
        for pk, row in self.rows.petitions.items():
            signed = [one["entry_id"] for one in self.rows.where("signatures", petition_id=pk, withdrawn_at=None)]
            base = self.book.bases[pk]
            assert sorted(signed) == sorted(self.book.names[pk])
            assert set(signed) <= base
            assert row["needed"] == max(3, -(-len(base) // 10))
