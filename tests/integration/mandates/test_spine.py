"""One decision passes through: published, mandated, voted, sent down, answered, closed, counted anew."""

import pytest

from assemblies.models import AgendaItem, Decision, Proposal, Result
from assemblies.services.ballot import correct_result
from assemblies.services.commune import found_commune
from confed.kernel import clock
from confed.kernel.effects import drain, stuck
from confed.kernel.errors import BadInput, RuleStops
from confed.kernel.journal import sentences, verify_chain
from confed.kernel.models import Chain, JournalEntry
from delegates.models import Delegate, Delegation
from mandates.models import Cascade, CouncilItem, Mandate, Ratification, Voice
from mandates.services.answer import enter_answer
from mandates.services.closing import close_cascade
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import change_text, publish_item
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories.confederation import (
    REHEARSAL,
    Confederation,
    at,
    confederation,
    decide,
    delegate_person,
    delegation,
    mandate,
    on,
    sitting,
)

pytestmark = pytest.mark.django_db


def published(conf: Confederation, **more):
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.", **more)
    drain()
    return item


def voted(conf: Confederation, item, choices: list[str]):
    """All communes send one delegate, who votes; the vote is closed."""
    sent = [delegation(conf, commune) for commune in conf.communes]
    council = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    for one, choice in zip(sent, choices, strict=True):
        if choice:
            cast_voice(actor=delegate_person(one), vote=vote, choice=choice)
    vote = close_council_vote(actor=conf.chair, vote=vote)
    drain()
    return vote


def no_news_is_stuck() -> None:
    assert stuck() == []
    assert all(verify_chain(chain) == [] for chain in Chain.objects.all())


def test_publish_item_asks_every_commune_and_lists_it():
    conf = confederation(3)
    item = published(conf)
    assert Mandate.objects.filter(item=item, stage="requested").count() == 3
    assert JournalEntry.objects.filter(kind="mandate_requested").count() == 3
    no_news_is_stuck()


def test_mandate_granted_by_decision_takes_position_and_counts():
    conf = confederation(3)
    item = published(conf, deadline=at(-10))
    held = mandate(conf, item, conf.communes[0], (15, 3, 1), latitude="bounded", red_lines=["No pumps."])
    assert (held.stage, held.position, held.late) == ("granted", "for", True)
    against = mandate(conf, item, conf.communes[1], (3, 9, 1), day=-12)
    assert (against.position, against.late) == ("against", True)  # entered after the deadline had passed
    tied = mandate(conf, item, conf.communes[2], (5, 5, 1))
    assert tied.position == "abstain"
    no_news_is_stuck()


def test_outstanding_binding_voices_answer_and_the_others_are_asked():
    conf = confederation(4, **{"ratify.ask": "outstanding"})
    item = published(conf)
    mandate(conf, item, conf.communes[0], (15, 3, 1))
    vote = voted(conf, item, ["for", "for", "against", ""])
    assert vote.result.outcome == "provisional"
    assert vote.result.counts["binding"]["units"] == {"for": 1, "against": 0, "abstain": 0}
    assert vote.result.counts["tendency"]["units"] == {"for": 2, "against": 1, "abstain": 0}
    rows = {r.commune.name: (r.stage, r.basis) for r in Ratification.objects.select_related("commune")}
    assert rows == {
        "C01": ("for", "mandate"),
        "C02": ("asked", ""),
        "C03": ("asked", ""),
        "C04": ("asked", ""),
    }
    no_news_is_stuck()


