"""The ballot and its receipt as pages: what each reader meets, and what a post does, without script."""

import re
from dataclasses import fields
from datetime import timedelta

import pytest
from django.test import Client

from assemblies.models import Elector, Slip
from assemblies.queries.receipt_page import receipt_page
from assemblies.queries.receipts import fresh_code
from assemblies.services.agenda import end_item
from assemblies.services.ballot import announce_result, void_ballot
from assemblies.services.closing import close_ballot
from assemblies.services.roll import add_entry, end_entry
from assemblies.views.receipt_answer import ReceiptRound, receipt_frame
from confed.kernel import clock
from confed.kernel.frame import Link
from confed.pages.context import Frame
from tests.factories.assemblies import make_item, make_person, make_root, make_sitting
from tests.factories.ballots import cast, cast_all, conclude, entry_of, make_phones, open_vote, rivals
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, says_number, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def phones(db):
    return make_phones(10, name="Saulx", parent=make_root("Valley"))


def drawn(response) -> str:
    """The code that the form was given."""
    return re.search(r'name="code" value="(\d+)"', response.content.decode()).group(1)


def printed_code(response) -> str:
    """The code as the receipt prints it."""
    return re.search(r'data-code="([^"]+)"', response.content.decode()).group(1)


def at(ballot, page: str = "") -> str:
    return f"/v/{ballot.code}/{page}"


def vote(client: Client, ballot, choice: str = "for", code: str | None = None, **more):
    """Open the ballot, choose, press the button."""
    found = code or drawn(client.get(at(ballot)))
    return client.post(at(ballot, "done/"), {"answer-0": choice, "code": found, **more})


def test_ballot_asks_one_question_and_preselects_nothing(phones, signed_in):
    ballot = open_vote(phones, "secret", closes_at=clock.now() + timedelta(minutes=18))
    page = signed_in(phones.people[5]).get(at(ballot))
    said = words(page)
    for sentence in (
        "Closes 18:18, in 18 min",
        "Every house reads its own meter.",
        "Saulx adopts it",
        "I was here; I don’t choose",
        "Passes with 6 yes: more than half of the 10 present.",
        "Secret. You can change it until 18:18.",
        "your code shows that you voted, never how",
    ):
        assert sentence in said
    radios = re.findall(r'<input type="radio"[^>]*>', page.content.decode())
    assert re.findall(r'value="(\w+)"', " ".join(radios)) == ["for", "against", "abstain"]
    assert "checked" not in " ".join(radios)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_secret_vote_answers_with_a_receipt_that_nobody_else_ever_sees(phones, signed_in):
    ballot = open_vote(phones, "secret")
    voter = signed_in(phones.people[5])
    receipt = vote(voter, ballot, "against", word="Heron")
    said = words(receipt)
    assert receipt.status_code == 200
    assert "Your vote is in" in said
    assert "It does not show how you voted, so nobody can ask you to prove it." in said
    assert "Your own word: heron" in said
    code = printed_code(receipt)
    later = [voter.get(at(ballot)), voter.get(at(ballot, "done/"))]
    for page in later:
        assert "Your vote is in" in words(page)
        assert code not in page.content.decode()
        assert "checked" not in page.content.decode()
        assert "heron" not in page.content.decode().lower()
    assert code not in str(dict(voter.session.items()))
    assert list(voter.cookies) == [name for name in voter.cookies if name in {"sessionid", "csrftoken"}]


def test_the_same_post_twice_is_one_slip(phones, signed_in):
    ballot = open_vote(phones, "secret")
    voter = signed_in(phones.people[5])
    form = drawn(voter.get(at(ballot)))
    first, second = (vote(voter, ballot, "for", form) for _time in (1, 2))
    assert first.status_code == second.status_code == 200
    assert printed_code(first) == printed_code(second)
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    assert Slip.objects.filter(ballot=ballot).count() == Elector.objects.filter(marked=True).count() == 1


