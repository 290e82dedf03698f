"""What a program would send to each act in the confederation of these tests, made from the shape of the act."""

from datetime import timedelta
from typing import Any

from django.db.models import Model
from rest_framework import serializers

from assemblies.models import Assembly, Ballot, Commune, Proposal, Role, RollEntry
from assemblies.services.argument import say_argument
from assemblies.services.corrections import ask_correction
from assemblies.services.minutes import close_minutes
from assemblies.services.requests import begin_request
from confed.api import ACTS
from confed.kernel import clock
from confed.kernel.api.acts import shape_of
from confed.kernel.api.fields import DayField, MomentField
from confed.kernel.api.references import NameField, name_of
from confed.kernel.effects import drain
from confed.kernel.models import Person
from mandates.models import CouncilVote, Mandate
from mandates.services.council_vote import close_council_vote, open_council_vote
from mandates.services.declaration import declare_line
from mandates.services.item import change_text, publish_item
from mandates.services.voice import cast_voice
from tests.factories import confederation as story

HOME, COUNCIL = "c01", "council"
SHAPES = {one.name: shape_of(one) for one in ACTS}


def titled(title: str) -> str:
    """The code of the proposal of the commune with this title."""
    return Proposal.objects.get(commune__slug=HOME, title=title).code


def ago(days: int) -> str:
    """A day that has been."""
    return (clock.now() - timedelta(days=days)).date().isoformat()


def closed_vote() -> str:
    """The code of the council's vote that was counted."""
    return CouncilVote.objects.get(stage="closed").code


def bearer() -> str | None:
    """Somebody on the roll who can sign in."""
    return name_of(RollEntry.objects.filter(commune__slug=HOME, person__isnull=False).latest("pk"))


def voter() -> str | None:
    """Somebody on the roll with a vote."""
    return name_of(RollEntry.objects.filter(commune__slug=HOME, may_vote=True).earliest("pk"))


COUNCIL_SITTING = {"assembly": "council/1"}
PUMP = {"proposal": lambda: titled("A pump")}
SHEET = {"held_on": lambda: ago(1), "voters": 3, "youth": 0, "observers": 0, "tellers": ["One", "Two"], "witnesses": []}
# Where an act means another thing of its kind than the newest of the commune, or more than plain words.
MEANT: dict[str, dict[str, Any]] = {
    "add_version": {**PUMP, "asked_by": None},
    **dict.fromkeys(("check_credentials", "open_sitting", "count_voices"), COUNCIL_SITTING),
    **dict.fromkeys(("support_proposal", "withdraw_support", "submit_proposal", "withdraw_proposal"), PUMP),
    **dict.fromkeys(("admit_proposal", "return_proposal", "appeal_proposal", "say_argument", "take_over"), PUMP),
    "adopt_charter": {"template": "", "values": {}},
    "ask_correction": {"assembly": "c01/1", "item": None, "decision": None, "counts": None},
    "begin_request": {"kind": "assembly", "proposal": None},
    "cast_secret": {"code": "acorn-lilac-barley-417", "choice": "for"},
    "change_secret": {"code": "acorn-lilac-barley-417", "choice": "for"},
    "cast_named": {"choice": "for"},
    "close_minutes": {"assembly": "c01/1"},
    "correct_result": {"decision": "c01/1"},
    "draft_mandate": {"mandate": lambda: name_of(Mandate.objects.filter(giver__slug=HOME, stage="requested")[0])},
    "end_entry": {"ended_on": None},
    "enter_answer": {**SHEET, "held_on": lambda: ago(0)},
    "enter_count": {"option": "for"},
    "enter_paper_assembly": {"proposal": lambda: titled("On paper"), **SHEET},
    "file_petition": {"filer": None},
    "found_below": {"parent": COUNCIL},
    "give_role": {"person": bearer, "assembly": None, "decision": None, "kind": "teller"},
    "list_item": {"proposal": lambda: titled("On paper")},
    "open_ballot": {"rivals": [], "closes_at": None, "receipt": ""},
    "open_council_vote": {"assembly": "council/1", "item": "council/3"},
    "plan_assembly": {"anyway": True, "told_on": None},
    "postpone_proposal": {"proposal": lambda: titled("On paper")},
    "propose_charter_change": {"values": {"quorum.ordinary": "1/3"}},
    "publish_item": {"council": COUNCIL},
    "receive_report": {"answer": ""},
    "record_named": {"choice": "for", "entry": voter},
    "recount_council_vote": {"vote": closed_vote},
    "reopen_council_vote": {"vote": closed_vote},
    "settle_counts": {"option": "for"},
    "write_draft": {"replaces": None},
    "write_line": {"line": None, "item": None},
}
# Of these the one that runs is meant.
RUNNING = {Assembly: "quorate", Ballot: "open", CouncilVote: "open"}


