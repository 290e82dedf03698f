"""Red lines on a text that moves: declared by who carries the voice, contested by the commune, counted anew."""

from datetime import timedelta

import pytest

from assemblies.models import Decision, Result
from assemblies.services.assembly import close_assembly, open_assembly, plan_assembly
from confed.kernel import clock
from confed.kernel.effects import drain
from confed.kernel.errors import BadInput, NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from delegates.models import Credential, Delegate
from delegates.services.credential import end_credential
from mandates.models import Cascade, Declaration, Mandate, Ratification, Voice
from mandates.services.contest import contest_declaration
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.declaration import declare_line
from mandates.services.item import change_text
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories.confederation import (
    at,
    confederation,
    delegate_person,
    delegation,
    mandate,
    sitting,
)
from tests.integration.mandates.test_spine import published

pytestmark = pytest.mark.django_db
LINES = ["No pumps.", "No price on water."]


class Hall:
    """Three communes in council; the first is bounded by two red lines, the second strictly for, version 2 on the floor."""

    def __init__(self, if_touched="none", latitude="bounded", position=(15, 3, 1), **charter):
        self.conf = confederation(3, **{"ratify.ask": "outstanding", **charter})
        self.item = published(self.conf)
        self.home = self.conf.communes[0]
        self.held = mandate(
            self.conf, self.item, self.home, position, latitude=latitude, red_lines=LINES, if_touched=if_touched
        )
        self.sent = [delegation(self.conf, commune, alternates=1) for commune in self.conf.communes]
        self.council = sitting(self.conf, self.sent)
        self.text = change_text(actor=self.conf.chair, item=self.item, body="Other words.", reason="clearer")
        drain()
        for commune in self.conf.communes[1:]:
            mandate(self.conf, self.item, commune, (15, 3, 1), day=0)
        drain()
        self.who = delegate_person(self.sent[0])

    def declare(self, *touched, version=2):
        for line, is_touched in enumerate(touched):
            declare_line(actor=self.who, mandate=self.held, version=version, line=line, touched=is_touched)
        drain()

    def open(self):
        self.vote = open_council_vote(actor=self.conf.chair, item=self.item, assembly=self.council)
        return self.vote

    def all_for(self):
        self.open()
        for one in self.sent:
            cast_voice(actor=delegate_person(one), vote=self.vote, choice="for")
        return close_council_vote(actor=self.conf.chair, vote=self.vote)

    def kind(self):
        return Voice.objects.get(vote=self.vote, delegation=self.sent[0]).kind

    def assembly(self, days=1, voters=12):
        """The commune sits so many days later."""
        clock.set_clock(clock.now() + timedelta(days=days))
        secretary = self.conf.secretary(self.home)
        planned = plan_assembly(actor=secretary, commune=self.home, planned_at=clock.now())
        return open_assembly(actor=secretary, assembly=planned, voters=voters)

    def contest(self, assembly, line=0):
        declared = Declaration.objects.get(mandate=self.held, line=line)
        contest_declaration(actor=self.conf.secretary(self.home), declaration=declared, assembly=assembly)
        drain()


def entered(kind):
    return JournalEntry.objects.filter(kind=kind).count()


def test_every_line_untouched_makes_the_voice_binding_again():
    hall = Hall()
    assert Mandate.objects.get(pk=hall.held.pk).stage == "degraded"
    hall.declare(False)
    hall.open()
    assert cast_voice(actor=hall.who, vote=hall.vote, choice="against").kind == "indicative"
    hall.declare(False, False)  # a voice against the mandate is taken back
    voice = Voice.objects.get(vote=hall.vote, delegation=hall.sent[0])
    assert (voice.choice, voice.kind) == ("", "")
    assert cast_voice(actor=hall.who, vote=hall.vote, choice="for").kind == "binding"
    assert Mandate.objects.get(pk=hall.held.pk).stage == "granted"
    assert entered("line_untouched") == entered("line_untouched_told") == 2


@pytest.mark.parametrize(
    ("if_touched", "stage", "choice", "kind"),
    [("none", "degraded", "for", "indicative"), ("against", "granted", "against", "binding")],
)
def test_one_touched_line_is_enough(if_touched, stage, choice, kind):
    hall = Hall(if_touched=if_touched)
    hall.open()
    cast_voice(actor=hall.who, vote=hall.vote, choice="for")
    hall.declare(True)
    assert Mandate.objects.get(pk=hall.held.pk).stage == stage
    assert cast_voice(actor=hall.who, vote=hall.vote, choice=choice).kind == kind
    if if_touched == "against":
        with pytest.raises(RuleStops, match="says otherwise"):
            cast_voice(actor=hall.who, vote=hall.vote, choice="for")


def test_declaration_can_be_corrected_and_a_newer_text_asks_again():
    hall = Hall()
    hall.declare(True, False)
    hall.declare(False, False)
    assert Mandate.objects.get(pk=hall.held.pk).stage == "granted"
    change_text(actor=hall.conf.chair, item=hall.item, body="Third words.", reason="again")
    drain()
    assert Mandate.objects.get(pk=hall.held.pk).stage == "degraded"
    with pytest.raises(RuleStops, match="Version 2 is no longer on the floor: version 3 is"):
        hall.declare(False)
    hall.declare(False, False, version=3)
    assert Mandate.objects.get(pk=hall.held.pk).stage == "granted"