def test_a_second_device_is_told_that_the_vote_is_in(phones, signed_in):
    ballot = open_vote(phones, "secret")
    one, two = signed_in(phones.people[5]), signed_in(phones.people[5])
    mine, other = drawn(one.get(at(ballot))), drawn(two.get(at(ballot)))
    assert vote(one, ballot, "for", mine).status_code == 200
    refused = vote(two, ballot, "against", other)
    assert refused.status_code == 409
    said = words(refused)
    assert "You voted already. The vote you cast stays as it is." in said
    assert "With the code of your receipt you can change it until the vote closes." in said
    assert "Cast my vote" not in said


def test_nothing_chosen_keeps_the_form_and_its_code(phones, signed_in):
    ballot = open_vote(phones, "secret")
    voter = signed_in(phones.people[5])
    form = drawn(voter.get(at(ballot)))
    page = voter.post(at(ballot, "done/"), {"code": form, "word": "heron"})
    assert page.status_code == 400
    assert "Choose an answer first. Your vote is not in." in words(page)
    assert drawn(page) == form
    assert 'value="heron"' in page.content.decode()
    for code in ("", "0", "-4", "many", str(10**30)):
        assert voter.post(at(ballot, "done/"), {"answer-0": "for", "code": code}).status_code == 400
    assert not Elector.objects.filter(marked=True).exists()


def test_named_vote_shows_ones_own_mark_and_can_be_changed(phones, signed_in):
    ballot = open_vote(phones, "named")
    voter, other = signed_in(phones.people[5]), signed_in(phones.people[6])
    assert "Named vote, not secret. You can change it until it closes." in words(voter.get(at(ballot)))
    done = voter.post(at(ballot, "done/"), {"answer-0": "for"}, follow=True)
    assert "Your vote is in" in words(done)
    assert "An open vote has no code" in words(done)
    assert "You said: Yes." in words(voter.get(at(ballot)))
    voter.post(at(ballot, "done/"), {"answer-0": "abstain"})
    assert "You said: Abstain." in words(voter.get(at(ballot)))
    for reader in (other, Client(), signed_in(phones.hall.facilitator)):
        assert "You said" not in words(reader.get(at(ballot)))
    assert other.get(at(ballot, "done/")).status_code == 302


def test_a_vote_that_may_not_be_changed_says_so(signed_in):
    phones = make_phones(8, values={"ballot.change": "no"})
    ballot = open_vote(phones, "secret")
    voter = signed_in(phones.people[5])
    assert "Secret. Once cast it stays." in words(voter.get(at(ballot)))
    receipt = vote(voter, ballot)
    assert "Change my vote" not in words(receipt)
    assert voter.get(at(ballot, "change/")).status_code == 302
    refused = voter.post(at(ballot, "change/"), {"code": printed_code(receipt), "answer-0": "against"})
    assert refused.status_code == 409
    assert "The charter does not let a vote be changed once it is cast." in words(refused)


def test_who_may_not_vote_reads_the_reason_and_is_refused_by_the_same(phones, signed_in):
    young = make_person("Ilo")
    add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Ilo", standing="youth", person=young)
    ballot = open_vote(phones, "secret")
    late = make_person("Late")
    add_entry(actor=phones.hall.secretary, commune=phones.hall.commune, name="Late", person=late)
    reasons = {
        young: "You may speak here; a vote does not go with this entry of the roll.",
        late: "You were not on the roll with a vote when this vote was opened.",
        make_person("Foreign"): "You were not on the roll with a vote when this vote was opened.",
    }
    for person, reason in reasons.items():
        reader = signed_in(person)
        said = words(reader.get(at(ballot)))
        assert reason in said
        assert "The roll of this vote was closed when it opened, Friday 1 May, 18:00." in said
        assert "Cast my vote" not in said
        refused = vote(reader, ballot, code=str(fresh_code()))
        assert refused.status_code == 403
        assert reason in words(refused)
    assert "Sign in to vote" in words(Client().get(at(ballot)))
    refused = vote(Client(), ballot, code=str(fresh_code()))
    assert refused.status_code == 403
    assert "You are not signed in. Your vote is not in." in words(refused)
    assert not Elector.objects.filter(marked=True).exists()