def body(act: str) -> dict[str, Any]:
    """What a program sends to this act: the newest thing of each kind in the commune, and plain words."""
    meant = {name: word() if callable(word) else word for name, word in MEANT.get(act, {}).items()}
    shape = SHAPES[act]()
    return {name: said(name, field) for name, field in shape.fields.items()} | meant


def said(name: str, field: serializers.Field) -> Any:
    """A value that this field takes."""
    if isinstance(field, NameField):
        return newest(field.kind)
    if isinstance(field, serializers.ListField):
        return [said(name, field.child)]
    if isinstance(field, serializers.Serializer):
        return {inner: said(inner, one) for inner, one in field.fields.items() if one.required}
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices))
    if isinstance(field, DayField):
        return (clock.now() + timedelta(days=5)).date().isoformat()
    if isinstance(field, MomentField):
        return (clock.now() + timedelta(days=20)).isoformat()
    plain = {serializers.BooleanField: True, serializers.IntegerField: 1, serializers.DictField: {}}
    return "rosa@example.org" if name.endswith("mail") else plain.get(type(field), "Because.")


def newest(kind: type[Model]) -> str | None:
    """The name of the newest thing of this kind, in the commune if it has one."""
    rows = kind._default_manager.order_by("-pk")
    if kind in RUNNING:
        rows = rows.filter(stage=RUNNING[kind])
    names = [name_of(row) or "" for row in rows[:200]]
    return next((name for name in names if name.startswith(f"{HOME}/") or name == HOME), names[0] if names else None)


def enrich() -> None:
    """Add to the confederation what nobody has done in it yet: an argument, a request, a correction, a ratification."""
    home, council = Commune.objects.get(slug=HOME), Commune.objects.get(slug=COUNCIL)
    member = RollEntry.objects.filter(commune=home, person__isnull=False)[1].person
    secretary, chair = _secretary(home), _secretary(council)
    draft = Proposal.objects.get(commune=home, title="A pump")
    say_argument(actor=member, proposal=draft, side="question", said="How deep?")
    begin_request(
        actor=member, commune=home, kind="assembly", title="Flood", wanted_at=clock.now() + timedelta(days=20)
    )
    first = Assembly.objects.get(commune=home, number=1)
    close_minutes(actor=secretary, assembly=first)
    ask_correction(actor=member, assembly=first, text="It rained.")
    _ratify(council, chair)
    _move_a_text(council, chair, home)
    drain()


def _ratify(council: Commune, chair: Person) -> None:
    """A second item, voted by both communes' delegates and sent back down."""
    sitting = Assembly.objects.get(commune=council, number=1)
    item = publish_item(actor=chair, council=council, title="Roads", body="We mend the roads.")
    vote = open_council_vote(actor=chair, item=item, assembly=sitting)
    for name in ("c01", "c02"):
        cast_voice(actor=RollEntry.objects.filter(commune__slug=name).earliest("pk").person, vote=vote, choice="for")
    close_council_vote(actor=chair, vote=vote)


def _move_a_text(council: Commune, chair: Person, home: Commune) -> None:
    """A third item, on which the commune drew a red line before the words moved."""
    item = publish_item(actor=chair, council=council, title="Bread", body="We bake.")
    drain()
    conf = story.Confederation(council, chair, [home], {home.pk: _secretary(home)})
    given = story.mandate(conf, item, home, (12, 2, 1), red_lines=["no night work"], latitude="bounded")
    change_text(actor=chair, item=item, body="We bake at night.", reason="Warm bread.")
    delegate = RollEntry.objects.filter(commune=home).earliest("pk").person
    declare_line(actor=delegate, mandate=given, version=2, line=0, touched=False)


def _secretary(commune: Commune) -> Person:
    return Role.objects.filter(commune=commune, kind="secretary").earliest("pk").person
