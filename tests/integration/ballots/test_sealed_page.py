"""The page on which two tellers read counts that were not printed."""

import pytest
from django.test import Client

from assemblies.services.ballot import announce_result, close_ballot
from confed.kernel import journal
from tests.factories.ballots import cast_all, make_phones, open_vote

pytestmark = pytest.mark.django_db


def test_two_tellers_read_them_once_and_the_record_names_both():
    phones = make_phones()
    ballot = open_vote(phones, receipt="choice")
    cast_all(ballot, phones.people[:4], ["for", "for", "for", "against"])
    url = f"/v/{ballot.code}/counts/"
    one, two = phones.hall.tellers
    client = Client()
    client.force_login(one)
    assert "There are no sealed counts" in client.get(url).content.decode()
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert client.post(url, {"second": two.pk}).status_code == 409
    announce_result(actor=phones.hall.facilitator, ballot=ballot)
    assert url in Client().get(f"/v/{ballot.code}/").content.decode()
    assert Client().get(url).status_code == 403
    asked = client.get(url).content.decode()
    assert "We read them together" in asked
    assert client.post(url, {}).status_code == 400
    assert client.post(url, {"second": one.pk}).status_code == 403
    assert client.post(url, {"second": phones.people[5].pk}).status_code == 403
    read = client.post(url, {"second": two.pk})
    said = read.content.decode()
    assert ">3</dd>" in said
    assert ">1</dd>" in said
    assert "no-store" in read["Cache-Control"]
    told = [entry.text for entry in journal.sentences(f"assembly:{ballot.assembly_id}")]
    assert (
        told[-1] == "The counts of “Water meters” that were not printed were read by Cem of Saulx and Dilan of Saulx."
    )
