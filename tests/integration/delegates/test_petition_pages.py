"""The pages of a petition: whose they are, what they show to whom, and in how many queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assemblies.models import Ballot, RollEntry
from assemblies.services.ballot import open_ballot
from assemblies.services.role import give_role
from confed.kernel import clock
from confed.kernel.journal import sentences
from confed.pages.queries.now import now_page
from delegates.models import Petition, Signature
from delegates.services.petition import answer_petition
from delegates.services.validation import validate_petition
from tests.factories.confederation import on
from tests.factories.recall import assembly, item_of, petition, story, valid, vote

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_two_taps_from_the_page_of_the_commune_file_a_petition():
    tale = story()
    client = signed_in(tale.members[0])
    assert f"/c/c01/recall/{tale.delegate.pk}/" in text(client.get("/c/c01/"))
    answer = client.post(f"/c/c01/recall/{tale.delegate.pk}/", {"ground": "trust", "statement": ""})
    made = Petition.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{made.code}/")


def test_the_page_shows_the_number_to_all_and_names_to_tellers_only():
    tale = story()
    made = petition(tale, signers=2)
    signer = tale.members[1].name
    reader = signed_in(tale.members[5])
    with CaptureQueriesContext(connection) as asked:
        page = text(reader.get(f"/r/{made.code}/"))
    assert len(asked) <= 15
    assert "needs 3" in page
    assert signer not in page
    concerned = tale.delegate.entry.person
    assert "This petition is about you" in text(signed_in(concerned).get(f"/r/{made.code}/"))
    assert signed_in(concerned).get(f"/r/{made.code}/names/").status_code == 403
    assert signer in text(signed_in(tale.tellers[0]).get(f"/r/{made.code}/names/"))
    assert Client().get(f"/r/{made.code}/").status_code == 403


def test_signing_asks_once_and_a_second_post_is_one_name():
    tale = story()
    made = petition(tale, signers=1)
    client = signed_in(tale.members[3])
    assert "Only the tellers see your name" in text(client.get(f"/r/{made.code}/?sign=1"))
    for _again in range(2):
        assert client.post(f"/r/{made.code}/", {"act": "sign"}).status_code == 302
    assert Signature.objects.filter(petition=made).count() == 2
    assert client.post(f"/r/{made.code}/", {"act": "withdraw"}).status_code == 302
    assert Signature.objects.filter(petition=made, withdrawn_at=None).count() == 1


def test_a_sheet_that_leaves_lines_over_says_which():
    tale = story(voters=40)
    made = petition(tale, signers=1)
    answer = signed_in(tale.tellers[0]).post(
        f"/r/{made.code}/names/", {"act": "sheet", "sheet": "1", "lines": "C01 9\nC01 3\nNobody"}
    )
    page = text(answer)
    assert "1 name was entered." in page
    assert "Signed already, counted once: C01 3." in page
    assert "on more than one: Nobody." in page


def test_now_asks_who_is_meant_for_an_answer_members_for_a_name_and_the_chair_for_a_date():
    tale = story()
    made = petition(tale, signers=3)
    concerned = tale.delegate.entry.person

    def needs(person) -> list[str]:
        page = now_page(person, clock.now())
        lines = [*([page.first] if page.first else []), *page.urgent, *page.later]
        return [str(line.need) for line in lines if line.code == made.code]

    assert needs(concerned) == ["answer_petition"]
    assert needs(tale.members[7]) == ["sign_petition"]
    assert needs(tale.members[0]) == []
    answer_petition(actor=concerned, petition=made, words="I was ill.")
    validate_petition(actor=tale.members[0], petition=made)
    assert (needs(concerned), needs(tale.members[7]), needs(tale.chair)) == ([], [], ["plan_recall"])


def test_the_ballot_asks_about_staying_and_says_what_each_answer_does():
    tale = story()
    made = valid(tale, statement="He said yes where we said no.")
    meeting = assembly(tale)
    ballot = open_ballot(actor=tale.chair, item=item_of(made, meeting), method="secret")
    page = text(signed_in(tale.members[0]).get(f"/v/{ballot.code}/"))
    for words in (
        "Does C01 1 stay our delegate?",
        "He said yes where we said no.",
        "The mandate ends at once",
        "Stays",
    ):
        assert words in page
    assert "3 members signed, 3 were needed" in page
    assert "i-cross" not in page.split("<fieldset")[1].split("</fieldset>")[0]
    assert "Vote open" in text(signed_in(tale.members[0]).get(f"/r/{made.code}/"))


def test_the_result_says_what_happens_now():
    tale = story()
    made = valid(tale)
    decision = vote(tale, made, assembly(tale), 7, 3, 2)
    code = Ballot.objects.get(result=decision.result).code
    assert "7 for ending the mandate, 3 for staying" in text(signed_in(tale.members[0]).get(f"/v/{code}/"))
    page = text(signed_in(tale.members[0]).get(f"/r/{made.code}/"))
    for words in (
        "C01 1 is recalled",
        "7 for ending the mandate, 3 for staying, 2 abstaining.",
        "C01 2 carries our word now, with the same mandates.",
    ):
        assert words in page


def test_a_teller_writes_down_the_petition_of_somebody_without_a_phone():
    tale = story()
    entry = RollEntry.objects.get(person=tale.members[4])
    RollEntry.objects.filter(pk=entry.pk).update(person=None, card="88")
    teller, path = tale.tellers[0], f"/c/c01/recall/{tale.delegate.pk}/paper/"
    client = signed_in(teller)
    assert path in text(client.get("/c/c01/"))
    page = text(client.post(path, {"ground": "conduct", "who": "Nobody Here", "sheet": "1"}))
    assert "Nobody with a vote on the roll is called “Nobody Here”." in page
    assert client.post(path, {"ground": "conduct", "who": "88", "sheet": ""}).status_code == 400
    assert Petition.objects.count() == 0
    answer = client.post(path, {"ground": "conduct", "who": "88", "sheet": "1", "statement": "He did not come."})
    made = Petition.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/r/{made.code}/")
    assert made.filed_by == entry
    first = Signature.objects.get()
    assert (first.entry, first.sheet, first.checked_by) == (entry, "1", teller)
    assert "sheet 1" in text(client.get(f"/r/{made.code}/names/"))
    told = [one.text for one in sentences(f"commune:{tale.home.pk}")]
    assert not [one for one in told if entry.name in one]
    assert client.post(path, {"ground": "conduct", "who": tale.members[5].name, "sheet": "1"}).status_code == 302
    assert (Petition.objects.count(), Signature.objects.count()) == (1, 2)  # the second one joined the first


def test_a_petition_on_paper_is_written_down_by_neither_members_nor_the_person_concerned():
    tale = story()
    path = f"/c/c01/recall/{tale.delegate.pk}/paper/"
    assert path not in text(signed_in(tale.members[0]).get("/c/c01/"))
    assert signed_in(tale.members[0]).get(path).status_code == 403
    concerned = tale.delegate.entry.person
    give_role(actor=tale.conf.secretary(tale.home), commune=tale.home, person=concerned, kind="teller", until=on(300))
    answer = signed_in(concerned).post(path, {"ground": "trust", "who": tale.members[1].name, "sheet": "1"})
    assert answer.status_code == 403
    assert "The petition is about you, so somebody else writes it down." in text(answer)
    assert Petition.objects.count() == 0
