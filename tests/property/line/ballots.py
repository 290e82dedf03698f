"""Votes of a home in every way there is: by phone, by name, in secret, on slips, by hands, on paper entered later."""

from collections import Counter
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from assemblies.models import AgendaItem, Ballot, Decision, Proposal, RollEntry, TextVersion
from assemblies.services.ballot import announce_result, close_ballot, correct_result, open_ballot, void_ballot
from assemblies.services.bundle import enter_bundle
from assemblies.services.cast import cast_named, cast_secret, change_secret, record_named
from assemblies.services.count import correct_present, enter_count, settle_counts
from assemblies.services.paper import enter_paper_assembly
from confed.kernel import clock
from mandates.models import Cascade
from mandates.services.answer import enter_answer
from tests.property.line.book import SIDES, Decided, Vote
from tests.property.line.homes import Homes
from tests.property.line.walk import AT, FEW, SAID

PHONES = ("named", "secret")
METHODS = st.sampled_from(("named", "secret", "secret", "hands", "slips"))
HANDS = st.tuples(*[st.integers(0, 3)] * 3)
CALLED_UP = st.sampled_from(("phone", "phone", "phone", "teller"))


class Ballots(Homes):
    """The rules of a vote at home."""

    def open_votes(self, *methods):
        """Votes that are open, as rows."""
        return [row for row in self.rows.where("ballots", stage="open") if not methods or row["method"] in methods]

    def vote_of(self, row):
        """The vote, its account, and its home."""
        vote = self.book.votes[row["pk"]]
        return Ballot.objects.get(pk=row["pk"]), vote, self.home_of(vote.home)

    def votable(self):
        """What stands on the agenda of a sitting that may decide, and has no vote in it yet."""
        votes = [row for row in self.rows.ballots.values() if row["stage"] != "void"]
        done = {row["item_id"] for row in votes}
        busy = {row["assembly_id"] for row in votes if row["stage"] != "announced"}
        return [row for row in self.listed("quorate") if row["pk"] not in done and row["assembly_id"] not in busy]

    @precondition(lambda self: self.votable())
    @rule(at=AT, method=METHODS)
    def a_vote_opens(self, at, method):
        row = self.one_of(self.votable(), at)
        home = self.home_of(self.rows.sittings[row["assembly_id"]]["commune_id"])
        proposal = self.rows.proposals[row["proposal_id"]]
        aside = set()
        if proposal["kind"] == "recall":
            petition = next(self.rows.where("petitions", proposal_id=proposal["pk"]))
            aside = {self.rows.delegates[petition["delegate_id"]]["entry_id"]}
        item = AgendaItem.objects.get(pk=row["pk"])
        if self.act(open_ballot, actor=home.secretary, item=item, method=method, nobody_objects=True):
            assert proposal["kind"] != "recall" or method in ("secret", "slips")
            ordinary = {key: self.charter[f"rule.ordinary.{key}"] for key in ("threshold", "base")}
            self.book.votes[self.got.pk] = Vote(
                home.commune.pk,
                proposal["pk"],
                method,
                self.book.voters(home.commune.pk) - aside,
                self.got.present,
                {"threshold": "majority", "base": "cast"} if proposal["kind"] == "recall" else ordinary,
                self.charter["ballot.change"] == "yes",
            )

    @precondition(lambda self: self.open_votes(*PHONES))
    @rule(at=AT, by=CALLED_UP, few=st.lists(st.tuples(AT, SAID), min_size=1, max_size=5))
    def some_vote(self, at, by, few):
        """Anybody who ever stood on a roll tries; the account says beforehand whether it will be let in."""
        row = self.one_of(self.open_votes(*PHONES), at)
        for who, choice in few:
            self._one_votes(row, who, choice, by)

    def _one_votes(self, row, who, choice, by):
        ballot, vote, home = self.vote_of(row)
        own = [entry for entry in self.people if entry in vote.electors] or list(self.people)
        entry = self.one_of(own if who % 8 else self.people, who)
        fresh = entry in vote.electors and entry not in vote.said and entry not in vote.marked
        if vote.method == "named":
            same = vote.said.get(entry) == choice
            given = {"ballot": ballot, "choice": choice}
            if by == "phone":
                done = self.act(cast_named, actor=self.people[entry], **given)
            else:
                done = self.act(record_named, actor=home.tellers[0], entry=RollEntry.objects.get(pk=entry), **given)
            assert done == (fresh or (entry in vote.said and (vote.may_change or same)))
        else:
            self.codes += 1
            given = {"ballot": ballot, "choice": choice, "code": self.codes}
            done = self.act(cast_secret, actor=self.people[entry], **given)
            assert done == fresh
            if done:
                vote.codes[entry] = self.codes
        if done:
            vote.said[entry] = choice

    @precondition(lambda self: any(self.book.votes[row["pk"]].codes for row in self.open_votes("secret")))
    @rule(at=AT, who=AT, choice=SAID, again=st.booleans())
    def somebody_votes_anew_with_their_code(self, at, who, choice, again):
        """By the code alone, or by the same form sent twice."""
        rows = [row for row in self.open_votes("secret") if self.book.votes[row["pk"]].codes]
        ballot, vote, _home = self.vote_of(self.one_of(rows, at))
        entry = self.one_of(vote.codes, who)
        given = {"ballot": ballot, "choice": choice, "code": vote.codes[entry]}
        if again:
            assert self.act(cast_secret, actor=self.people[entry], **given)
            assert self.got.is_repeated
        else:
            assert self.act(change_secret, **given) == vote.may_change
        if vote.may_change:
            vote.said[entry] = choice

    @precondition(lambda self: self.open_votes("secret", "slips"))
    @rule(at=AT, who=AT, choices=st.lists(SAID, min_size=1, max_size=6))
    def slips_of_paper_are_counted(self, at, who, choices):
        ballot, vote, home = self.vote_of(self.one_of(self.open_votes("secret", "slips"), at))
        ordered = sorted(vote.electors)
        own = (ordered[who % len(ordered) :] + ordered[: who % len(ordered)])[: len(choices)] if ordered else []
        counts = {side: choices[: len(own)].count(side) for side in SIDES}
        done = self.act(
            enter_bundle, actor=home.tellers[0], ballot=ballot, second=home.tellers[1], counts=[counts],
            entries=list(RollEntry.objects.filter(pk__in=own)),
        )  # fmt: skip
        assert done == (bool(own) and not set(own) & (vote.marked | set(vote.said)))
        if done:
            vote.marked |= set(own)
            vote.paper.update(counts)

    @precondition(lambda self: self.open_votes("hands"))
    @rule(at=AT, hands=HANDS, off=st.booleans())
    def tellers_count_hands(self, at, hands, off):
        """Both send three numbers; where one differs it is settled with a reason."""
        ballot, vote, home = self.vote_of(self.one_of(self.open_votes("hands"), at))
        if vote.hands is not None:
            return
        for side, number in zip(SIDES, hands, strict=True):
            wrong = off and side == "for"
            for teller, said in zip(home.tellers, (number, number + wrong), strict=True):
                assert self.act(enter_count, actor=teller, ballot=ballot, option=side, number=said)
            if wrong:
                given = {"option": side, "number": number, "reason": "counted twice"}
                assert self.act(settle_counts, actor=home.secretary, ballot=ballot, **given)
        vote.hands = Counter(dict(zip(SIDES, hands, strict=True)))

    @precondition(lambda self: self.votable() or self.open_votes())
    @rule(at=AT, method=METHODS, few=st.lists(st.tuples(AT, SAID), min_size=1, max_size=8), hands=HANDS)
    def a_whole_vote_is_held(self, at, method, few, hands):
        """From the opening, or from where one stands, to the announcement."""
        if self.votable() and not (self.open_votes() and at % 2):
            if self.rows.proposals[self.one_of(self.votable(), at)["proposal_id"]]["kind"] == "recall":
                method = "secret"
            self.a_vote_opens(at, method)
        row = self.one_of(self.open_votes(), at)
        if row is None:
            return
        if row["method"] in PHONES:
            for who, choice in few:
                self._one_votes(row, who, choice, "phone")
        elif row["method"] == "hands":
            self.tellers_count_hands(self._turn_of(row, "hands"), hands, False)
        self.a_vote_closes(self._turn_of(row))
        closed = [one["pk"] for one in self.rows.where("ballots", stage="closed")]
        if row["pk"] in closed:
            self.a_result_is_announced(closed.index(row["pk"]), False)

    def _turn_of(self, row, *methods):
        return [one["pk"] for one in self.open_votes(*methods)].index(row["pk"])

    @precondition(lambda self: self.open_votes())
    @rule(at=AT)
    def a_vote_closes(self, at):
        ballot, vote, home = self.vote_of(self.one_of(self.open_votes(), at))
        counted = vote.method != "hands" or (vote.hands is not None and vote.people <= vote.present)
        assert self.act(close_ballot, actor=home.secretary, ballot=ballot) == counted
        if counted:
            vote.stage = "closed"

    @precondition(lambda self: any(self.rows.where("ballots", stage="closed")))
    @rule(at=AT, twice=st.booleans())
    def a_result_is_announced(self, at, twice):
        ballot, vote, home = self.vote_of(self.one_of(self.rows.where("ballots", stage="closed"), at))
        done = self.act(announce_result, actor=home.secretary, ballot=ballot)
        assert done == (vote.people <= vote.present)
        if done:
            vote.stage, made = "announced", self.got
            self.book.decided[made.pk] = Decided(
                vote.home, vote.proposal, made.decided_on, made.number, vote.verdict(), vote.counts, vote.is_hidden
            )
            if twice:
                assert self.act(announce_result, actor=home.secretary, ballot=ballot)
                assert self.got == made

    @precondition(lambda self: self.open_votes())
    @rule(at=AT)
    def a_vote_is_void(self, at):
        ballot, vote, home = self.vote_of(self.one_of(self.open_votes(), at))
        if at % 4 == 0 and self.act(void_ballot, actor=home.secretary, ballot=ballot, reason="the lamp went out"):
            vote.stage = "void"

    @precondition(lambda self: any(self.rows.where("ballots", stage="closed")) or self.open_votes())
    @rule(at=AT, more=FEW)
    def those_present_are_corrected(self, at, more):
        rows = [row for row in self.rows.ballots.values() if row["stage"] in ("open", "closed")]
        ballot, vote, home = self.vote_of(self.one_of(rows, at))
        given = {"voters": vote.present + more - 2, "reason": "the door was open"}
        if self.act(correct_present, actor=home.secretary, ballot=ballot, **given):
            vote.present = given["voters"]

    @rule(at=AT, counts=HANDS)
    def a_count_is_corrected(self, at, counts):
        """A new result beside the old one; what follows from it follows."""
        pk = self.one_of(list(self.book.decided)[-6:], at)
        made = self.book.decided[pk]
        given = dict(zip(("count_for", "count_against", "count_abstain"), counts, strict=True))
        home = self.home_of(made.home)
        decision = Decision.objects.get(pk=pk)
        if self.act(correct_result, actor=home.secretary, decision=decision, reason="a slip lay below", **given):
            vote = next(row for row in self.rows.ballots.values() if row["proposal_id"] == made.proposal
                        and row["assembly_id"] == decision.assembly_id and row["stage"] == "announced")  # fmt: skip
            account = self.book.votes[vote["pk"]]
            account.hands = made.counts = Counter(dict(zip(SIDES, counts, strict=True)))
            made.outcome = account.verdict()

    # --- on paper -------------------------------------------------------------------------------------------

    def on_paper(self, home, asked, use_case, day, counts, absent, **given):
        """Enter a sitting that was held on this day; note what it decided, if it could."""
        voters = self.book.voters(home.commune.pk)
        here = max(sum(counts), len(voters) - absent)
        sheet = dict(zip(("count_for", "count_against", "count_abstain"), counts, strict=True))
        known = set(self.rows.decisions)
        aside = set()
        if self.rows.proposals[asked]["kind"] == "recall":
            petition = next(self.rows.where("petitions", proposal_id=asked))
            aside = {self.rows.delegates[petition["delegate_id"]]["entry_id"]}
        if not self.act(
            use_case, actor=home.secretary, commune=home.commune, held_on=day, place="Barn", voters=here,
            version=TextVersion.objects.filter(proposal=asked).latest("number").number,
            tellers=["Ana", "Bo"], **sheet, **given,
        ):  # fmt: skip
            return
        for pk in set(self.rows.decisions) - known:
            if self.rows.decisions[pk]["assembly_id"] != self.got.pk:
                continue
            ordinary = {key: self.charter[f"rule.ordinary.{key}"] for key in ("threshold", "base")}
            rule_ = {"threshold": "majority", "base": "cast"} if aside else ordinary
            vote = Vote(home.commune.pk, asked, "hands", voters - aside, here, rule_, True)
            vote.hands, vote.stage = Counter(dict(zip(SIDES, counts, strict=True))), "announced"
            self.book.votes[next(self.rows.where("ballots", assembly_id=self.got.pk))["pk"]] = vote
            number = self.rows.decisions[pk]["number"]
            self.book.decided[pk] = Decided(home.commune.pk, asked, day, number, vote.verdict(), vote.hands)

    @rule(at=AT, counts=HANDS, absent=FEW, ago=st.integers(0, 5))
    def a_sitting_on_paper_answers_the_council(self, at, counts, absent, ago):
        row = self.one_of(self.rows.ratifications.values(), at)
        home = self.home_of(row["commune_id"])
        if row["proposal_id"]:
            self.on_paper(
                home, row["proposal_id"], enter_answer, clock.today("UTC") - timedelta(days=ago), counts, absent,
                cascade=Cascade.objects.get(pk=row["cascade_id"]),
            )  # fmt: skip

    @rule(at=AT, counts=HANDS, absent=FEW)
    def a_sitting_on_paper_decides(self, at, counts, absent):
        """Mandates, recalls, texts of their own: whatever waits for a vote."""
        homes = {home.commune.pk for home in self.world.homes}
        rows = [
            row for row in self.rows.proposals.values() if row["stage"] == "admitted" and row["commune_id"] in homes
        ]
        row = self.one_of([row for row in rows if row["kind"] != "ratification"], at)
        if row:
            proposal = Proposal.objects.get(pk=row["pk"])
            home = self.home_of(row["commune_id"])
            self.on_paper(home, row["pk"], enter_paper_assembly, clock.today("UTC"), counts, absent, proposal=proposal)