def test_off_mandate_choice_is_refused_and_by_hand_is_void_and_told():
    conf = confederation(3, **{"ratify.ask": "outstanding"})
    item = published(conf)
    for commune in conf.communes:
        mandate(conf, item, commune, (15, 3, 1))
    sent = [delegation(conf, commune) for commune in conf.communes]
    vote = open_council_vote(actor=conf.chair, item=item, assembly=sitting(conf, sent))
    with pytest.raises(RuleStops):
        cast_voice(actor=delegate_person(sent[0]), vote=vote, choice="against")
    assert Voice.objects.filter(vote=vote, choice="").count() == 3
    record_by_hand(actor=conf.chair, vote=vote, delegation=sent[0], choice="against")
    cast_voice(actor=delegate_person(sent[1]), vote=vote, choice="for")
    record_by_hand(actor=conf.chair, vote=vote, delegation=sent[2], choice="for")
    vote = close_council_vote(actor=conf.chair, vote=vote)
    drain()
    assert vote.result.outcome == "adopted"
    assert (vote.result.counts["for"], vote.result.counts["void"]) == (2, 1)
    told = JournalEntry.objects.get(kind="off_mandate_told")
    assert told.scope == f"commune:{conf.communes[0].pk}"
    no_news_is_stuck()


def test_tandem_is_one_voice_and_the_mandate_decides():
    conf = confederation(2)
    item = published(conf)
    sent = [delegation(conf, conf.communes[0], tandem=True), delegation(conf, conf.communes[1])]
    vote = open_council_vote(actor=conf.chair, item=item, assembly=sitting(conf, sent))
    cast_voice(actor=delegate_person(sent[0], 1), vote=vote, choice="for")
    voice = cast_voice(actor=delegate_person(sent[0], 2), vote=vote, choice="against")
    assert (voice.choice, voice.kind) == ("abstain", "indicative")
    assert Voice.objects.filter(vote=vote).count() == 2


def test_new_text_degrades_strict_keeps_bounded_and_tells_holders():
    conf = confederation(3)
    item = published(conf)
    strict = mandate(conf, item, conf.communes[0], (15, 3, 1), latitude="strict")
    bounded = mandate(conf, item, conf.communes[1], (15, 3, 1), latitude="bounded")
    lined = mandate(conf, item, conf.communes[2], (15, 3, 1), latitude="bounded", red_lines=["No pumps."])
    change_text(actor=conf.chair, item=item, body="We share all water.", reason="clearer")
    drain()
    stages = [Mandate.objects.get(pk=m.pk).stage for m in (strict, bounded, lined)]
    assert stages == ["degraded", "granted", "degraded"]
    assert JournalEntry.objects.filter(kind="mandate_degraded").count() == 2
    no_news_is_stuck()


def test_answers_interim_close_late_and_recomputation():
    conf = confederation(4)
    item = published(conf)
    vote = voted(conf, item, ["for", "for", "for", "for"])
    cascade = Cascade.objects.get(council_vote=vote)
    rows = {r.commune_id: r for r in Ratification.objects.filter(cascade=cascade)}
    c1, c2, c3, c4 = conf.communes
    decide(conf, c1, rows[c1.pk].proposal, 3, (9, 4, 1))
    decide(conf, c2, rows[c2.pk].proposal, 5, (4, 9, 1))
    decide(conf, c3, rows[c3.pk].proposal, 6, (9, 4, 1))
    clock.set_clock(at(20))
    with pytest.raises(RuleStops):
        close_cascade(actor=conf.chair, cascade_id=cascade.pk)
    clock.set_clock(at(29))
    drain()
    cascade.refresh_from_db()
    first = cascade.result
    assert (cascade.stage, first.outcome) == ("closed", "ratified")
    assert first.counts["flat"] == {"for": 2, "against": 1, "abstain": 0, "of": 4, "outcome": "ratified"}
    assert Decision.objects.get(pk=cascade.decision_id).stage == "in_force"
    # A vote held on day 29 is late: kept, and nothing changes.
    decide(conf, c4, rows[c4.pk].proposal, 29, (1, 12, 1))
    late = Ratification.objects.get(pk=rows[c4.pk].pk)
    cascade.refresh_from_db()
    assert (late.stage, late.count_against, cascade.result_id) == ("late", 12, first.pk)
    # A correction that flips a home vote makes a new result; the old one stays.
    home = Decision.objects.get(pk=Ratification.objects.get(pk=rows[c1.pk].pk).decision_id)
    correct_result(
        actor=conf.secretary(c1), decision=home, count_for=4, count_against=9, count_abstain=1, reason="misheard"
    )
    drain()
    cascade.refresh_from_db()
    assert cascade.result.supersedes_id == first.pk
    assert cascade.result.outcome == "not_ratified"
    assert Result.objects.get(pk=first.pk).outcome == "ratified"
    assert Decision.objects.get(pk=cascade.decision_id).stage == "not_ratified"
    no_news_is_stuck()


