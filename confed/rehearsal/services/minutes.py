"""Plays what becomes of minutes: laid open, corrections asked and answered, and a wording the assembly votes on."""

from assemblies.models import Decision, MinutesLine
from assemblies.services.corrections import answer_correction, ask_correction, dispute_correction
from assemblies.services.minutes import close_minutes
from confed.rehearsal.domain.commune_verbs import AnswerCorrection, AskCorrection, KeepCorrection, LayOpen
from confed.rehearsal.queries.things import NotFound, correction_of, decided_on, last_sitting
from confed.rehearsal.services.scene import Scene


def lay_open(scene: Scene, act: LayOpen) -> None:
    """Lay the minutes of each commune's last sitting open for corrections."""
    for key in scene.each(act.commune):
        commune = scene.company.commune(key)
        sitting = last_sitting(commune)
        if sitting is None:
            raise NotFound(f"{commune.name} has held no assembly")
        close_minutes(actor=scene.company.secretary(key), assembly=sitting)


def ask(scene: Scene, act: AskCorrection) -> None:
    """Ask for other numbers of a vote."""
    ballot = decided_on(scene.company.proposal(act.proposal))
    names = ("for", "against", "abstain")
    ask_correction(
        actor=scene.company.people(scene.home(act.proposal), act.by)[0],
        assembly=ballot.assembly,
        text=act.reason,
        item=ballot.item,
        decision=Decision.objects.filter(result=ballot.result_id).first() if act.counts else None,
        was=act.was,
        counts=dict(zip(names, act.counts, strict=True)) if act.counts else None,
    )


def answer(scene: Scene, act: AnswerCorrection) -> None:
    """Accept a correction, or say why the text stays."""
    taker = scene.company.secretary(scene.home(act.proposal))
    answer_correction(actor=taker, correction=_asked(scene, act.proposal), accept=act.accept, answer=act.why)


def keep_to(scene: Scene, act: KeepCorrection) -> None:
    """Let who asked keep to a correction, so that the assembly votes on the wording."""
    line = _asked(scene, act.proposal)
    person = line.asked_by.person if line.asked_by else None
    if person is None:
        raise NotFound("nobody with a login asked for this correction")
    dispute_correction(actor=person, correction=line)


def _asked(scene: Scene, proposal: str) -> MinutesLine:
    line = correction_of(decided_on(scene.company.proposal(proposal)))
    if line is None:
        raise NotFound(f"nobody asked for a correction of the vote on “{proposal}”")
    return line
