"""“Yes, if …” counts as no, and its words stand beside it for everybody to read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel.errors import NotAllowed, RuleStops
from confed.kernel.models import JournalEntry
from mandates.models import Ratification
from mandates.services.condition import keep_condition
from tests.factories.confederation import decide
from tests.integration.mandates.test_extension import ratifying
from tests.integration.mandates_pages.test_vote_page import client_of, minutes_of, words

pytestmark = pytest.mark.django_db
SAID = "Yes, if small farms stay exempt."


def story():
    """C01 said no on its third day, C02 yes; the decision's address and the page of C01's words."""
    conf, cascade = ratifying()
    for commune, counts in zip(conf.communes, [(3, 9, 1), (9, 3, 1)], strict=False):
        row = Ratification.objects.get(commune=commune)
        decide(conf, commune, row.proposal, 3, counts)
    code = Ratification.objects.get(commune=conf.communes[0]).proposal.code
    return conf, cascade, f"/c/council/d/{cascade.decision.number}/", f"/c/c01/answer/{code}/"


def test_the_secretary_keeps_the_words_and_everybody_reads_them():
    conf, _cascade, decision, page = story()
    secretary = client_of(conf.secretary(conf.communes[0]))
    assert f'href="{page}"' in secretary.get(decision).content.decode()
    with CaptureQueriesContext(connection) as seen:
        told = words(secretary.get(page).content.decode())
    assert len(seen) <= 15, [one["sql"][:90] for one in seen]
    assert "C01 said no on 5 March 2026: 3 yes, 9 no, 1 abstain." in told
    for _twice in range(2):
        done = secretary.post(page, {"words": SAID}, follow=True)
    assert "The words stand beside the answer of C01." in words(done.content.decode())
    assert f"C01 adds: {SAID}" in words(Client().get(decision).content.decode())
    assert JournalEntry.objects.filter(kind="condition_kept").count() == 1
    assert SAID in minutes_of(f"commune:{conf.communes[0].pk}")
    assert Ratification.objects.get(commune=conf.communes[0]).stage == "against"
    row = Ratification.objects.get(commune=conf.communes[0])
    decide(conf, conf.communes[0], row.proposal, 5, (9, 3, 1))
    assert "C01 adds" not in words(Client().get(decision).content.decode())


def test_refusals():
    conf, cascade, decision, page = story()
    home, other = conf.communes[:2]
    for person in (None, conf.chair, conf.secretary(other)):
        reader = client_of(person)
        assert page not in reader.get(decision).content.decode()
        assert reader.get(page).status_code == reader.post(page, {"words": SAID}).status_code == 403
    assert client_of(conf.secretary(home)).post(page, {"words": " "}).status_code == 400
    yes = f"/c/c02/answer/{Ratification.objects.get(commune=other).proposal.code}/"
    refused = client_of(conf.secretary(other)).post(yes, {"words": SAID})
    assert refused.status_code == 409
    assert "The assembly of C02 did not say no" in words(refused.content.decode())
    assert client_of(conf.secretary(home)).get("/c/c01/answer/none/").status_code == 404
    with pytest.raises(NotAllowed):
        keep_condition(actor=conf.chair, cascade=cascade, commune=home, words=SAID)
    with pytest.raises(RuleStops, match="not among the communes"):
        keep_condition(actor=conf.chair, cascade=cascade, commune=conf.council, words=SAID)