def test_answer_voted_inside_the_window_and_received_after_it_counts_anew():
    conf = confederation(2, **{"ratify.min_expressed": "none"})
    vote = voted(conf, published(conf), ["for", "for"])
    cascade = Cascade.objects.get(council_vote=vote)
    clock.set_clock(at(40))
    drain()
    cascade.refresh_from_db()
    assert cascade.result.outcome == "not_ratified"
    row = Ratification.objects.get(cascade=cascade, commune=conf.communes[0])
    decide(conf, conf.communes[0], row.proposal, 10, (9, 4, 1))
    cascade.refresh_from_db()
    assert cascade.result.outcome == "ratified"
    assert cascade.result.supersedes is not None


def test_window_opens_when_the_decision_goes_down_however_long_the_council_sat():
    conf = confederation(1, **{"ratify.days": "3"})
    item, sent = published(conf), [delegation(conf, conf.communes[0])]
    vote = open_council_vote(actor=conf.chair, item=item, assembly=sitting(conf, sent))
    clock.set_clock(at(5))
    close_council_vote(actor=conf.chair, vote=vote)
    drain()
    cascade = Cascade.objects.get(council_vote=vote)
    assert (cascade.opens_on, cascade.closes_on, cascade.stage) == (on(5), on(8), "open")
    assert Ratification.objects.get(cascade=cascade).stage == "asked"


def test_answer_inside_the_window_counts_also_where_a_late_one_was_received_before_it():
    conf = confederation(2, **{"ratify.min_expressed": "none"})
    vote = voted(conf, published(conf), ["for", "for"])
    cascade = Cascade.objects.get(council_vote=vote)
    row = Ratification.objects.get(cascade=cascade, commune=conf.communes[0])
    decide(conf, conf.communes[0], row.proposal, 40, (1, 12, 1))
    row.refresh_from_db()
    assert row.stage == "late"
    decide(conf, conf.communes[0], row.proposal, 10, (9, 4, 1))
    row.refresh_from_db()
    cascade.refresh_from_db()
    assert (row.stage, row.voted_on, cascade.result.outcome) == ("for", on(10), "ratified")


def test_a_vote_dated_before_the_decision_went_down_answers_nothing_and_one_inside_the_window_still_does():
    conf = confederation(2)
    vote = voted(conf, published(conf), ["for", "for"])
    cascade = Cascade.objects.get(council_vote=vote)
    row = Ratification.objects.get(cascade=cascade, commune=conf.communes[0])
    decide(conf, conf.communes[0], row.proposal, -1, (9, 4, 1))
    row.refresh_from_db()
    assert (row.stage, row.decision) == ("asked", None)
    (told,) = [line.text for line in sentences(f"decision:{cascade.decision_id}") if line.kind == "answer_early"]
    assert "before the decision went down" in told
    decide(conf, conf.communes[0], row.proposal, 3, (4, 9, 1))
    row.refresh_from_db()
    assert (row.stage, row.voted_on) == ("against", on(3))