def test_who_left_since_may_still_vote(phones, signed_in):
    ballot = open_vote(phones, "secret")
    gone = phones.people[5]
    end_entry(actor=phones.hall.secretary, entry=entry_of(gone))
    assert vote(signed_in(gone), ballot).status_code == 200


def test_after_the_time_of_the_server_nothing_goes_in(phones, signed_in):
    ballot = open_vote(phones, "secret", closes_at=clock.now() + timedelta(minutes=20))
    voter = signed_in(phones.people[5])
    form = drawn(voter.get(at(ballot)))
    clock.set_clock(clock.now() + timedelta(minutes=20))
    refused = vote(voter, ballot, "for", form)
    assert refused.status_code == 409
    assert "This vote is closed. What was cast in time is counted; nothing was changed." in words(refused)
    assert "Closed 18:20. 0 voted." in words(voter.get(at(ballot)))
    changed = voter.post(at(ballot, "change/"), {"code": "acorn lilac barley 417", "answer-0": "for"})
    assert changed.status_code in (400, 409)


def test_a_form_of_another_vote_is_refused(phones, signed_in):
    hall, sitting = phones.hall, make_sitting(phones.hall)
    first = open_vote(phones, "secret", sitting=sitting)
    voter = signed_in(phones.people[5])
    form = drawn(voter.get(at(first)))
    conclude(phones, first)
    make_item(hall, sitting, rivals(phones, 1)[0])
    assert vote(voter, first, "for", form).status_code == 409
    assert voter.post("/v/nowhere000/done/", {"answer-0": "for", "code": form}).status_code == 404


def test_changing_by_code_asks_for_nobody(phones, signed_in):
    ballot = open_vote(phones, "secret")
    cast_all(ballot, phones.people[:6], ["for"] * 5 + ["against"])
    receipt = vote(signed_in(phones.people[7]), ballot, "for", word="heron")
    code = printed_code(receipt)
    asked = Client().post(at(ballot, "change/"), {"act": "ask", "code": code, "word": "heron"})
    assert f'value="{code}"' in asked.content.decode()
    assert "checked" not in asked.content.decode()
    for wrong in ({"code": code, "word": "stork"}, {"code": "acorn-lilac-barley-417", "word": ""}):
        refused = Client().post(at(ballot, "change/"), {**wrong, "answer-0": "against"})
        assert refused.status_code == 409
        assert "No slip in the urn has this code and this word. Every vote stays as it is." in words(refused)
    unread = Client().post(at(ballot, "change/"), {"code": "barley", "answer-0": "against"})
    assert unread.status_code == 400
    assert "This is not a receipt code." in words(unread)
    empty = Client().post(at(ballot, "change/"), {"code": code})
    assert empty.status_code == 400
    changed = Client().post(at(ballot, "change/"), {"code": code.upper(), "word": "Heron", "answer-0": "against"})
    assert "Your new vote is in" in words(changed)
    assert printed_code(changed) == code
    assert conclude(phones, ballot).result.counts["against"] == 2


def test_no_number_stands_anywhere_before_the_announcement(phones, signed_in):
    ballot = open_vote(phones, "secret")
    cast_all(ballot, phones.people[:7], ["for"] * 6 + ["against"])
    readers = (signed_in(phones.people[9]), Client(), signed_in(phones.hall.tellers[0]))
    pages = [at(ballot), at(ballot, "codes/"), "/c/saulx/a/1/"]
    for reader in readers:
        for page in pages:
            said = reader.get(page)
            assert not says_number(7, said), page
            assert not re.search(r"\bhave voted|\d+ voted", words(said)), page
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    for page in pages:
        assert "6 yes, 1 no" not in words(Client().get(page))
        assert "tally-row" not in Client().get(page).content.decode()
    assert "7 voted." in words(Client().get(at(ballot)))
    announce_result(actor=phones.hall.facilitator, ballot=ballot)
    assert "6 yes, 1 no, 0 abstain, of 10 present: 6 needed. Passed." in words(Client().get(at(ballot)))


