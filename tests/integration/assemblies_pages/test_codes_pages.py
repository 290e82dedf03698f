"""The public list of codes, the check without sign-in, paper slips and ballots to print, and how a vote is opened."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from assemblies.models import Ballot, Elector
from assemblies.queries.receipts import fresh_code, printed
from assemblies.services.closing import close_ballot
from confed.kernel import clock
from tests.factories.assemblies import make_item, make_root, make_sitting
from tests.factories.ballots import cast, cast_all, conclude, entry_of, make_phones, open_vote, rivals
from tests.integration.assemblies_pages.conftest import EVENING, words

pytestmark = pytest.mark.django_db
CHOICES = ["for"] * 4 + ["against"] * 2


@pytest.fixture
def phones(db):
    return make_phones(10, name="Saulx", parent=make_root("Valley"))


def at(ballot, page: str = "") -> str:
    return f"/v/{ballot.code}/{page}"


def check(ballot, code: str, word: str = "") -> str:
    return words(Client().post(at(ballot, "check/"), {"code": code, "word": word}))


def voted(phones, receipt: str = ""):
    """A secret vote of six, and the codes of their receipts."""
    ballot = open_vote(phones, "secret", receipt=receipt)
    receipts = cast_all(ballot, phones.people[:6], CHOICES)
    return ballot, [printed(each.code) for each in receipts]


def test_list_appears_at_the_close_and_choices_at_the_announcement(phones):
    ballot, codes = voted(phones)
    assert "The vote is still open. The list appears when it closes, all at once." in words(
        Client().get(at(ballot, "codes/"))
    )
    close_ballot(actor=phones.hall.facilitator, ballot=ballot)
    said = words(Client().get(at(ballot, "codes/")))
    assert all(code in said for code in codes)
    assert "They appear when the result is announced in the assembly." in said
    assert "tally-row" not in Client().get(at(ballot, "codes/")).content.decode()


@pytest.mark.parametrize("receipt", ["presence", "choice"])
def test_choices_stand_apart_from_codes_or_beside_them(phones, receipt):
    ballot, codes = voted(phones, receipt)
    conclude(phones, ballot)
    page = Client().get(at(ballot, "codes/"))
    said = words(page)
    rows = re.findall(r"<li>(.*?)</li>", page.content.decode())
    beside = [row for row in rows if re.search(r"<b [^>]*>(Yes|No)</b>", row)]
    assert len(beside) == (6 if receipt == "choice" else 0)
    assert "Yes 4 No 2 Abstain 0" in said
    found = check(ballot, codes[5])
    assert "This code is on the list. Its vote was counted." in found
    assert ("Beside it stands: No." in found) == (receipt == "choice")


def test_check_reads_what_people_type_and_says_what_it_found(phones):
    ballot, codes = voted(phones)
    assert "The vote is still open." in check(ballot, codes[0])
    conclude(phones, ballot)
    assert "This code is on the list." in check(ballot, codes[0].replace("-", "  ").upper())
    assert "This code is not on the list." in check(ballot, printed(fresh_code()))
    assert "tell the secretary" in check(ballot, printed(fresh_code()))
    assert "This is not a code." in check(ballot, "barley")
    assert "<script" not in check(ballot, "<script>alert(1)</script>")
    assert Client().post(at(ballot, "check/"), {"code": ""}).status_code == 400
    assert Client().get(at(ballot, "check/") + f"?code={codes[0]}").content.decode().count(codes[0]) == 0


def test_few_votes_print_no_counts(phones):
    ballot = open_vote(phones, "secret")
    cast(ballot, phones.people[0])
    cast(ballot, phones.people[1], "against")
    conclude(phones, ballot)
    said = words(Client().get(at(ballot, "codes/")))
    assert "Fewer than five voted in secret, so the counts are not printed." in said
    assert "tally-row" not in Client().get(at(ballot, "codes/")).content.decode()
    assert "Fewer than five voted in secret" in words(Client().get(at(ballot)))


def bundle(phones, **changes):
    return {"who": "K6\nK7", "second": phones.hall.tellers[1].pk, "for-0": 1, "against-0": 1, "abstain-0": 0} | changes


def test_two_tellers_enter_paper_slips_by_card_or_name(phones, signed_in):
    ballot = open_vote(phones, "secret")
    teller = signed_in(phones.hall.tellers[0])
    done = teller.post(at(ballot, "paper/"), bundle(phones), follow=True)
    assert "2 slips are in the urn." in words(done)
    named = bundle(phones, who=phones.people[7].name, **{"against-0": 0})
    assert "1 slip is in the urn." in words(teller.post(at(ballot, "paper/"), named, follow=True))
    refusals = {
        "K99": "Not on the roll of this vote: K99.",
        "K6\nK8": "Voted already",
    }
    for who, sentence in refusals.items():
        refused = teller.post(at(ballot, "paper/"), bundle(phones, who=who))
        assert refused.status_code in (400, 409)
        assert sentence in words(refused)
    wrong = teller.post(at(ballot, "paper/"), bundle(phones, who="K8\nK9", **{"for-0": 2}))
    assert "3 slips were counted, but 2 people are marked." in words(wrong)
    assert "Nothing" not in words(teller.post(at(ballot, "paper/"), bundle(phones, second="")))
    assert Elector.objects.filter(marked=True).count() == 3
    said = words(signed_in(phones.people[5]).get(at(ballot)))
    assert "Your vote is in." in said
    for other in (signed_in(phones.people[8]), Client()):
        assert other.get(at(ballot, "paper/")).status_code == 403
        assert other.post(at(ballot, "paper/"), bundle(phones)).status_code == 403


def test_a_teller_writes_down_a_called_vote(phones, signed_in):
    ballot = open_vote(phones, "named")
    teller = signed_in(phones.hall.tellers[0])
    done = teller.post(at(ballot, "paper/"), {"who": "K6", "answer-0": "against"}, follow=True)
    assert f"The vote of {phones.people[5]} is in." in words(done)
    assert Elector.objects.get(entry=entry_of(phones.people[5])).choice == "against"
    many = teller.post(at(ballot, "paper/"), {"who": "K6\nK7", "answer-0": "for"})
    assert "One person is called up at a time." in words(many)
    assert teller.post(at(ballot, "paper/"), {"who": "K6"}).status_code == 400


def test_ballots_are_printed_two_to_a_page_and_the_same_for_all(phones, signed_in):
    ballot = open_vote(phones, "slips")
    page = Client().get(at(ballot, "print/")).content.decode()
    assert page.count('class="paper-ballot"') == 2
    assert page.count('class="box"') == 6
    assert signed_in(phones.people[5]).get(at(ballot, "print/")).status_code == 200


def opened(phones, signed_in, **fields):
    sitting = make_sitting(phones.hall)
    plans = rivals(phones)
    items = [make_item(phones.hall, sitting, plan) for plan in plans]
    chair = signed_in(phones.hall.facilitator)
    url = f"/c/saulx/a/{sitting.number}/"
    chair.post(url, {"act": "start", "target": items[0].position})
    return chair.get(url), chair.post(url, {"act": "vote", "target": items[0].position, **fields}), plans


def test_facilitator_opens_by_hands_with_one_press(phones, signed_in):
    page, done, _plans = opened(phones, signed_in)
    assert re.search(r'value="hands" checked', page.content.decode())
    assert done.status_code == 302
    assert Ballot.objects.get().method == "hands"


def test_facilitator_opens_a_secret_vote_until_a_time_with_rivals(phones, signed_in):
    page, done, _plans = opened(phones, signed_in, method="secret", until="18:50", receipt="choice")
    assert "Vote on these texts together with it" in words(page)
    assert done.status_code == 302
    ballot = Ballot.objects.get()
    assert (ballot.method, ballot.receipt, ballot.closes_at) == (
        "secret",
        "choice",
        clock.now() + timedelta(minutes=50),
    )
    floor = words(signed_in(phones.people[5]).get("/c/saulx/a/1/"))
    assert "A secret ballot. Whoever has no phone asks two tellers for paper. It closes at 18:50." in floor
    cast_all(ballot, phones.people[:6], CHOICES)
    chair = signed_in(phones.hall.facilitator)
    asked = words(chair.get("/c/saulx/a/1/"))
    assert "6 of the 10 on the roll have voted." in asked
    assert "Ask the hall if everybody has voted." in asked
    for act in ("close_vote", "announce"):
        assert chair.post("/c/saulx/a/1/", {"act": act, "target": ballot.code}).status_code == 302
    said = Client().get("/c/saulx/a/1/")
    assert "Lists of codes" in words(said)
    assert at(ballot, "codes/") in said.content.decode()


def test_a_time_after_midnight_typed_in_the_evening_is_of_the_coming_night(phones, signed_in):
    clock.set_clock(EVENING.replace(hour=23, minute=50))
    _page, done, _plans = opened(phones, signed_in, method="secret", until="00:10")
    assert done.status_code == 302
    assert Ballot.objects.get().closes_at == clock.now() + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"method": "hands", "until": "18:50"}, "Only a vote by phone has a closing time"),
        ({"method": "secret", "until": "17:00"}, "The closing time is past already."),
        ({"method": "secret", "until": "soon"}, "Write the time as 20:50."),
        ({"method": "dice"}, "Open the vote"),
    ],
)
def test_a_vote_that_cannot_open_says_why(phones, signed_in, fields, sentence):
    _page, refused, _plans = opened(phones, signed_in, **fields)
    assert refused.status_code in (400, 409)
    assert sentence in words(refused)
    assert not Ballot.objects.exists()


def test_rivals_ticked_on_the_run_page_stand_on_one_ballot(phones, signed_in):
    sitting = make_sitting(phones.hall)
    plans = rivals(phones)
    first, *_others = [make_item(phones.hall, sitting, plan) for plan in plans]
    chair = signed_in(phones.hall.facilitator)
    url = f"/c/saulx/a/{sitting.number}/"
    chair.post(url, {"act": "start", "target": first.position})
    both = {"act": "vote", "target": first.position, "rivals": [plans[1].code, plans[2].code]}
    by_hands = chair.post(url, both)
    assert "Hands are counted on one text at a time." in words(by_hands)
    assert by_hands.content.decode().count("checked") >= 3
    assert chair.post(url, both | {"method": "secret"}).status_code == 302
    assert [text["title"] for text in Ballot.objects.get().texts] == ["Plan A", "Plan B", "Plan C"]


def test_now_puts_an_open_vote_first(phones, signed_in):
    ballot = open_vote(phones, "secret", closes_at=clock.now() + timedelta(minutes=19))
    voter = signed_in(phones.people[5])
    page = voter.get("/")
    said = words(page)
    assert "Vote open in Saulx" in said
    assert "closes 18:19, in 19 min" in said
    assert "Secret. You can change it until 18:19." in said
    assert page.content.decode().count(at(ballot)) == 1
    cast(ballot, phones.people[5])
    assert "Your vote is in. You can change it until 1 May, 18:19." in words(voter.get("/"))
    conclude(phones, ballot)
    assert at(ballot) not in voter.get("/").content.decode()
