"""The page of a proposal: who sees it, what each may do there, and that a refusal keeps what was typed."""

from datetime import date

import pytest
from django.test import Client

from assemblies.models import Argument, Proposal, TextVersion
from assemblies.services.admission import return_proposal
from assemblies.services.argument import say_argument
from assemblies.services.assembly import plan_assembly
from assemblies.services.proposal import add_version, withdraw_proposal
from confed.kernel import clock
from tests.factories.assemblies import decide, make_person, make_proposal
from tests.factories.proposals import ROOF, make_admitted, make_draft, make_submitted, member
from tests.integration.assemblies_pages.conftest import MOST_QUERIES, queries_of, words

pytestmark = pytest.mark.django_db


def page_of(proposal) -> str:
    return f"/p/{proposal.code}/"


def act(client: Client, proposal, name: str, **more):
    return client.post(page_of(proposal), {"act": name, **more})


def test_a_member_writes_a_draft_and_others_support_it_and_it_is_handed_in(hall, signed_in):
    author = signed_in(member(hall, 4))
    sent = {"title": "Mend the roof", "body": ROOF, "review_on": "2027-06-01"}
    response = author.post("/c/saulx/proposals/new/", sent)
    proposal = Proposal.objects.get()
    assert response.url == page_of(proposal)
    said = words(author.get(page_of(proposal)))
    assert "Moved by Member 5 of Saulx" in said
    assert "1 supports it. 3 needed." in said
    assert "Hand it in" not in said
    for at in (5, 6):
        assert act(signed_in(member(hall, at)), proposal, "support").status_code == 302
    assert "Moved by Member 5 of Saulx and 2 others" in words(author.get(page_of(proposal)))
    assert act(author, proposal, "submit").status_code == 302
    said = words(signed_in(hall.secretary).get(page_of(proposal)))
    assert "answer in writing by Monday 4 May, 18:00." in said
    assert act(signed_in(hall.secretary), proposal, "admit").status_code == 302
    assert Proposal.objects.get().stage == "admitted"


def test_who_does_not_plan_is_led_from_the_old_form_to_the_new_one(hall, signed_in):
    assert signed_in(member(hall, 4)).get("/c/saulx/matter/").url == "/c/saulx/proposals/new/"
    assert signed_in(hall.secretary).get("/c/saulx/matter/").status_code == 200
    assert signed_in(make_person("Stranger")).get("/c/saulx/proposals/new/").status_code == 403
    assert Client().get("/c/saulx/proposals/new/").status_code == 403


def test_only_the_commune_sees_it_until_it_is_voted(hall, signed_in):
    proposal = make_admitted(hall)
    for client in (Client(), signed_in(make_person("Stranger"))):
        for address in ("", "v/1/", "diff/1..1/"):
            said = words(client.get(page_of(proposal) + address))
            assert "Mend the roof" in said
            assert "Debate" in said
            assert "Only Saulx can see this until it is voted." in said
            assert "wash-house" not in said
            assert "Member 5" not in said
    assert "wash-house" in words(signed_in(member(hall, 9)).get(page_of(proposal)))
    decide(hall, 40, 10, 0, proposal=proposal)
    said = words(Client().get(page_of(proposal)))
    assert "The roof of the wash-house is mended" in said
    assert "40 yes, 10 no, 0 abstain." in said


def test_drafts_stand_in_the_list_of_members_only(hall, signed_in):
    make_draft(hall, title="A first draft")
    make_submitted(hall, title="Handed in", body="Other words.")
    assert "A first draft" in words(signed_in(member(hall, 9)).get("/c/saulx/proposals/"))
    said = words(Client().get("/c/saulx/proposals/"))
    assert "A first draft" not in said
    assert "Handed in" in said


def test_convenors_return_it_in_writing_and_the_movers_ask_the_assembly(hall, signed_in):
    proposal = make_submitted(hall)
    empty = act(signed_in(hall.secretary), proposal, "return", reason="")
    assert empty.status_code == 400
    assert Proposal.objects.get().stage == "submitted"
    act(signed_in(hall.secretary), proposal, "return", reason="It names no date.")
    author = signed_in(member(hall, 4))
    said = words(author.get(page_of(proposal)))
    assert "Sent back" in said
    assert "It names no date." in said
    assert act(author, proposal, "appeal").status_code == 302
    appeal = Proposal.objects.get(kind="appeal")
    said = words(author.get(page_of(appeal)))
    assert "Shall we take up “Mend the roof”?" in said
    assert "The convenors said: It names no date." in said
    refused = act(signed_in(member(hall, 9)), proposal, "appeal")
    assert refused.status_code == 403
    assert "Only who moves this proposal does this." in words(refused)


