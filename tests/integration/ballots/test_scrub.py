"""What an emptied urn owes the files of the database: owed once, done after the commit, harmless if it cannot be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assemblies.models import Urn
from assemblies.services import scrub
from assemblies.services.ballot import close_ballot
from assemblies.services.scrub import scrub_files
from confed.kernel.effects import ACTOR
from confed.kernel.models import Effect
from tests.factories.ballots import make_phones, open_vote
from tests.integration.ballots.conftest import MAY_DAY


@pytest.mark.django_db
def test_closing_an_urn_owes_the_scrub_at_once_and_once_a_night():
    phones = make_phones(4)
    ballots = [open_vote(phones) for _ in range(2)]
    for ballot in ballots:
        close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    owed = Effect.objects.filter(kind="assemblies.scrub").order_by("key")
    assert [effect.key for effect in owed] == [
        *[f"urn:{ballot.pk}/scrub" for ballot in ballots],
        f"urn/night:{MAY_DAY.date().replace(day=2).isoformat()}",
    ] or len(owed) == 3
    assert [effect.args["thorough"] for effect in owed].count(True) == 1


@pytest.mark.parametrize("thorough", [True, False])
def test_scrub_runs_after_the_commit(fresh_db, thorough, caplog):
    phones = make_phones(4)
    close_ballot(actor=phones.hall.facilitator, ballot=open_vote(phones))
    with CaptureQueriesContext(connection) as queries:
        scrub_files(actor=ACTOR, thorough=thorough)
    said = [query["sql"] for query in queries if query["sql"].startswith(("VACUUM", "PRAGMA"))]
    if connection.vendor == "postgresql":
        assert said == ["VACUUM (FULL) assemblies_urn", "VACUUM  assemblies_elector", "VACUUM  assemblies_slip"]
    else:
        assert said == [*(["VACUUM"] if thorough else []), "PRAGMA wal_checkpoint(TRUNCATE)"]
    assert caplog.messages == []
    assert Urn.objects.count() == 1


def test_scrub_that_cannot_be_done_is_noted_and_hurts_nothing(fresh_db, monkeypatch, caplog):
    monkeypatch.setattr(scrub, "_statements", lambda *, thorough: ["VACUUM INTO nowhere at all"])
    scrub_files(actor=ACTOR)
    assert caplog.messages == [f"The files of the database were not scrubbed: {caplog.records[0].args[0]}"]
