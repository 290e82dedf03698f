"""Delegations are named by decision; one person carries one voice; alternates come in order."""

import pytest

from assemblies.models import Decision
from assemblies.services.proposal import draft_proposal
from confed.kernel import clock
from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.journal import sentences, verify_chain
from confed.kernel.models import Chain, JournalEntry
from delegates.models import Credential, Delegate, Delegation
from delegates.services.credential import check_credentials, end_credential
from delegates.services.delegation import activate_alternate, end_delegation, name_delegation
from tests.factories.confederation import at, confederation, decide, delegation, sitting

pytestmark = pytest.mark.django_db


def named_by(conf, commune, counts=(12, 2, 1)) -> Decision:
    proposal = draft_proposal(
        actor=conf.secretary(commune), commune=commune, title="Delegates", body="We send them.", kind="delegation"
    )
    decide(conf, commune, proposal, -20, counts)
    return Decision.objects.get(proposal=proposal)


def test_name_delegation_stores_seats_alternates_term_and_sentence():
    conf = confederation(2)
    sent = delegation(conf, conf.communes[0], tandem=True, alternates=2)
    people = list(Delegate.objects.filter(delegation=sent).order_by("stage", "seat").values_list("stage", "seat"))
    assert people == [("active", 1), ("active", 2), ("alternate", 1), ("alternate", 2)]
    told = [s.text for s in sentences(f"assembly:{sent.decision.assembly_id}") if s.kind == "delegation_named"]
    assert told == [
        "C01 sends C01 1, C01 2 to the council of Council, from 10 February 2026 until 18 September 2026: one voice."
    ]
    assert verify_chain(Chain.objects.get(pk=conf.communes[0].chain_id)) == []


def test_name_delegation_term_defaults_to_the_charter():
    conf = confederation(2, **{"delegation.term": "6 months"})
    commune = conf.communes[0]
    sent = name_delegation(
        actor=conf.secretary(commune),
        commune=commune,
        decision=named_by(conf, commune),
        delegates=conf.entries[commune.pk][:1],
    )
    assert (sent.form, sent.until.isoformat()) == ("tandem", "2026-08-10")


@pytest.mark.parametrize(
    ("seats", "alternates", "words"),
    [
        ([], [], "needs somebody"),
        ([0, 1], [], "More people"),
        ([0], [1, 1], "twice"),
        ([0], [0], "delegate and as alternate"),
    ],
)
def test_name_delegation_wrong_seats_refused(seats, alternates, words):
    conf = confederation(2)
    commune = conf.communes[0]
    entries = conf.entries[commune.pk]
    decision = named_by(conf, commune)
    before = JournalEntry.objects.count()
    with pytest.raises(RuleStops, match=words):
        name_delegation(
            actor=conf.secretary(commune),
            commune=commune,
            decision=decision,
            form="single",
            delegates=[entries[n] for n in seats],
            alternates=[entries[n] for n in alternates],
        )
    assert Delegation.objects.count() == 0
    assert JournalEntry.objects.count() == before


def test_name_delegation_needs_a_passed_decision_of_the_sender():
    conf = confederation(2)
    one, two = conf.communes
    entry = conf.entries[one.pk][:1]
    refused = named_by(conf, one, (3, 9, 1))
    with pytest.raises(NotAllowed, match="not passed"):
        name_delegation(actor=conf.secretary(one), commune=one, decision=refused, delegates=entry, form="single")
    with pytest.raises(NotAllowed, match="Only the sending commune"):
        name_delegation(
            actor=conf.secretary(one), commune=one, decision=named_by(conf, two), delegates=entry, form="single"
        )
    with pytest.raises(NotAllowed):
        name_delegation(
            actor=conf.secretary(two), commune=one, decision=named_by(conf, one), delegates=entry, form="single"
        )


def test_name_delegation_person_of_another_commune_refused():
    conf = confederation(2)
    one, two = conf.communes
    with pytest.raises(RuleStops, match="not on the roll"):
        name_delegation(
            actor=conf.secretary(one),
            commune=one,
            decision=named_by(conf, one),
            delegates=conf.entries[two.pk][:1],
            form="single",
        )


def test_name_delegation_again_ends_the_one_before():
    conf = confederation(2)
    first = delegation(conf, conf.communes[0])
    second = delegation(conf, conf.communes[0])
    first.refresh_from_db()
    assert (first.stage, second.stage) == ("ended", "active")
    assert JournalEntry.objects.filter(kind="delegation_ended").count() == 1


def test_activate_alternate_takes_seat_and_credentials_in_order():
    conf = confederation(2)
    sent = [delegation(conf, commune, alternates=2) for commune in conf.communes]
    council = sitting(conf, sent)
    leaving = Delegate.objects.get(delegation=sent[0], stage="active")
    secretary = conf.secretary(conf.communes[0])
    first = activate_alternate(actor=secretary, delegate=leaving, reason="is ill")
    assert first.entry == conf.entries[conf.communes[0].pk][1]
    current = Credential.objects.filter(assembly=council, delegation=sent[0], to_at=None)
    assert [c.delegate for c in current] == [first]
    second = activate_alternate(actor=secretary, delegate=first, reason="left early")
    with pytest.raises(RuleStops, match="No alternate is left"):
        activate_alternate(actor=secretary, delegate=second, reason="left too")
    assert Credential.objects.filter(assembly=council, delegation=sent[0], to_at=None).count() == 1


def test_check_credentials_refuses_other_council_alternate_and_ended_term():
    conf = confederation(2)
    sent = delegation(conf, conf.communes[0], alternates=1)
    council = sitting(conf, [sent])
    alternate = Delegate.objects.get(delegation=sent, stage="alternate")
    with pytest.raises(RuleStops, match="does not carry the word"):
        check_credentials(actor=conf.chair, assembly=council, delegates=[alternate])
    end_delegation(actor=conf.secretary(conf.communes[0]), delegation=sent, reason="over")
    assert Credential.objects.filter(to_at=None).count() == 0
    ended = Delegate.objects.filter(delegation=sent).first()
    with pytest.raises(RuleStops, match="does not carry the word"):
        check_credentials(actor=conf.chair, assembly=council, delegates=[ended])


def test_check_credentials_is_repeatable_and_ending_is_at_once():
    conf = confederation(2)
    sent = delegation(conf, conf.communes[0])
    council = sitting(conf, [sent])
    again = check_credentials(
        actor=conf.chair, assembly=council, delegates=list(Delegate.objects.filter(delegation=sent))
    )
    assert len(again) == 1
    clock.set_clock(at(0, 11))
    ended = end_credential(actor=conf.chair, credential=again[0])
    assert ended.to_at == at(0, 11)


def test_open_sitting_counts_voices_not_people():
    conf = confederation(4)
    sent = [delegation(conf, commune, tandem=True) for commune in conf.communes[:1]]
    assert sitting(conf, sent).stage == "inquorate"  # one voice of four, two people; half is needed
