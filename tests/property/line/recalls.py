"""What comes back from below: more days, names under a petition, a delegate who is heard; the vote is one of the home."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from assemblies.models import Assembly, Decision
from delegates.models import Delegate, Petition
from delegates.services.petition import answer_petition, file_petition
from delegates.services.recall import hear_delegate
from delegates.services.signing import enter_sheet, sign_petition, withdraw_signature
from delegates.services.validation import validate_petition
from mandates.models import Cascade
from mandates.services.extension import extend_cascade
from tests.property.line.councils import Councils
from tests.property.line.walk import AT

MOST_PETITIONS = 3
RUNNING = ("collecting", "cure", "validated", "noticed", "heard")
HOW = st.sampled_from(("phone", "phone", "phone", "sheet", "back"))
GROUNDS = st.sampled_from(("trust", "off_mandate", "conduct"))


class Recalls(Councils):
    """The rules of a ratification's days and of a recall."""

    def petitions(self, *stages):
        """Petitions in these stages."""
        return [row for row in self.rows.petitions.values() if row["stage"] in stages]

    @precondition(lambda self: any(self.rows.where("cascades", stage="open")))
    @rule(at=AT, days=st.integers(1, 4))
    def a_window_gets_more_days(self, at, days):
        if at % 4:
            return
        row = self.one_of(self.rows.where("cascades", stage="open"), at)
        made = [pk for pk, one in self.book.decided.items() if one.outcome == "adopted"]
        given = {"decisions": list(Decision.objects.filter(pk__in=made)), "days": days}
        self.act(extend_cascade, actor=self.world.chair, cascade=Cascade.objects.get(pk=row["pk"]), **given)

    @precondition(lambda self: self.seated("active") and len(self.petitions(*RUNNING)) < MOST_PETITIONS)
    @rule(at=AT, who=AT, ground=GROUNDS)
    def a_petition_is_filed(self, at, who, ground):
        row = self.one_of(self.seated("active"), at)
        home = self.home_of(self.rows.delegations[row["delegation_id"]]["commune_id"])
        entry = self.one_of(self.book.roll[home.commune.pk], who)
        known = set(self.rows.petitions)
        delegate = Delegate.objects.get(pk=row["pk"])
        if self.act(file_petition, actor=self.people[entry], delegate=delegate, ground=ground):
            assert entry in self.book.voters(home.commune.pk)
            if self.got.pk not in known:
                self.book.bases[self.got.pk] = self.book.voters(home.commune.pk)
            self.book.names.setdefault(self.got.pk, set()).add(entry)

    @precondition(lambda self: self.petitions("collecting", "cure"))
    @rule(at=AT, few=st.lists(st.tuples(AT, HOW), min_size=1, max_size=3))
    def names_are_given_or_taken_back(self, at, few):
        """By anybody who ever stood on that roll; only who stood there at filing and still votes is let in."""
        row = self.one_of(self.petitions("collecting", "cure"), at)
        for who, how in few:
            self._one_signs(row, who, how)

    def _one_signs(self, row, who, how):
        petition, home = Petition.objects.get(pk=row["pk"]), self.home_of(row["commune_id"])
        base, still = self.book.bases[row["pk"]], self.book.voters(home.commune.pk)
        entry = self.one_of(base if who % 4 else self.people, who)
        names = self.book.names[row["pk"]]
        if how == "sheet":
            lines = [str(entry), self.people[entry].name]
            if (
                self.act(enter_sheet, actor=home.tellers[0], petition=petition, sheet="1", lines=lines)
                and self.got.counted
            ):
                assert entry in base & still
                names.add(entry)
            return
        use_case = sign_petition if how == "phone" else withdraw_signature
        if self.act(use_case, actor=self.people[entry], petition=petition):
            assert entry in base & still
            (names.add if how == "phone" else names.discard)(entry)

    @precondition(lambda self: self.petitions("collecting", "cure"))
    @rule(at=AT)
    def enough_sign_and_hand_in(self, at):
        row = self.one_of(self.petitions("collecting", "cure"), at)
        home = self.home_of(row["commune_id"])
        entries = sorted(self.book.bases[row["pk"]] & self.book.voters(home.commune.pk))[: row["needed"]]
        petition = Petition.objects.get(pk=row["pk"])
        for entry in entries:
            if self.act(sign_petition, actor=self.people[entry], petition=petition):
                self.book.names[row["pk"]].add(entry)
        self.act(validate_petition, actor=home.secretary, petition=petition)

    @precondition(lambda self: self.petitions(*RUNNING))
    @rule(at=AT)
    def a_petition_is_handed_in(self, at):
        row = self.one_of(self.petitions(*RUNNING), at)
        home = self.home_of(row["commune_id"])
        was, names = row["stage"], self.book.names[row["pk"]] & self.book.voters(home.commune.pk)
        done = self.act(validate_petition, actor=home.tellers[1], petition=Petition.objects.get(pk=row["pk"]))
        if done and was in ("collecting", "cure"):
            assert len(names) >= row["needed"]

    @precondition(lambda self: self.petitions(*RUNNING))
    @rule(at=AT, heard=st.booleans())
    def who_is_concerned_speaks(self, at, heard):
        row = self.one_of(self.petitions(*RUNNING), at)
        home = self.home_of(row["commune_id"])
        petition = Petition.objects.get(pk=row["pk"])
        if not heard:
            entry = self.rows.delegates[row["delegate_id"]]["entry_id"]
            assert self.act(answer_petition, actor=self.people[entry], petition=petition, words="The text had changed.")
            return
        here = [sitting for sitting in self.sittings("quorate") if sitting["commune_id"] == home.commune.pk]
        if here:
            sitting = Assembly.objects.get(pk=here[0]["pk"])
            self.act(hear_delegate, actor=home.secretary, petition=petition, assembly=sitting)