def test_rival_texts_have_a_group_of_cards_each(phones, signed_in):
    one, two, three = rivals(phones)
    ballot = open_vote(phones, "secret", one, rivals=[two, three])
    voter = signed_in(phones.people[5])
    page = voter.get(at(ballot))
    assert page.content.decode().count("<fieldset") == 3
    assert "Rather this text than things as they are" in words(page)
    form = drawn(page)
    half = voter.post(at(ballot, "done/"), {"answer-0": "for", "answer-1": "against", "code": form})
    assert half.status_code == 400
    assert half.content.decode().count("checked") == 2
    whole = {"answer-0": "for", "answer-1": "against", "answer-2": "abstain", "code": form}
    assert voter.post(at(ballot, "done/"), whole).status_code == 200
    cast_all(ballot, phones.people[:4], ["for,against,for"] * 4)
    conclude(phones, ballot)
    said = words(Client().get(at(ballot, "codes/")))
    assert "Plan A Yes 5 No 0 Abstain 0 Plan B Yes 0 No 5 Abstain 0 Plan C Yes 4 No 0 Abstain 1" in said


def test_void_vote_says_that_nothing_was_read(phones, signed_in):
    ballot = open_vote(phones, "secret")
    cast(ballot, phones.people[0])
    void_ballot(actor=phones.hall.facilitator, ballot=ballot, reason="Wrong text")
    said = words(signed_in(phones.people[0]).get(at(ballot)))
    assert "This vote was stopped. What was cast is gone, unread." in said


def test_hands_and_slips_have_nothing_to_press(phones, signed_in):
    for method, sentence in (("hands", "Hands are counted in the hall."), ("slips", "taken on paper slips")):
        ballot = open_vote(phones, method)
        voter = signed_in(phones.people[5])
        page = voter.get(at(ballot))
        assert sentence in words(page)
        assert 'type="radio"' not in page.content.decode()
        refused = vote(voter, ballot, code=str(fresh_code()))
        assert refused.status_code == 409
        void_ballot(actor=phones.hall.facilitator, ballot=ballot, reason="Again")


@pytest.mark.parametrize("method", ["named", "secret"])
def test_pages_of_a_vote_take_few_queries(phones, signed_in, method):
    ballot = open_vote(phones, method)
    cast(ballot, phones.people[0])
    for person in (phones.people[5], phones.people[0], phones.hall.tellers[0]):
        reader = signed_in(person)
        for page in ("", "codes/", "check/", "print/"):
            assert queries_of(reader, at(ballot, page)) <= MOST_QUERIES
    assert queries_of(signed_in(phones.hall.tellers[0]), at(ballot, "paper/")) <= MOST_QUERIES
    conclude(phones, ballot)
    for page in ("", "codes/", "check/"):
        assert queries_of(signed_in(phones.people[5]), at(ballot, page)) <= MOST_QUERIES


def test_the_frame_of_a_receipt_has_all_that_a_frame_has(phones):
    ballot = open_vote(phones, "secret")
    page = receipt_page(ballot, phones.people[5], 5)
    frame = receipt_frame(ReceiptRound("en", "", "", page.commune, page.slug, page.assembly, page.item))
    assert {field.name for field in fields(frame)} == {field.name for field in fields(Frame)}
    assert {field.name for field in fields(frame.nav[0])} == {field.name for field in fields(Link)}


def test_what_stands_round_a_receipt_is_not_that_of_another_vote(phones, signed_in):
    hall, sitting = phones.hall, make_sitting(phones.hall)
    pages = []
    for person in (phones.people[5], phones.people[6]):
        ballot = open_vote(phones, "secret", sitting=sitting, proposal=rivals(phones, 1)[0])
        pages.append(words(vote(signed_in(person), ballot)))
        conclude(phones, ballot)
        end_item(actor=hall.facilitator, item=ballot.item)
    assert "Item 1 · Assembly 1" in pages[0]
    assert "Item 2 · Assembly 1" in pages[1]
