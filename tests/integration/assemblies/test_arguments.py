"""Arguments and questions: one for each side and person, in the order of speaking, until the vote opens."""

import pytest

from assemblies.models import Argument
from assemblies.queries.proposal_parts import columns_of
from assemblies.services.argument import answer_question, say_argument, withdraw_argument
from confed.kernel.errors import BadInput, NotAllowed, NotThere, RuleStops
from tests.factories.assemblies import make_ballot, make_hall, make_person
from tests.factories.proposals import make_admitted, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall(20, youth=1)


def test_one_for_each_side_and_person_in_the_order_of_speaking(hall, told):
    proposal = make_admitted(hall)
    for at, side in ((7, "for"), (6, "for"), (7, "against"), (20, "question")):
        say_argument(actor=member(hall, at), proposal=proposal, side=side, said=f" words {at} ")
    columns = columns_of(proposal, hall.entries[6])
    assert [(column.side, [one.name for one in column.first]) for column in columns] == [
        ("for", ["Member 8 of Saulx", "Member 7 of Saulx"]),
        ("against", ["Member 8 of Saulx"]),
        ("question", ["Youth 0 of Saulx"]),
    ]
    assert [one.is_mine for one in columns[0].first] == [False, True]
    assert told(f"proposal:{proposal.pk}") == [
        "Member 8 of Saulx spoke on “Mend the roof”: an argument for it.",
        "Member 7 of Saulx spoke on “Mend the roof”: an argument for it.",
        "Member 8 of Saulx spoke on “Mend the roof”: an argument against it.",
        "Youth 0 of Saulx asked a question on “Mend the roof”.",
    ]
    with pytest.raises(RuleStops, match="one on this side already"):
        say_argument(actor=member(hall, 7), proposal=proposal, side="for", said="again")


def test_taken_back_it_is_gone_from_the_page_and_may_be_said_anew(hall):
    proposal = make_admitted(hall)
    said = say_argument(actor=member(hall, 7), proposal=proposal, side="for", said="One")
    with pytest.raises(NotAllowed, match="Only who said this"):
        withdraw_argument(actor=member(hall, 8), argument=said)
    withdraw_argument(actor=member(hall, 7), argument=said)
    withdraw_argument(actor=member(hall, 7), argument=said)
    say_argument(actor=member(hall, 7), proposal=proposal, side="for", said="Two")
    assert [one.words for one in columns_of(proposal, None)[0].first] == ["Two"]
    assert Argument.objects.count() == 2


@pytest.mark.parametrize(
    ("side", "said", "says"), [("for", " ", "Write what"), ("for", "x" * 601, "too long"), ("perhaps", "x", "no side")]
)
def test_bad_input(hall, side, said, says):
    with pytest.raises(BadInput, match=says):
        say_argument(actor=member(hall, 7), proposal=make_admitted(hall), side=side, said=said)


def test_strangers_say_nothing_and_after_the_opening_nobody_does(hall):
    proposal = make_admitted(hall)
    with pytest.raises(NotAllowed, match="Only those who may speak"):
        say_argument(actor=make_person("Nobody"), proposal=proposal, side="for", said="x")
    said = say_argument(actor=member(hall, 7), proposal=proposal, side="for", said="x")
    make_ballot(hall, proposal=proposal)
    with pytest.raises(RuleStops, match="being voted on"):
        say_argument(actor=member(hall, 8), proposal=proposal, side="for", said="x")
    with pytest.raises(RuleStops, match="being voted on"):
        withdraw_argument(actor=member(hall, 7), argument=said)


def test_movers_and_those_who_plan_answer_questions(hall, told):
    proposal = make_admitted(hall)
    question = say_argument(actor=member(hall, 7), proposal=proposal, side="question", said="Who holds the key?")
    argument = say_argument(actor=member(hall, 7), proposal=proposal, side="for", said="Dry walls.")
    with pytest.raises(NotAllowed):
        answer_question(actor=member(hall, 8), argument=question, answer="I do")
    with pytest.raises(NotThere, match="no such question"):
        answer_question(actor=member(hall, 4), argument=argument, answer="Thanks")
    with pytest.raises(BadInput, match="Write an answer"):
        answer_question(actor=member(hall, 4), argument=question, answer=" ")
    answer_question(actor=member(hall, 4), argument=question, answer="The roof team.")
    answer_question(actor=hall.facilitator, argument=question, answer="The roof team, 5 people.")
    found = columns_of(proposal, None)[2].first[0]
    assert (found.answer, found.answered_by) == ("The roof team, 5 people.", "Bela of Saulx")
    assert told(f"proposal:{proposal.pk}")[-1] == "Bela of Saulx answered a question on “Mend the roof”."