def test_versions_differences_and_who_asked(hall, signed_in):
    proposal = make_draft(hall)
    author = signed_in(member(hall, 4))
    say_argument(actor=member(hall, 9), proposal=proposal, side="for", said="A date can be checked.")
    new = ROOF.replace("the autumn rains", "1 October 2027")
    sent = {"body": new, "reason": "A date can be checked.", "asked_by": str(hall.entries[9].pk)}
    assert author.post(f"/p/{proposal.code}/change/", sent).url == f"/p/{proposal.code}/diff/1..2/"
    said = words(author.get(f"/p/{proposal.code}/diff/1..2/"))
    assert "From version 1 to version 2" in said
    assert "removed: the autumn rains added: 1 October 2027" in said
    assert "Member 10 of Saulx “A date can be checked.” in version 2, 1 May" in said
    assert "1 sentence did not change." in said
    assert author.get(f"/p/{proposal.code}/diff/2..1/").url == f"/p/{proposal.code}/diff/1..2/"
    assert author.get(f"/p/{proposal.code}/diff/?old=1&new=2").url == f"/p/{proposal.code}/diff/1..2/"
    assert author.get(f"/p/{proposal.code}/diff/").url == f"/p/{proposal.code}/diff/1..2/"
    assert author.get(f"/p/{proposal.code}/diff/1..9/").status_code == 404
    older = words(author.get(f"/p/{proposal.code}/v/1/"))
    assert "This is an older version." in older
    assert "the autumn rains" in older
    assert author.get(f"/p/{proposal.code}/v/7/").status_code == 404
    twice = author.post(f"/p/{proposal.code}/change/", {**sent, "reason": "again"})
    assert twice.status_code == 400
    assert "These are the words of version 2 already." in words(twice)
    assert "1 October 2027" in twice.content.decode()
    foreign = author.post(f"/p/{proposal.code}/change/", {**sent, "asked_by": "999999"})
    assert foreign.status_code == 400
    assert TextVersion.objects.filter(proposal=proposal).count() == 2


def test_who_may_not_change_the_words_reads_who_may(hall, signed_in):
    proposal = make_draft(hall)
    refused = signed_in(member(hall, 9)).get(f"/p/{proposal.code}/change/")
    assert refused.status_code == 403
    assert "Only who drafted a proposal changes it" in words(refused)
    assert Client().get(f"/p/{proposal.code}/change/").status_code == 403
    came_down = make_proposal(hall, kind="ratification")
    assert signed_in(hall.secretary).get(f"/p/{came_down.code}/change/").status_code == 403
    assert act(signed_in(hall.secretary), came_down, "withdraw").status_code == 403


def test_arguments_stand_in_columns_and_a_refusal_keeps_the_words(hall, signed_in):
    proposal = make_admitted(hall)
    client = signed_in(member(hall, 9))
    assert "No arguments yet. Say the first." in words(client.get(page_of(proposal)))
    response = act(client, proposal, "say", side="question", said="Who holds the key?")
    assert response.url == f"{page_of(proposal)}#arguments"
    twice = act(client, proposal, "say", side="question", said="And where is it?")
    assert twice.status_code == 409
    assert "You have said one on this side already." in words(twice)
    assert "And where is it?" in twice.content.decode()
    one = Argument.objects.get()
    author = signed_in(member(hall, 4))
    assert act(author, proposal, "answer", target=str(one.pk), answer="The roof team.").status_code == 302
    assert "Answered: The roof team. (Member 5 of Saulx)" in words(client.get(page_of(proposal)))
    assert act(client, proposal, "unsay", target=str(one.pk)).status_code == 302
    assert "Who holds the key?" not in words(client.get(page_of(proposal)))
    for target in ("x", "", "0", "9" * 30):
        assert act(client, proposal, "unsay", target=target).status_code == 400


