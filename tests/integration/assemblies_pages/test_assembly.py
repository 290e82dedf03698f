"""The page of one sitting, walked as a facilitator and two tellers do, with plain forms and no script."""

import re

import pytest
from django.test import Client

from assemblies.models import Assembly, Ballot, Decision
from assemblies.services.assembly import plan_assembly
from confed.kernel import clock
from tests.factories.assemblies import count_hands, make_ballot, make_item, make_person, make_proposal, make_sitting
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, says_number, words

pytestmark = pytest.mark.django_db
URL = "/c/saulx/a/1/"


@pytest.fixture
def planned(hall):
    found = plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now(), place="School yard")
    make_item(hall, found)
    return found


def press(client: Client, act: str, **fields):
    """Send the form of this act with what stands in it, as a browser does."""
    page = client.get(URL).content.decode()
    for form in re.findall(r"<form\b.*?</form>", page, flags=re.S):
        marks = re.findall(r"<input[^>]*>", form)
        sent = [mark for mark in marks if "checked" in mark or not re.search(r'type="(radio|checkbox)"', mark)]
        inputs = dict(re.findall(r'name="(\w+)"[^>]*?value="([^"]*)"', " ".join(sent)))
        option = fields.get("option")
        if inputs.get("act") == act and (option is None or inputs.get("option") == option):
            inputs.pop("csrfmiddlewaretoken", None)
            return client.post(URL, inputs | {name: str(value) for name, value in fields.items()})
    raise AssertionError(f"The page has no form for “{act}”:\n{page}")


def test_assembly_planned_shows_its_agenda_to_everybody_and_its_texts_to_its_own(hall, planned, signed_in):
    said = words(Client().get(URL))
    assert "Water meters" in said
    assert "Every house reads its own meter." not in said
    assert "Open the assembly" not in said
    assert "Every house reads its own meter." in words(signed_in(hall.tellers[0]).get(URL))
    stranger = signed_in(make_person("Nobody here"))
    assert "Every house reads its own meter." not in words(stranger.get(URL))


def test_an_open_vote_shows_the_text_to_its_own_only(hall, signed_in):
    ballot = make_ballot(hall)
    for client, sees in ((Client(), False), (signed_in(hall.tellers[0]), True)):
        for page in (URL, f"/v/{ballot.code}/", f"/v/{ballot.code}/print/"):
            assert ("Every house reads its own meter." in words(client.get(page))) is sees, page


def test_assembly_is_run_from_opening_to_minutes_without_script(hall, planned, signed_in):
    chair, one, two = (signed_in(who) for who in (hall.facilitator, *hall.tellers))
    assert press(chair, "open", voters=60, youth=3, observers=2).status_code == 302
    assert press(chair, "start").status_code == 302
    said = words(chair.get(URL))
    assert "Passes with 31 yes: more than half of the 60 present." in said
    assert press(chair, "vote").status_code == 302
    for option, number in (("for", 40), ("against", 12), ("abstain", 5)):
        assert press(one, "send", option=option, number=number).status_code == 302
        assert press(two, "send", option=option, number=number).status_code == 302
    assert press(chair, "close_vote").status_code == 302
    assert press(chair, "announce").status_code == 302
    assert "40 yes, 12 no, 5 abstain, of 60 present: 31 needed. Passed." in words(Client().get(URL))
    assert press(chair, "end").status_code == 302
    assert press(chair, "close").status_code == 302
    said = words(Client().get(URL))
    assert "Read the minutes" in said
    assert Decision.objects.get().result.counts["for"] == 40


def test_assembly_too_few_explains_and_goes_on_without_votes(hall, planned, signed_in):
    chair = signed_in(hall.facilitator)
    press(chair, "open", voters=15)
    said = words(chair.get(URL))
    assert "15 voters are here, 16 are needed. You can go on talking. No vote is taken." in said
    assert "Open the vote" not in said
    press(chair, "count", voters=16)
    assert Assembly.objects.get(pk=planned.pk).stage == "quorate"


def test_part_counts_are_seen_by_console_and_tellers_only(hall, signed_in):
    ballot = make_ballot(hall)
    one, two = (signed_in(who) for who in hall.tellers)
    press(one, "send", option="for", number=47)
    assert says_number(47, one.get(URL))
    for reader in (two, signed_in(hall.facilitator), Client(), signed_in(hall.entries[5].person or hall.secretary)):
        assert not says_number(47, reader.get(URL))
    press(two, "send", option="for", number=48)
    assert "The two counts differ." in words(two.get(URL))
    assert says_number(47, signed_in(hall.facilitator).get(URL))
    assert says_number(48, signed_in(hall.facilitator).get(URL))
    for public in (URL, f"{URL}minutes/", f"{URL}minutes.txt", f"{URL}minutes.csv", "/c/saulx/"):
        assert not says_number(47, Client().get(public)), public
    assert ballot.stage == "open"