def test_enter_answer_refuses_other_version_foreign_commune_and_counts_above_present():
    conf = confederation(2)
    vote = voted(conf, published(conf), ["for", "for"])
    cascade = Cascade.objects.select_related("decision__text_version").get(council_vote=vote)
    other = found_commune(actor=REHEARSAL, name="Elsewhere", parent=conf.council, founded_on=on(-10))
    sheet = {
        "held_on": on(2),
        "place": "Hall",
        "voters": 10,
        "count_for": 6,
        "count_against": 3,
        "count_abstain": 1,
        "tellers": ["A", "B"],
    }
    clock.set_clock(at(3))
    c1 = conf.communes[0]
    with pytest.raises(RuleStops, match="voted on version 2"):
        enter_answer(actor=conf.secretary(c1), cascade=cascade, commune=c1, version=2, **sheet)
    with pytest.raises(RuleStops, match="not among the communes"):
        enter_answer(actor=conf.chair, cascade=cascade, commune=other, version=1, **sheet)
    before = JournalEntry.objects.count()
    with pytest.raises(RuleStops, match="the decision went down on"):
        enter_answer(actor=conf.secretary(c1), cascade=cascade, commune=c1, version=1, **{**sheet, "held_on": on(-1)})
    with pytest.raises(BadInput, match="more than"):
        enter_answer(actor=conf.secretary(c1), cascade=cascade, commune=c1, version=1, **{**sheet, "voters": 8})
    assert JournalEntry.objects.count() == before


def test_inquorate_answer_stays_out():
    conf = confederation(2, **{"quorum.second_call": "none"})
    vote = voted(conf, published(conf), ["for", "for"])
    cascade = Cascade.objects.get(council_vote=vote)
    row = Ratification.objects.get(cascade=cascade, commune=conf.communes[0])
    decide(conf, conf.communes[0], row.proposal, 4, (2, 1, 0))
    row.refresh_from_db()
    assert row.stage == "inquorate"
    decide(conf, conf.communes[0], row.proposal, 9, (9, 1, 0))
    row.refresh_from_db()
    assert (row.stage, row.voted_on) == ("for", on(9))


def test_inner_council_relays_the_question_down_and_its_instruction_up():
    conf = confederation(4, districts=2)
    item = published(conf)
    drain()
    relayed = Mandate.objects.filter(item=item)
    assert {m.giver.name for m in relayed} == {"District 1", "District 2"}
    below = Mandate.objects.exclude(item=item)
    assert {m.giver.name for m in below} == {"C01", "C02", "C03", "C04"}
    assert AgendaItem.objects.count() == 0
    no_news_is_stuck()


def test_minutes_of_the_council_tell_the_vote():
    conf = confederation(3)
    vote = voted(conf, published(conf), ["for", "against", "send_back"])
    told = [s.text for s in sentences(f"assembly:{vote.assembly_id}")]
    assert any("Tendency, not a decision: 1 for, 1 against, 0 abstain. Sent back: 1" in text for text in told)
    assert any("goes back down to 3 communes" in text for text in told)


def test_request_not_answered_before_the_vote_leaves_the_agenda_again():
    conf = confederation(3)
    vote = voted(conf, published(conf), ["for", "for", "for"])
    assert set(Mandate.objects.filter(item=vote.item).values_list("stage", flat=True)) == {"expired"}
    asked = Proposal.objects.filter(kind="mandate").values_list("stage", flat=True)
    assert set(asked) == {"withdrawn"}
    no_news_is_stuck()


def test_relayed_request_lapses_down_to_the_base():
    conf = confederation(4, districts=2)
    item = published(conf)
    drain()
    vote = open_council_vote(actor=conf.chair, item=item, assembly=district_sitting(conf))
    close_council_vote(actor=conf.chair, vote=vote)
    drain()
    assert set(Mandate.objects.values_list("stage", flat=True)) == {"expired"}
    assert set(Proposal.objects.filter(kind="mandate").values_list("stage", flat=True)) == {"withdrawn"}
    assert set(CouncilItem.objects.values_list("stage", flat=True)) == {"settled"}
    no_news_is_stuck()


def district_sitting(conf: Confederation):
    """The council sits with one delegate of each district, named here without their councils' own votes."""
    sent = []
    for district in {commune.parent for commune in conf.communes}:
        base = next(commune for commune in conf.communes if commune.parent_id == district.pk)
        own = delegation(conf, base)
        sent.append(
            Delegation.objects.create(
                commune=district,
                council=conf.council,
                decision=own.decision,
                form="single",
                from_on=on(-20),
                until=on(90),
            )
        )
        Delegate.objects.create(delegation=sent[-1], entry=conf.entries[base.pk][5], seat=1)
    return sitting(conf, sent)