def test_declaration_without_credential_is_refused():
    hall = Hall()
    before = JournalEntry.objects.count()
    alternate = Delegate.objects.get(delegation=hall.sent[0], stage="alternate").entry.person
    for stranger in (hall.conf.chair, hall.conf.secretary(hall.home), delegate_person(hall.sent[1]), alternate):
        with pytest.raises(NotAllowed, match="do not carry the word of C01"):
            declare_line(actor=stranger, mandate=hall.held, version=2, line=0, touched=False)
    end_credential(actor=hall.conf.chair, credential=Credential.objects.get(delegation=hall.sent[0], to_at=None))
    with pytest.raises(NotAllowed):
        hall.declare(False)
    assert (Declaration.objects.count(), JournalEntry.objects.count()) == (0, before + 1)


def test_lines_that_are_not_there_are_refused():
    hall = Hall()
    with pytest.raises(BadInput, match="no such red line"):
        declare_line(actor=hall.who, mandate=hall.held, version=2, line=2, touched=False)


def test_a_strict_mandate_is_for_its_own_words_whatever_is_declared():
    hall = Hall(latitude="strict")
    with pytest.raises(RuleStops, match="own words only"):
        hall.declare(False)


def test_after_the_count_nothing_is_declared():
    hall = Hall()
    hall.all_for()
    with pytest.raises(RuleStops, match="is counted"):
        hall.declare(False)


def test_contest_while_the_vote_is_open_makes_the_voice_indicative():
    hall = Hall()
    hall.declare(False, False)
    hall.open()
    cast_voice(actor=hall.who, vote=hall.vote, choice="for")
    hall.contest(hall.assembly(days=0))
    assert hall.kind() == "indicative"
    assert cast_voice(actor=hall.who, vote=hall.vote, choice="against").kind == "indicative"
    with pytest.raises(RuleStops, match="contests what was declared"):
        hall.declare(False)
    record_by_hand(actor=hall.conf.chair, vote=hall.vote, delegation=hall.sent[0], choice="abstain")
    assert not Voice.objects.filter(vote=hall.vote, kind="void").exists()


def test_contest_after_the_count_is_a_new_result_and_the_old_one_stays():
    hall = Hall(**{"council.rule.threshold": "2/3", "council.rule.base": "all"})
    hall.declare(False, False)
    record = hall.conf
    hall.open()
    cast_voice(actor=hall.who, vote=hall.vote, choice="for")
    cast_voice(actor=delegate_person(hall.sent[1]), vote=hall.vote, choice="for")
    record_by_hand(actor=record.chair, vote=hall.vote, delegation=hall.sent[2], choice="send_back")
    vote = close_council_vote(actor=record.chair, vote=hall.vote)
    drain()
    decision = Decision.objects.get(result=vote.result)
    first = vote.result
    assert (first.outcome, decision.stage) == ("adopted", "in_force")
    hall.contest(hall.assembly(days=14))
    vote.refresh_from_db()
    decision.refresh_from_db()
    assert (vote.result.outcome, vote.result.supersedes, decision.result) == ("provisional", first, vote.result)
    assert "contests" in vote.result.reason
    assert Result.objects.get(pk=first.pk).counts["for"] == 2
    assert vote.result.counts["for"] == 1
    assert decision.stage == "being_ratified"
    rows = dict(Ratification.objects.filter(cascade__decision=decision).values_list("commune__name", "basis"))
    assert rows == {"C01": "", "C02": "mandate", "C03": ""}
    assert entered("decision_turned") == 3  # it was in force: every commune is told
    assert entered("voice_contested") == entered("council_vote_recounted") == 1


def test_contest_while_a_ratification_runs_asks_the_commune_itself():
    hall = Hall(**{"council.rule.threshold": "2/3", "council.rule.base": "all"})
    hall.declare(False, False)
    hall.open()
    cast_voice(actor=hall.who, vote=hall.vote, choice="for")
    vote = close_council_vote(actor=hall.conf.chair, vote=hall.vote)
    drain()
    assert vote.result.outcome == "provisional"
    row = Ratification.objects.get(commune=hall.home)
    assert (row.stage, row.basis) == ("for", "mandate")
    hall.contest(hall.assembly())
    row.refresh_from_db()
    assert (row.stage, row.basis, row.count_for) == ("asked", "", None)
    assert (row.council_choice, row.council_kind) == ("for", "indicative")
    assert Cascade.objects.get(council_vote=vote).stage == "open"


def test_contest_after_the_window_is_refused_with_its_last_day():
    hall = Hall()
    hall.declare(False, False)
    late = hall.assembly(days=15)
    with pytest.raises(RuleStops, match="within 14 days; this one until the end of 2026-03-16"):
        hall.contest(late)
    assert Declaration.objects.filter(contested_at=None).count() == 2


def test_contest_needs_the_communes_own_quorate_assembly_and_a_line_declared_untouched():
    hall = Hall()
    hall.declare(False, True)
    with pytest.raises(RuleStops, match="Only an assembly of C01 that has its quorum"):
        hall.contest(hall.council)
    few = hall.assembly(voters=1)
    with pytest.raises(RuleStops, match="has its quorum"):
        hall.contest(few)
    with pytest.raises(NotAllowed):
        contest_declaration(
            actor=hall.who, declaration=Declaration.objects.get(mandate=hall.held, line=0), assembly=few
        )
    close_assembly(actor=hall.conf.secretary(hall.home), assembly=few)
    met = hall.assembly()
    with pytest.raises(RuleStops, match="nothing to contest"):
        hall.contest(met, line=1)
    hall.contest(met)
    hall.contest(met)
    assert entered("declaration_contested") == 1
    assert at(0) <= clock.now()
