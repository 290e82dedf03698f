"""Plays an evening step by step: the agenda, the item that is taken up, and a line of the minutes."""

from assemblies.domain.stages import AssemblyStage
from assemblies.models import AgendaItem, Assembly
from assemblies.services.agenda import list_item, start_item
from assemblies.services.minutes import write_line
from confed.rehearsal.domain.evening_verbs import Agenda, Note, TakeReport, TakeUp
from confed.rehearsal.queries.things import NotFound, decided_on, open_sitting_of
from confed.rehearsal.services.scene import Scene
from delegates.queries.reports import open_reports
from delegates.services.report import give_report, receive_report


def put_down(scene: Scene, act: Agenda) -> None:
    """Put a matter on the agenda of the sitting that runs, or of the next one."""
    commune = scene.company.commune(act.commune)
    coming = Assembly.objects.filter(commune=commune).exclude(stage=AssemblyStage.CLOSED).select_related("commune")
    sitting = coming.order_by("planned_at").first()
    if sitting is None:
        raise NotFound(f"{commune.name} has planned no assembly")
    text = scene.company.proposal(act.proposal) if act.proposal else None
    list_item(actor=scene.company.facilitator(act.commune), assembly=sitting, title=act.title, proposal=text)


def take_up(scene: Scene, act: TakeUp) -> None:
    """Take up the item that stands at this place of the agenda."""
    commune = scene.company.commune(act.commune)
    sitting = open_sitting_of(commune)
    item = AgendaItem.objects.filter(assembly=sitting, position=act.number).select_related("assembly").first()
    if item is None:
        raise NotFound(f"the agenda of {commune.name} has no item {act.number}")
    start_item(actor=scene.company.facilitator(act.commune), item=item)


def note(scene: Scene, act: Note) -> None:
    """Write a line of the minutes under the vote on a proposal."""
    ballot = decided_on(scene.company.proposal(act.proposal))
    taker = scene.company.secretary(scene.home(act.proposal))
    write_line(actor=taker, assembly=ballot.assembly, text=act.words, item=ballot.item)


def take_report(scene: Scene, act: TakeReport) -> None:
    """Let the delegates report on the newest sitting they owe one for, and the open assembly take it."""
    commune, chair = scene.company.commune(act.commune), scene.company.facilitator(act.commune)
    owed = open_reports(commune)
    if not owed:
        raise NotFound(f"the delegates of {commune.name} owe no report")
    report = give_report(actor=chair, report=owed[-1], words=act.words)
    receive_report(actor=chair, report=report, assembly=open_sitting_of(commune), answer=act.answer)