def test_counts_that_differ_are_settled_with_a_reason_and_stay_hidden_until_announced(hall, signed_in):
    make_ballot(hall)
    one, two, chair = (signed_in(who) for who in (*hall.tellers, hall.facilitator))
    press(one, "send", option="for", number=47)
    press(two, "send", option="for", number=48)
    refused = press(chair, "settle", option="for", number=48, reason="")
    assert refused.status_code == 400
    wrong = press(chair, "settle", option="for", number=50, reason="heard wrong")
    assert wrong.status_code == 400
    assert "50 is neither of the two numbers, 47 and 48." in words(wrong)
    assert 'value="heard wrong"' in wrong.content.decode()
    assert press(chair, "settle", option="for", number=48, reason="the gallery").status_code == 302
    assert not says_number(48, Client().get(f"{URL}minutes/"))
    for option in ("against", "abstain"):
        press(one, "send", option=option, number=2)
        press(two, "send", option=option, number=2)
    press(chair, "close_vote")
    press(chair, "announce")
    said = words(Client().get(f"{URL}minutes/"))
    assert "47 and 48" in said
    assert "the gallery" in said


def test_close_vote_before_all_is_counted_is_shown_with_its_reason(hall, signed_in):
    make_ballot(hall)
    said = words(signed_in(hall.facilitator).get(URL))
    assert "Not settled yet: Yes, No, Abstain." in said


def test_more_hands_than_people_is_refused_in_place_then_corrected(hall, signed_in):
    sitting = make_sitting(hall, voters=50)
    ballot = make_ballot(hall, sitting)
    count_hands(hall, ballot, 40, 12, 5)
    chair = signed_in(hall.facilitator)
    refused = press(chair, "close_vote")
    assert refused.status_code == 409
    assert "57 hands were counted, 7 more than the 50 present." in words(refused)
    assert "Nothing was changed." in words(refused)
    assert press(chair, "present", voters=58, reason="late arrivals").status_code == 302
    assert press(chair, "close_vote").status_code == 302


def test_a_vote_is_stopped_with_a_reason(hall, signed_in):
    ballot = make_ballot(hall)
    assert press(signed_in(hall.facilitator), "void", reason="wrong text read out").status_code == 302
    assert Ballot.objects.get(pk=ballot.pk).stage == "void"


def test_a_second_tap_does_nothing_twice(hall, planned, signed_in):
    make_item(hall, planned, make_proposal(hall, "Second matter"))
    chair = signed_in(hall.facilitator)
    press(chair, "open", voters=60)
    first = {"act": "start", "target": "1"}
    assert chair.post(URL, first).status_code == 302
    assert chair.post(URL, first).status_code == 302
    assert "Item 1" in words(chair.get(URL))


@pytest.mark.parametrize("who", ["nobody", "teller"])
def test_who_does_not_run_it_is_refused(hall, planned, signed_in, who):
    client = Client() if who == "nobody" else signed_in(hall.tellers[0])
    refused = client.post(URL, {"act": "open", "voters": "60"})
    assert refused.status_code == 403
    assert Assembly.objects.get(pk=planned.pk).stage == "planned"


def test_numbers_that_are_none_stay_in_the_form(hall, planned, signed_in):
    refused = press(signed_in(hall.facilitator), "open", voters="many")
    assert refused.status_code == 400
    assert "Write a number, in digits." in words(refused)
    assert 'value="many"' in refused.content.decode()


@pytest.mark.parametrize("times", [1, 8])
def test_assembly_page_stays_under_the_limit_of_queries(hall, planned, signed_in, times):
    for number in range(times):
        make_item(hall, planned, make_proposal(hall, f"Matter {number}"))
        make_proposal(hall, f"Loose {number}")
    chair = signed_in(hall.facilitator)
    assert queries_of(chair, URL) <= MOST_QUERIES
    press(chair, "open", voters=60)
    assert queries_of(chair, URL) <= MOST_QUERIES
    press(chair, "start")
    assert queries_of(chair, URL) <= MOST_QUERIES
    press(chair, "vote")
    press(signed_in(hall.tellers[0]), "send", option="for", number=40)
    assert queries_of(chair, URL) <= MOST_QUERIES
    assert queries_of(signed_in(hall.tellers[1]), URL) <= MOST_QUERIES
    assert queries_of(chair, f"{URL}minutes/") <= MOST_QUERIES
