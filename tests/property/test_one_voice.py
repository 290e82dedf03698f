"""One voice whatever happens: any order of phones, hands, leaving, alternates, suspending and closing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from confed.kernel.errors import ConfedError
from delegates.models import Credential, Delegate
from delegates.services.credential import end_credential
from delegates.services.delegation import activate_alternate
from mandates.models import Voice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.reopening import reopen_council_vote
from mandates.services.suspension import resume_council_vote, suspend_council_vote
from mandates.services.voice import cast_voice, record_by_hand
from tests.factories.confederation import confederation, delegation, mandate, sitting
from tests.integration.mandates.test_spine import published
from tests.integration.permissions.world import undone

pytestmark = pytest.mark.django_db
CHOICES = ("for", "against", "send_back")
ACTS = st.one_of(
    st.tuples(st.sampled_from(("cast", "hand")), st.integers(0, 3), st.sampled_from(CHOICES)),
    st.tuples(st.sampled_from(("leave", "alternate", "suspend", "resume", "close", "reopen")), st.integers(0, 3)),
)


@contextmanager
def refused_is_nothing() -> Iterator[None]:
    """An act that is refused leaves nothing behind."""
    block = transaction.atomic()
    block._from_testcase = True  # use cases insist on being outermost; a test around them does not count
    with suppress(ConfedError), block:
        yield


class Story:
    """A tandem bound for, with two alternates, and a single delegate without a mandate."""

    def __init__(self) -> None:
        self.conf = confederation(2)
        item = published(self.conf)
        home, other = self.conf.communes
        self.sent = [delegation(self.conf, home, tandem=True, alternates=2), delegation(self.conf, other)]
        mandate(self.conf, item, home, (15, 3, 1), latitude="strict")
        council = sitting(self.conf, self.sent)
        self.vote = open_council_vote(actor=self.conf.chair, item=item, assembly=council)
        self.people = list(Delegate.objects.filter(delegation__in=self.sent).order_by("pk"))

    def do(self, act: str, place: int, choice: str = "") -> None:
        delegate = Delegate.objects.get(pk=self.people[place].pk)
        chair, vote = self.conf.chair, self.vote
        if act == "cast":
            cast_voice(actor=delegate.entry.person or chair, vote=vote, choice=choice)
        elif act == "hand":
            record_by_hand(actor=chair, vote=vote, delegation=delegate.delegation, choice=choice)
        elif act == "leave":
            held = Credential.objects.filter(delegate=delegate, to_at=None).first()
            if held is not None:
                end_credential(actor=chair, credential=held)
        elif act == "alternate":
            secretary = self.conf.secretary(delegate.delegation.commune)
            activate_alternate(actor=secretary, delegate=delegate, reason="away")
        elif act == "suspend":
            suspend_council_vote(actor=chair, vote=vote, reason="wait")
        else:
            acts = {"resume": resume_council_vote, "close": close_council_vote, "reopen": reopen_council_vote}
            acts[act](actor=chair, vote=vote)

    def check(self) -> None:
        """One valid place each, at most one credential a seat, and nobody is counted twice."""
        voices = list(Voice.objects.filter(vote=self.vote))
        places = Counter(voice.delegation_id for voice in voices if voice.kind != "void")
        assert places == {sent.pk: 1 for sent in self.sent}
        seats = Counter(Credential.objects.filter(to_at=None).values_list("delegation", "seat"))
        assert set(seats.values()) <= {1}
        self.vote.refresh_from_db()
        if self.vote.result is None:
            return
        counts = self.vote.result.counts
        units = [counts[kind]["units"] for kind in ("binding", "indicative")]
        sides = sum(sum(unit.values()) for unit in units)
        assert sides + counts["send_back"] + counts["not_voting"] + counts["void"] == counts["present"] == 2
        # Bound for: what counts from this commune is for or nothing.
        assert counts["binding"]["units"]["against"] == 0


def test_any_order_of_acts_leaves_one_voice_for_each_delegation():
    story = Story()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=2, max_size=7))
    def run(acts):
        with undone():
            for act in acts:
                with refused_is_nothing():
                    story.do(*act)
            story.check()

    run()
