"""What happens in a home outside its votes: its roll moves, its assembly sits, its minutes are laid open."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from assemblies.models import AgendaItem, Assembly, RollEntry
from assemblies.services.agenda import end_item, list_item, start_item
from assemblies.services.assembly import call_second, close_assembly, count_attendance, open_assembly, plan_assembly
from assemblies.services.minutes import close_minutes
from assemblies.services.proposal import draft_proposal
from assemblies.services.roll import add_entry, change_rights, end_entry
from confed.kernel import clock
from confed.kernel.models import Person
from tests.property.line.walk import AT, FEW, Walk

OPEN = ("quorate", "inquorate")


class Homes(Walk):
    """The rules of a roll and its sittings."""

    # --- the roll -------------------------------------------------------------------------------------------

    @rule(at=AT, standing=st.sampled_from(("adult", "adult", "youth", "observer")))
    def somebody_joins(self, at, standing):
        home = self.home(at)
        person = Person.objects.create(name=f"Newcomer {len(self.people)}", wants_mail=False)
        if self.act(add_entry, actor=home.secretary, commune=home.commune, name=person.name, standing=standing,
                    person=person):  # fmt: skip
            self.book.roll[home.commune.pk][self.got.pk] = standing == "adult"
            self.people[self.got.pk] = person
            self.book.acts["entry_added"] += 1

    @rule(at=AT, who=AT)
    def somebody_leaves(self, at, who):
        home = self.home(at)
        entry = self.one_of(self.book.roll[home.commune.pk], who)
        if self.act(end_entry, actor=home.secretary, entry=RollEntry.objects.get(pk=entry)):
            del self.book.roll[home.commune.pk][entry]
            self.book.acts["entry_ended"] += 1

    @rule(at=AT, who=AT, standing=st.sampled_from(("adult", "youth")), votes=st.booleans())
    def rights_change(self, at, who, standing, votes):
        home = self.home(at)
        entry = self.one_of(self.book.roll[home.commune.pk], who)
        row = RollEntry.objects.get(pk=entry)
        done = self.act(
            change_rights, actor=home.secretary, entry=row, may_speak=True, may_vote=votes, standing=standing
        )
        assert done == (standing == "adult" or not votes)
        if done:
            self.book.roll[home.commune.pk][entry] = votes
            self.book.acts["rights_changed"] += 1

    # --- sittings -------------------------------------------------------------------------------------------

    @rule(at=AT, hours=FEW, kind=st.sampled_from(("ordinary", "ordinary", "special")))
    def a_sitting_is_planned(self, at, hours, kind):
        home = self.home(at)
        if len([row for row in self.sittings("planned") if row["commune_id"] == home.commune.pk]) < 2:
            moment = clock.now() + timedelta(hours=hours)
            self.act(plan_assembly, actor=home.secretary, commune=home.commune, planned_at=moment, kind=kind)

    @precondition(lambda self: self.sittings("planned"))
    @rule(at=AT, absent=FEW)
    def a_sitting_opens(self, at, absent):
        row = self.one_of(self.sittings("planned"), at)
        home = self.home_of(row["commune_id"])
        here = max(0, len(self.book.voters(home.commune.pk)) - absent // 2)
        self.act(open_assembly, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]), voters=here)

    @rule(at=AT, special=st.booleans())
    def a_home_meets(self, at, special):
        """What is open there closes, if it can; the next sitting is planned and opened, and most are there."""
        home = self.home(at)
        for row in [row for row in self.sittings(*OPEN) if row["commune_id"] == home.commune.pk]:
            self.act(close_assembly, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]))
        kind = "special" if special else "ordinary"
        given = {"commune": home.commune, "planned_at": clock.now() + timedelta(hours=3), "kind": kind}
        if self.act(plan_assembly, actor=home.secretary, **given):
            sitting = self.got
            self.later(timedelta(hours=3))
            here = len(self.book.voters(home.commune.pk))
            self.act(open_assembly, actor=home.secretary, assembly=sitting, voters=here)

    @precondition(lambda self: self.sittings(*OPEN))
    @rule(at=AT, here=FEW, again=st.booleans())
    def those_present_are_counted_again(self, at, here, again):
        row = self.one_of(self.sittings(*OPEN), at)
        home = self.home_of(row["commune_id"])
        use_case = call_second if again else count_attendance
        self.act(use_case, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]), voters=here)

    @precondition(lambda self: self.sittings("planned", *OPEN))
    @rule(at=AT, kind=st.sampled_from(("text", "text", "delegation")))
    def a_text_is_brought_up(self, at, kind):
        row = self.one_of(self.sittings("planned", *OPEN), at)
        home = self.home_of(row["commune_id"])
        given = {"title": f"Matter {len(self.rows.proposals)}", "body": "We do it.", "kind": kind}
        if self.act(draft_proposal, actor=home.secretary, commune=home.commune, **given):
            self.act(list_item, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]), proposal=self.got)

    @precondition(lambda self: self.sittings(*OPEN))
    @rule(at=AT, end=st.booleans())
    def an_item_is_taken_up_or_left(self, at, end):
        row = self.one_of(self.listed(*OPEN), at)
        if row:
            home = self.home_of(self.rows.sittings[row["assembly_id"]]["commune_id"])
            self.act(end_item if end else start_item, actor=home.secretary, item=AgendaItem.objects.get(pk=row["pk"]))

    @precondition(lambda self: self.sittings(*OPEN))
    @rule(at=AT)
    def a_sitting_closes(self, at):
        row = self.one_of(self.sittings(*OPEN), at)
        home = self.home_of(row["commune_id"])
        self.act(close_assembly, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]))

    @precondition(lambda self: self.sittings("closed"))
    @rule(at=AT)
    def minutes_are_laid_open(self, at):
        """Their approval comes onto the agenda of the next sitting by itself, and is voted there like all else."""
        row = self.one_of([row for row in self.sittings("closed") if row["opened_at"]], at)
        if row:
            home = self.home_of(row["commune_id"])
            self.act(close_minutes, actor=home.secretary, assembly=Assembly.objects.get(pk=row["pk"]))

    def listed(self, *stages):
        """What stands on the agendas of sittings in these stages, with a text to vote on."""
        here = {row["pk"] for row in self.sittings(*stages)}
        rows = self.rows.agenda.values()
        return [r for r in rows if r["assembly_id"] in here and r["proposal_id"] and not r["ended_at"]]
