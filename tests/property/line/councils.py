"""What is before the council: items, mandates, who carries which voice, its votes, and how they may go on."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from assemblies.models import Assembly, Decision, RollEntry
from assemblies.services.assembly import close_assembly, plan_assembly
from confed.kernel import clock
from delegates.models import Credential, Delegate, Delegation
from delegates.services.credential import check_credentials, count_voices, end_credential, open_sitting
from delegates.services.delegation import activate_alternate, name_delegation
from delegates.services.leaving import resign_delegate
from mandates.models import CouncilItem, CouncilVote, Declaration, Mandate
from mandates.services.contest import contest_declaration
from mandates.services.council_vote import cancel_council_vote, close_council_vote, open_council_vote
from mandates.services.declaration import declare_line
from mandates.services.item import change_text, publish_item
from mandates.services.mandate import draft_mandate
from mandates.services.recount import recount_council_vote
from mandates.services.reopening import reopen_council_vote
from mandates.services.revoking import revoke_mandate
from mandates.services.suspension import resume_council_vote, suspend_council_vote
from mandates.services.voice import cast_voice, record_by_hand
from tests.property.line.ballots import Ballots
from tests.property.line.homes import OPEN
from tests.property.line.walk import AT

SPOKEN = st.sampled_from(("for", "for", "against", "abstain", "send_back"))
MOST_ITEMS = 4


class Councils(Ballots):
    """The rules of the council and of those who are sent to it."""

    def own_items(self, *stages):
        """Items of the council itself."""
        return [row for row in self.rows.where("items", council_id=self.world.council.pk) if row["stage"] in stages]

    def own_votes(self, *stages):
        """Votes of the council in these stages."""
        return [row for row in self.rows.votes.values() if row["stage"] in stages]

    def givers(self, *stages):
        """Mandates of homes in these stages."""
        return [row for row in self.rows.mandates.values() if row["stage"] in stages and self.home_of(row["giver_id"])]

    def seated(self, stage):
        """Delegates of delegations that run."""
        running = {row["pk"] for row in self.rows.where("delegations", stage="active")}
        return [row for row in self.rows.where("delegates", stage=stage) if row["delegation_id"] in running]

    # --- items and mandates ---------------------------------------------------------------------------------

    @rule(purpose=st.sampled_from(("decide", "decide", "instruct")))
    def an_item_is_published(self, purpose):
        number = len(self.rows.items)
        if len(self.own_items("published", "text_locked", "settled")) < MOST_ITEMS:
            given = {"title": f"Item {number}", "body": f"Text {number}.", "purpose": purpose}
            self.act(publish_item, actor=self.world.chair, council=self.world.council, **given)

    @precondition(lambda self: self.own_items("published", "text_locked"))
    @rule(at=AT)
    def a_text_changes(self, at):
        row = self.one_of(self.own_items("published", "text_locked"), at)
        if at % 2:
            return
        item = CouncilItem.objects.get(pk=row["pk"])
        body = f"New words {len(self.rows.texts)}."
        self.act(change_text, actor=self.world.chair, item=item, body=body, reason="clearer")

    @precondition(lambda self: self.givers("requested", "drafted"))
    @rule(
        at=AT,
        latitude=st.sampled_from(("strict", "bounded", "open")),
        lines=st.integers(0, 2),
        then=st.sampled_from(("none", "against", "send_back")),
    )
    def a_mandate_is_drafted(self, at, latitude, lines, then):
        row = self.one_of(self.givers("requested", "drafted"), at)
        given = {"latitude": latitude, "red_lines": [f"Line {n}" for n in range(lines)], "if_touched": then}
        home = self.home_of(row["giver_id"])
        self.act(draft_mandate, actor=home.secretary, mandate=Mandate.objects.get(pk=row["pk"]), **given)

    @precondition(lambda self: self.givers("granted", "degraded") and self.sittings("quorate"))
    @rule(at=AT, where=AT)
    def a_mandate_is_taken_back(self, at, where):
        row = self.one_of(self.givers("granted", "degraded"), at)
        home = self.home_of(row["giver_id"])
        here = [sitting for sitting in self.sittings("quorate") if sitting["commune_id"] == home.commune.pk]
        sitting = self.one_of(here or self.sittings("quorate"), where)
        mandate, assembly = Mandate.objects.get(pk=row["pk"]), Assembly.objects.get(pk=sitting["pk"])
        given = {"mandate": mandate, "assembly": assembly, "reason": "new facts"}
        done = self.act(revoke_mandate, actor=home.secretary, **given)
        assert done == bool(here)

    # --- who is sent ----------------------------------------------------------------------------------------

    def naming(self):
        """Decisions to send somebody by which nobody was sent yet, or whose people are all gone."""
        used = {row["decision_id"] for row in self.rows.delegations.values() if row["stage"] == "active"}
        return [
            row for row in self.rows.where("decisions", stage="in_force")
            if self.rows.proposals[row["proposal_id"]]["kind"] == "delegation" and row["pk"] not in used
        ]  # fmt: skip

    @precondition(lambda self: self.naming())
    @rule(at=AT, who=AT, tandem=st.booleans(), alternates=st.integers(0, 2))
    def a_delegation_is_named(self, at, who, tandem, alternates):
        row = self.one_of(self.naming(), at)
        home = self.home_of(row["commune_id"])
        entries = list(RollEntry.objects.filter(pk__in=self.book.roll[home.commune.pk]).order_by("pk"))
        own = (entries[who % len(entries) :] + entries[: who % len(entries)])[: 1 + tandem + alternates]
        self.act(
            name_delegation, actor=home.secretary, commune=home.commune,
            decision=Decision.objects.get(pk=row["pk"]), delegates=own[: 1 + tandem], alternates=own[1 + tandem :],
            form="tandem" if tandem else "single",
        )  # fmt: skip

    @precondition(lambda self: self.seated("active"))
    @rule(at=AT, resigns=st.booleans())
    def a_delegate_leaves(self, at, resigns):
        row = self.one_of(self.seated("active"), at)
        delegate = Delegate.objects.get(pk=row["pk"])
        if at % 2:
            return
        if resigns:
            assert self.act(resign_delegate, actor=self.people[row["entry_id"]], delegate=delegate, reason="tired")
        else:
            home = self.home_of(self.rows.delegations[row["delegation_id"]]["commune_id"])
            self.act(activate_alternate, actor=home.secretary, delegate=delegate, reason="ill")

    # --- its sittings ---------------------------------------------------------------------------------------

    @precondition(lambda self: not self.sittings("planned", *OPEN, council=True))
    @rule()
    def the_council_is_called(self):
        council = self.world.council
        self.act(plan_assembly, actor=self.world.chair, commune=council, planned_at=clock.now(), place="Hall")

    @precondition(lambda self: self.sittings("planned", *OPEN, council=True))
    @rule(at=AT, some=st.booleans())
    def credentials_are_checked(self, at, some):
        sitting = self.one_of(self.sittings("planned", *OPEN, council=True), 0)
        keys = [row["pk"] for row in self.seated("active")]
        people = list(Delegate.objects.filter(pk__in=keys[: 1 + at % 4] if some else keys))
        given = {"assembly": Assembly.objects.get(pk=sitting["pk"]), "delegates": people}
        self.act(check_credentials, actor=self.world.chair, **given)

    @precondition(lambda self: self.sittings("planned", *OPEN, council=True))
    @rule()
    def the_council_sits(self):
        sitting = self.one_of(self.sittings("planned", *OPEN, council=True), 0)
        use_case = open_sitting if sitting["stage"] == "planned" else count_voices
        self.act(use_case, actor=self.world.chair, assembly=Assembly.objects.get(pk=sitting["pk"]))

    @precondition(lambda self: not self.own_votes("open"))
    @rule(at=AT)
    def the_council_meets_and_opens_a_vote(self, at):
        """Called where it does not sit, with everybody who carries a voice, and an item taken up."""
        if not self.sittings("planned", *OPEN, council=True):
            self.the_council_is_called()
        self.credentials_are_checked(0, False)
        self.the_council_sits()
        if self.own_items("published", "text_locked") and self.sittings("quorate", council=True):
            self.a_council_vote_opens(at)

    @precondition(lambda self: any(self.rows.where("credentials", to_at=None)))
    @rule(at=AT)
    def a_credential_ends(self, at):
        row = self.one_of(self.rows.where("credentials", to_at=None), at)
        self.act(end_credential, actor=self.world.chair, credential=Credential.objects.get(pk=row["pk"]))

    @precondition(lambda self: self.sittings(*OPEN, council=True))
    @rule(at=AT)
    def the_council_rises(self, at):
        sitting = self.one_of(self.sittings(*OPEN, council=True), 0)
        if at % 4 == 0:
            self.act(close_assembly, actor=self.world.chair, assembly=Assembly.objects.get(pk=sitting["pk"]))

    # --- its votes ------------------------------------------------------------------------------------------

    @precondition(lambda self: self.own_items("published", "text_locked") and self.sittings("quorate", council=True))
    @rule(at=AT)
    def a_council_vote_opens(self, at):
        item = CouncilItem.objects.get(pk=self.one_of(self.own_items("published", "text_locked"), at)["pk"])
        sitting = Assembly.objects.get(pk=self.sittings("quorate", council=True)[0]["pk"])
        self.act(open_council_vote, actor=self.world.chair, item=item, assembly=sitting)

    @precondition(lambda self: self.own_votes("open"))
    @rule(at=AT, who=AT, choice=SPOKEN)
    def a_voice_is_cast(self, at, who, choice):
        """By anybody who ever had a seat; without a credential here, or against the mandate, it is refused."""
        vote = self.one_of(self.own_votes("open"), at)
        seats = self.seated("active") if who % 8 else list(self.rows.delegates.values())
        row = self.one_of(seats, who)
        if row is None:
            return
        done = self.act(
            cast_voice, actor=self.people[row["entry_id"]], vote=CouncilVote.objects.get(pk=vote["pk"]), choice=choice
        )
        held = [c for c in self.rows.where("credentials", assembly_id=vote["assembly_id"], to_at=None)
                if self.rows.delegates[c["delegate_id"]]["entry_id"] == row["entry_id"]]  # fmt: skip
        assert not done or held

    @precondition(lambda self: self.own_votes("open"))
    @rule(at=AT, who=AT, choice=SPOKEN)
    def a_hand_is_written_down(self, at, who, choice):
        vote = self.one_of(self.own_votes("open"), at)
        place = self.one_of(self.rows.where("voices", vote_id=vote["pk"]), who)
        given = {"vote": CouncilVote.objects.get(pk=vote["pk"]), "choice": choice}
        delegation = Delegation.objects.get(pk=place["delegation_id"])
        self.act(record_by_hand, actor=self.world.chair, delegation=delegation, **given)

    @precondition(lambda self: self.own_votes("open"))
    @rule(at=AT)
    def a_council_vote_closes(self, at):
        vote = CouncilVote.objects.get(pk=self.one_of(self.own_votes("open"), at)["pk"])
        assert self.act(close_council_vote, actor=self.world.chair, vote=vote)

    @precondition(lambda self: self.own_votes("open", "suspended", "closed"))
    @rule(at=AT, what=st.sampled_from(("recount", "recount", "suspend", "resume", "reopen", "cancel")))
    def a_council_vote_goes_another_way(self, at, what):
        vote = CouncilVote.objects.get(pk=self.one_of(self.own_votes("open", "suspended", "closed"), at)["pk"])
        chair = self.world.chair
        if what == "recount":
            self.act(recount_council_vote, actor=chair, vote=vote, reason="asked by a voice")
        elif what == "suspend":
            self.act(suspend_council_vote, actor=chair, vote=vote, reason="a recall is live")
        elif what == "cancel":
            self.act(cancel_council_vote, actor=chair, vote=vote, reason="by mistake")
        else:
            self.act(resume_council_vote if what == "resume" else reopen_council_vote, actor=chair, vote=vote)

    # --- red lines ------------------------------------------------------------------------------------------

    @precondition(lambda self: any(row["red_lines"] for row in self.givers("granted", "degraded")))
    @rule(at=AT, line=st.integers(0, 1), touched=st.booleans())
    def a_red_line_is_declared(self, at, line, touched):
        row = self.one_of([row for row in self.givers("granted", "degraded") if row["red_lines"]], at)
        sent = [one["pk"] for one in self.rows.where("delegations", commune_id=row["giver_id"], stage="active")]
        delegate = self.one_of([one for one in self.seated("active") if one["delegation_id"] in sent], line)
        if delegate is None:
            return
        text = max(
            one["number"]
            for one in self.rows.where("texts", proposal_id=self.rows.items[row["item_id"]]["proposal_id"])
        )
        self.act(
            declare_line, actor=self.people[delegate["entry_id"]], mandate=Mandate.objects.get(pk=row["pk"]),
            version=text, line=line, touched=touched,
        )  # fmt: skip

    @precondition(lambda self: self.rows.declarations and self.sittings("quorate"))
    @rule(at=AT, where=AT)
    def a_declaration_is_contested(self, at, where):
        row = self.one_of(self.rows.declarations.values(), at)
        home = self.home_of(self.rows.mandates[row["mandate_id"]]["giver_id"])
        here = [sitting for sitting in self.sittings("quorate") if sitting["commune_id"] == home.commune.pk]
        if here:
            given = {"assembly": Assembly.objects.get(pk=here[0]["pk"])}
            declaration = Declaration.objects.get(pk=row["pk"])
            self.act(contest_declaration, actor=home.secretary, declaration=declaration, **given)
