"""Minutes of a council: votes that count and the tendency stand apart, and what is provisional says so."""

import csv
import io

import pytest
from pypdf import PdfReader

from confed.kernel.effects import drain
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from mandates.services.voice import cast_voice
from tests.factories.confederation import confederation, delegate_person, delegation, mandate, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    """Four communes, `ratify.ask = all`: two bound to yes, one says yes without a mandate, one says no."""
    conf = confederation(4)
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    for commune in conf.communes[:2]:
        mandate(conf, item, commune, (15, 3, 1))
    sent = [delegation(conf, commune) for commune in conf.communes]
    meeting = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=meeting)
    for one, choice in zip(sent, ("for", "for", "for", "against"), strict=True):
        cast_voice(actor=delegate_person(one), vote=vote, choice=choice)
    close_council_vote(actor=conf.chair, vote=vote)
    return meeting


def address(meeting, form):
    return f"/c/{meeting.commune.slug}/a/{meeting.number}/minutes.{form}"


def test_council_minutes_keep_what_counts_and_the_tendency_apart(client, council):
    text = " ".join(client.get(address(council, "txt")).content.decode().split())
    assert "Votes that count: 2 for, 0 against, 0 abstain." in text
    assert "Tendency, not a decision: 3 for, 1 against, 0 abstain." in text
    assert "Provisional: the answers of the communes decide." in text
    assert "4 of 4 communes have a voice here." in text


def test_council_minutes_as_pdf_and_table_say_the_same(client, council):
    pdf = PdfReader(io.BytesIO(client.get(address(council, "pdf")).content))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Votes that count: 2 for, 0 against, 0 abstain." in words
    (row,) = csv.DictReader(io.StringIO(client.get(address(council, "csv")).content.decode("utf-8-sig")))
    assert (row["yes"], row["no"], row["abstain"], row["outcome"]) == ("2", "0", "0", "Being ratified")


def test_council_minutes_page_opens_too(client, council):
    assert client.get(address(council, "pdf").removesuffix(".pdf") + "/").status_code == 200
