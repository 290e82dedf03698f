"""Plays a recall up to its vote: filed, signed, answered, handed in, heard."""

from confed.kernel.models import JournalEntry, Person
from confed.rehearsal.domain.people import card_of, people_of
from confed.rehearsal.domain.recall_verbs import AnswerPetition, FilePetition, Hear, SheetOfNames, Sign, Validate
from confed.rehearsal.queries.things import NotFound, open_sitting_of
from confed.rehearsal.services.scene import Scene
from delegates.models import Delegate
from delegates.services.petition import answer_petition, file_petition
from delegates.services.recall import hear_delegate
from delegates.services.signing import enter_sheet, sign_petition, withdraw_signature
from delegates.services.validation import validate_petition


def file(scene: Scene, act: FilePetition) -> None:
    """File a petition; one against a voice raised off-mandate names what the commune was told of it."""
    commune, card = scene.company.commune(act.commune), card_of(people_of(act.against)[0])
    delegate = Delegate.objects.filter(entry__commune=commune, entry__card=card).order_by("-pk").first()
    if delegate is None:
        raise NotFound(f"{commune.name} sends nobody with the number {act.against[0]}")
    told = JournalEntry.objects.filter(chain=commune.chain_id, kind="off_mandate_told").order_by("-seq").first()
    file_petition(
        actor=scene.company.people(act.commune, act.by)[0],
        delegate=delegate,
        ground=act.ground,
        statement=act.statement,
        act=told if act.ground == "off_mandate" else None,
    )


def sign(scene: Scene, act: Sign) -> None:
    """Let everybody named sign from their own phone, or take the name back."""
    for person in scene.company.people(scene.company.filed(act.petition).commune, act.by):
        petition = scene.company.petition(act.petition)
        if act.withdraw:
            withdraw_signature(actor=person, petition=petition)
        else:
            sign_petition(actor=person, petition=petition)


def enter_names(scene: Scene, act: SheetOfNames) -> None:
    """Enter a paper sheet, line by line, by the cards on it."""
    teller, _second = scene.company.tellers(scene.company.filed(act.petition).commune)
    cards = [card_of(word) for word in people_of(act.names)]
    enter_sheet(actor=teller, petition=scene.company.petition(act.petition), sheet=act.sheet, lines=cards)


def answer(scene: Scene, act: AnswerPetition) -> None:
    """Let the person concerned answer."""
    petition = scene.company.petition(act.petition)
    answer_petition(actor=_concerned(petition.delegate), petition=petition, words=act.words)


def validate(scene: Scene, act: Validate) -> None:
    """Hand a petition in, by who filed it."""
    filed = scene.company.filed(act.petition)
    filer = scene.company.people(filed.commune, filed.by)[0]
    validate_petition(actor=filer, petition=scene.company.petition(act.petition))


def hear(scene: Scene, act: Hear) -> None:
    """Write down that the person concerned spoke last."""
    petition = scene.company.petition(act.petition)
    chair = scene.company.facilitator(scene.company.filed(act.petition).commune)
    hear_delegate(actor=chair, petition=petition, assembly=open_sitting_of(petition.commune))


def _concerned(delegate: Delegate) -> Person:
    if delegate.entry.person is None:
        raise NotFound(f"{delegate.entry.name} has no login")
    return delegate.entry.person
