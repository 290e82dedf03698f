"""A hall that votes in the same moment: one voice each, two phones of a tandem, a credential that ends, a close."""

import pytest

from bench.great_hall import BOUNDED, NONE, OFF, great_hall
from confed.kernel.effects import drain
from confed.kernel.errors import RuleStops
from delegates.models import Credential, Delegate
from delegates.services.credential import end_credential
from delegates.services.delegation import activate_alternate
from mandates.models import CouncilVote, Voice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.voice import cast_voice
from tests.factories.confederation import confederation, delegate_person, delegation, mandate, sitting
from tests.integration.assemblies.test_at_once import at_once
from tests.integration.mandates.test_spine import published

SIZE = 20


def two_communes(**terms):
    conf = confederation(2)
    item = published(conf)
    sent = [delegation(conf, conf.communes[0], tandem=True, alternates=1), delegation(conf, conf.communes[1])]
    if terms:
        mandate(conf, item, conf.communes[0], (15, 3, 1), **terms)
    council = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    return conf, sent, vote


def test_a_hall_at_once_is_checked_voice_by_voice_and_counted_right(fresh_db):
    hall = great_hall(SIZE)
    found = at_once(
        [
            lambda place=place, person=person: cast_voice(actor=person, vote=hall.vote, choice=hall.says(place))
            for place, person in enumerate(hall.people)
        ]
    )
    refused = [place for place, one in enumerate(found) if isinstance(one, RuleStops)]
    assert refused == [place for place in range(SIZE) if place % 5 == OFF]
    kinds = {place % 5: found[place].kind for place in range(SIZE) if place not in refused}
    assert kinds == {0: "binding", 1: "binding", NONE: "indicative", BOUNDED: "binding"}
    assert Voice.objects.filter(vote=hall.vote).count() == SIZE
    counts = close_council_vote(actor=hall.chair, vote=hall.vote).result.counts
    fifth = SIZE // 5
    assert (counts["for"], counts["against"], counts["not_voting"]) == (2 * fifth, fifth, fifth)
    assert counts["indicative"]["units"]["for"] == fifth


@pytest.mark.parametrize(
    ("terms", "choice", "kind"), [({}, "abstain", "indicative"), ({"latitude": "open"}, "for", "binding")]
)
def test_two_phones_of_a_tandem_in_one_moment_are_one_voice(fresh_db, terms, choice, kind):
    _conf, sent, vote = two_communes(**terms)
    first, second = delegate_person(sent[0], 1), delegate_person(sent[0], 2)
    says = ("for", "send_back") if terms else ("for", "against")
    at_once(
        [
            lambda: cast_voice(actor=first, vote=vote, choice=says[0]),
            lambda: cast_voice(actor=second, vote=vote, choice=says[1]),
        ]
    )
    voice = Voice.objects.get(vote=vote, delegation=sent[0])
    assert (voice.choice, voice.kind, voice.hands) == (choice, kind, {"1": says[0], "2": says[1]})


def test_a_voice_is_cast_before_its_credential_ends_or_not_at_all(fresh_db):
    conf, sent, vote = two_communes()
    person = delegate_person(sent[1])
    credential = Credential.objects.get(delegation=sent[1], to_at=None)
    cast, _ended = at_once(
        [
            lambda: cast_voice(actor=person, vote=vote, choice="for"),
            lambda: end_credential(actor=conf.chair, credential=credential),
        ]
    )
    voice = Voice.objects.get(vote=vote, delegation=sent[1])
    credential.refresh_from_db()
    assert credential.to_at is not None
    if isinstance(cast, Voice):
        assert voice.cast_at <= credential.to_at
    else:
        assert voice.choice == ""


def test_a_voice_is_in_the_count_or_refused_when_the_chair_closes(fresh_db):
    conf, sent, vote = two_communes()
    people = [delegate_person(sent[0], 1), delegate_person(sent[1])]
    casts = [lambda person=person: cast_voice(actor=person, vote=vote, choice="for") for person in people]
    *found, _closed = at_once([*casts, lambda: close_council_vote(actor=conf.chair, vote=vote)])
    drain()
    counts = CouncilVote.objects.select_related("result").get(pk=vote.pk).result.counts
    assert counts["indicative"]["units"]["for"] == sum(isinstance(one, Voice) for one in found)
    assert counts["not_voting"] == sum(not isinstance(one, Voice) for one in found)


def test_one_voice_whatever_happens_while_an_alternate_comes_in(fresh_db):
    conf, sent, vote = two_communes()
    leaving = Delegate.objects.get(delegation=sent[0], seat=1, stage="active")
    secretary = conf.secretary(conf.communes[0])
    at_once(
        [
            lambda: cast_voice(actor=leaving.entry.person, vote=vote, choice="for"),
            lambda: activate_alternate(actor=secretary, delegate=leaving, reason="ill"),
            lambda: cast_voice(actor=delegate_person(sent[0], 2), vote=vote, choice="for"),
        ]
    )
    assert Voice.objects.filter(vote=vote, delegation=sent[0]).count() == 1
    assert Credential.objects.filter(delegation=sent[0], to_at=None).count() == 2
    counts = close_council_vote(actor=conf.chair, vote=vote).result.counts
    assert (counts["present"], counts["tendency"]["units"]["for"]) == (2, 1)