def test_withdrawn_can_be_taken_over_and_put_off_by_who_runs_it(hall, signed_in):
    proposal = make_admitted(hall)
    withdraw_proposal(actor=member(hall, 4), proposal=proposal)
    other = signed_in(member(hall, 9))
    assert "Take it over" in words(other.get(page_of(proposal)))
    assert act(other, proposal, "take_over").status_code == 302
    chair = signed_in(hall.facilitator)
    assert act(chair, proposal, "postpone", reason="No mover", is_mover_absent="on").status_code == 302
    assert "Put off" in words(chair.get(page_of(proposal)))
    again = act(chair, proposal, "postpone", reason="No mover", is_mover_absent="on")
    assert again.status_code == 409
    assert "put off once already" in words(again)


def test_what_it_replaces_is_named_and_where_it_goes_next(hall, signed_in):
    old = decide(hall, 40, 10, 0)
    plan_assembly(actor=hall.secretary, commune=hall.commune, planned_at=clock.now())
    author = signed_in(member(hall, 4))
    sent = {"title": "Other meters", "body": "None at all.", "replaces": str(old.number)}
    author.post("/c/saulx/proposals/new/", sent)
    proposal = Proposal.objects.get(title="Other meters")
    assert proposal.replaces == old
    said = words(author.get(page_of(proposal)))
    assert "It replaces decision S1, Water meters" in said
    admitted = make_admitted(hall, title="Third", body="Third.")
    assert "Now: item 2 of the agenda" in words(author.get(page_of(admitted)))


@pytest.mark.parametrize(("name", "more"), [("support", {}), ("nonsense", {}), ("say", {"side": "for", "said": "x"})])
def test_who_is_not_signed_in_does_nothing(hall, name, more):
    assert act(Client(), make_draft(hall), name, **more).status_code == 403


def test_there_is_no_such_proposal(db):
    assert Client().get("/p/nothere/").status_code == 404
    assert Client().get("/p/nothere/diff/1..2/").status_code == 404


@pytest.mark.parametrize("step", ["draft", "submitted", "returned", "admitted", "withdrawn", "voted"])
def test_pages_stay_under_the_limit_of_queries(hall, signed_in, step):
    old = decide(hall, 40, 10, 0)
    more = {"replaces": old, "review_on": date(2027, 1, 1)}
    proposal = make_draft(hall, **more) if step == "draft" else make_submitted(hall, **more)
    if step == "returned":
        return_proposal(actor=hall.secretary, proposal=proposal, reason="Why")
    if step in ("admitted", "withdrawn", "voted"):
        proposal = make_admitted(hall, title="B", body="B.", **more)
    if step == "withdrawn":
        withdraw_proposal(actor=member(hall, 4), proposal=proposal)
    else:
        for at in range(8, 14):
            say_argument(actor=member(hall, at), proposal=proposal, side="for", said=f"Because {at}")
        if step != "submitted":
            for number in range(2, 5):
                add_version(actor=member(hall, 4), proposal=proposal, body=f"Words {number}.", reason="x")
    if step == "voted":
        decide(hall, 40, 10, 0, proposal=proposal)
    for person in (hall.secretary, member(hall, 4), member(hall, 20)):
        client = signed_in(person)
        assert queries_of(client, page_of(proposal)) <= MOST_QUERIES
        assert queries_of(client, f"{page_of(proposal)}diff/1..1/") <= MOST_QUERIES
        assert queries_of(client, "/c/saulx/proposals/") <= MOST_QUERIES
        assert queries_of(client, "/c/saulx/proposals/new/") <= MOST_QUERIES


def test_register_and_decisions_tell_what_replaced_what(hall, signed_in):
    old = decide(hall, 40, 10, 0)
    more = {"title": "Other meters", "body": "None.", "replaces": old, "review_on": date(2027, 1, 1)}
    decide(hall, 40, 10, 0, proposal=make_admitted(hall, **more))
    register = words(Client().get("/d/"))
    assert "Replaced by decision S2, Other meters" in register
    assert "We look at it again on 1 January 2027." in register
    assert "Replaced by decision S2, Other meters" in words(Client().get("/c/saulx/d/1/"))
    newer = words(Client().get("/c/saulx/d/2/"))
    assert "It names decision S1, Water meters , and replaces it where it is in force." in newer
    assert "We look at it again on 1 January 2027." in newer


def test_the_commune_shows_drafts_to_its_members_only(hall, signed_in):
    make_draft(hall, title="A first draft")
    make_submitted(hall, title="Handed in", body="Other words.")
    said = words(signed_in(member(hall, 9)).get("/c/saulx/"))
    assert "A first draft looking for supporters" in said
    assert "Handed in the convenors read it" in said
    assert "A first draft" not in words(Client().get("/c/saulx/"))
