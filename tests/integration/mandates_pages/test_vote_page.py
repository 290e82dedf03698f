"""The council vote of a delegate: first the check, then every answer with its reason, and one voice for two hands."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from confed.kernel.effects import drain
from confed.kernel.journal import sentences
from confed.kernel.models import JournalEntry, Person
from mandates.models import CouncilVote, Voice
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.item import publish_item
from tests.factories.confederation import confederation, delegate_person, delegation, sitting
from tests.integration.mandates_pages import build

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def client_of(person: Person | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def minutes_of(scope: str) -> str:
    return "\n".join(one.text for one in sentences(scope))


def read(vote: CouncilVote, person: Person | None = None) -> str:
    answer = client_of(person).get(f"/council/v/{vote.code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def choices(page: str) -> dict[str, tuple[str, bool]]:
    """By answer: its stamp, and whether it can be chosen."""
    found = {}
    for label in re.findall(r'<label class="choice.*?</label>', page, re.S):
        value = re.search(r'value="(\w+)"', label)
        assert value is not None
        said = words(label).strip()
        found[value[1]] = (said, "disabled" not in label)
    return found


def bound(tandem: bool = False, **mandate) -> tuple[build.Council, CouncilVote]:
    council = build.make_council(["Marbrook", "Saltmarsh"], tandem=tandem)
    item = build.make_item(council, 7, "Water", build.V4, build.V5)
    build.give_mandate(council.communes[0], item, "against", **{"version": 2, **mandate})
    return council, build.open_vote(council, item)


def test_bound_delegate_reads_blocked_answers_and_can_choose_only_what_was_said_or_send_back():
    council, vote = bound()
    found = choices(read(vote, council.people[0]))
    assert list(found) == ["for", "against", "abstain", "send_back"]
    assert {key: can for key, (_said, can) in found.items()} == {
        "for": False,
        "against": True,
        "abstain": False,
        "send_back": True,
    }
    assert found["for"][0] == "Yes Against your mandate Blocked"
    assert found["against"][0] == "No As your assembly decided Binding"
    assert "Ask Marbrook" in found["send_back"][0]


def test_reason_of_a_check_has_at_most_five_words():
    council, vote = bound()
    page = read(vote, council.people[0])
    for hint in re.findall(r'class="hint"[^>]*>([^<]+)<', page):
        assert len(hint.split()) <= 5, hint


def test_text_that_changed_after_the_mandate_is_shown_first():
    council, vote = bound(version=1, latitude="strict", stage="degraded")
    page = read(vote, council.people[0])
    assert "The text changed after your mandate" in page
    assert page.index("The text changed after your mandate") < page.index('class="choices')
    assert {said.split()[-1] for said, _can in choices(page).values()} == {"Indicative", "back"}


def test_delegate_without_a_mandate_may_say_everything_as_indicative():
    council, vote = bound()
    found = choices(read(vote, council.people[1]))
    assert all(can for _said, can in found.values())
    assert found["for"][0] == "Yes No mandate on this item Indicative"


def test_voice_is_cast_and_can_be_changed_while_open():
    council, vote = bound()
    client = client_of(council.people[0])
    assert client.post(f"/council/v/{vote.code}/", {"choice": "against"}).status_code == 302
    assert "Your vote is in:" in read(vote, council.people[0])
    assert client.post(f"/council/v/{vote.code}/", {"choice": "send_back"}).status_code == 302
    assert Voice.objects.get(delegation=council.delegations[0]).choice == "send_back"


def test_blocked_answer_that_is_posted_anyway_is_refused_and_nothing_is_written():
    council, vote = bound()
    answer = client_of(council.people[0]).post(f"/council/v/{vote.code}/", {"choice": "for"})
    assert answer.status_code == 409
    assert Voice.objects.get(delegation=council.delegations[0]).choice == ""


def test_posting_without_a_choice_explains():
    council, vote = bound()
    answer = client_of(council.people[0]).post(f"/council/v/{vote.code}/", {})
    assert answer.status_code == 400
    assert "Choose an answer first." in answer.content.decode()


def test_others_read_why_they_have_no_voice():
    _council, vote = bound()
    for person in (None, Person.objects.create(name="Somebody", mail="x@example.org")):
        page = read(vote, person)
        assert "You do not speak for a commune here." in page
        assert "<label" not in page


def test_closed_vote_says_so_and_leads_to_every_answer():
    council, vote = bound()
    build.say(vote, council.delegations[0], "against", "binding")
    build.close_vote(vote, build.sides((0, 1, 0), (0, 1, 0)))
    page = words(read(vote, council.people[0]))
    assert "This vote is closed." in page
    assert "Recorded for Marbrook: No" in page
    assert "See every answer" in page


def test_tandem_sees_the_other_hand():
    council, vote = bound(tandem=True)
    first, second = council.people[0], council.people[1]
    assert "Hand 2 of Marbrook has not answered yet. You two have one voice." in words(read(vote, first))
    client_of(first).post(f"/council/v/{vote.code}/", {"choice": "against"})
    assert "Hand 1 of Marbrook : No The first hand is the voice; the second confirms it." in words(read(vote, second))
    client_of(second).post(f"/council/v/{vote.code}/", {"choice": "send_back"})
    assert "You said different things." in words(read(vote, first))


def test_page_takes_at_most_fifteen_queries():
    council, vote = bound(tandem=True)
    client = client_of(council.people[0])
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/council/v/{vote.code}/")
    assert len(asked) <= 15, [one["sql"][:90] for one in asked]


def test_note_on_the_check_reaches_chair_and_commune_and_unlocks_nothing():
    council = build.make_council(["Marbrook", "Saltmarsh"])
    item = build.make_item(council, 7, "Water", build.V4)
    build.give_mandate(council.communes[0], item, "against")
    vote = build.open_vote(council, item, {**build.RULE, "abstain_against_mandate": "blocked"})
    client = Client()
    client.force_login(council.people[0])
    address = f"/council/v/{vote.code}/"
    note = {"act": "doubt", "choice": "for", "words": "Our mandate speaks of meadows only."}
    assert client.post(address, note).status_code == 302
    assert "Our mandate speaks of meadows only." in minutes_of(f"assembly:{council.sitting.pk}")
    drain()
    assert "Our mandate speaks of meadows only." in minutes_of(f"commune:{council.communes[0].pk}")
    chair = Client()
    chair.force_login(council.chair)
    assert "Our mandate speaks of meadows only." in chair.get("/c/avelle/a/12/council/").content.decode()
    assert "Our mandate speaks of meadows only." not in Client().get("/c/avelle/a/12/council/").content.decode()
    assert client.post(address, {"choice": "for"}).status_code == 409


@pytest.mark.parametrize(
    ("who", "note", "status"),
    [
        (0, {"choice": "for", "words": ""}, 400),
        (0, {"choice": "fly", "words": "Wrong."}, 400),
        ("chair", {"choice": "for", "words": "Wrong."}, 403),
        (None, {"choice": "for", "words": "Wrong."}, 403),
    ],
)
def test_note_on_the_check_is_refused_in_a_sentence(who, note, status):
    council = build.make_council(["Marbrook"])
    vote = build.open_vote(council, build.make_item(council))
    client = Client()
    if who is not None:
        client.force_login(council.chair if who == "chair" else council.people[who])
    answer = client.post(f"/council/v/{vote.code}/", {"act": "doubt"} | note)
    assert answer.status_code == status
    assert JournalEntry.objects.filter(kind="check_doubted").count() == 0


def test_who_carries_a_voice_has_a_counted_vote_counted_again_and_nobody_else():
    conf = confederation(2)
    item = publish_item(actor=conf.chair, council=conf.council, title="Water", body="We share the water.")
    drain()
    sent = [delegation(conf, commune) for commune in conf.communes]
    council = sitting(conf, sent)
    vote = open_council_vote(actor=conf.chair, item=item, assembly=council)
    delegate, address = client_of(delegate_person(sent[0])), f"/council/v/{vote.code}/"
    asked = {"act": "recount", "reason": "C01 misheard"}
    assert "Count it again" not in read(vote, delegate_person(sent[0]))
    early = delegate.post(address, asked)
    assert early.status_code == 409
    assert "has not been counted yet" in early.content.decode()
    first = close_council_vote(actor=conf.chair, vote=vote).result
    for person in (None, conf.secretary(conf.communes[0])):
        assert "Count it again" not in read(vote, person)
        assert client_of(person).post(address, asked).status_code == 403
    assert "Count it again" in read(vote, delegate_person(sent[0]))
    assert delegate.post(address, {"act": "recount", "reason": " "}).status_code == 400
    done = delegate.post(address, asked, follow=True)
    assert "Counted again. Both counts stay on record." in words(done.content.decode())
    vote.refresh_from_db()
    assert vote.result.supersedes == first
    assert "C01 misheard" in minutes_of(f"assembly:{council.pk}")
    with CaptureQueriesContext(connection) as seen:
        delegate.get(address)
    assert len(seen) <= 15, [one["sql"][:90] for one in seen]
