"""Plays what binds a voice: red lines declared and contested, votes that stand still and are taken up again."""

from collections.abc import Iterator

from assemblies.models import Commune
from assemblies.services.proposal import newest_text
from confed.kernel.models import Person
from confed.rehearsal.domain.binding_verbs import Contest, Declare, OfVote, RecountVote, ReopenVote, ResumeVote
from confed.rehearsal.domain.binding_verbs import SuspendVote as Suspend
from confed.rehearsal.domain.verbs import Matter
from confed.rehearsal.queries.things import NotFound, carriers_of, last_sitting, mandate_of, vote_of
from confed.rehearsal.services.home import hold
from confed.rehearsal.services.scene import Scene
from mandates.models import CouncilVote, Declaration, Mandate
from mandates.services.contest import contest_declaration
from mandates.services.declaration import declare_line
from mandates.services.recount import recount_council_vote
from mandates.services.reopening import reopen_council_vote
from mandates.services.suspension import resume_council_vote, suspend_council_vote


def declare(scene: Scene, act: Declare) -> None:
    """Declare on a red line, by the first who carries the commune's word at the council's last sitting."""
    for key in scene.select(act.commune):
        commune = scene.company.commune(key)
        mandate = mandate_of(commune, scene.company.title(act.item))
        sitting = last_sitting(mandate.item.council)
        people = carriers_of(sitting, commune) if sitting else []
        declare_line(
            actor=people[0] if people else scene.company.secretary(key),
            mandate=mandate,
            version=act.version or newest_text(mandate.item.proposal).number,
            line=act.line - 1,
            touched=act.touched,
        )


def contest(scene: Scene, act: Contest) -> None:
    """Hold an assembly that decides that a declaration was wrong, and enter it."""
    title = scene.company.title(act.item)
    matter = Matter(text=f"Our red line is touched: {title}", says=act.says, counts=act.counts)
    for key in scene.each(act.commune):
        commune = scene.company.commune(key)
        hold(scene, key, act, [matter])
        sitting = last_sitting(commune)
        if sitting is None:
            raise NotFound(f"{commune.name} has held no assembly")
        declared = _declared(commune, mandate_of(commune, title), act.line)
        contest_declaration(actor=scene.company.facilitator(key), declaration=declared, assembly=sitting)


def suspend(scene: Scene, act: Suspend) -> None:
    """Let a vote stand still."""
    for chair, vote in _votes(scene, act):
        suspend_council_vote(actor=chair, vote=vote, reason=act.reason)


def resume(scene: Scene, act: ResumeVote) -> None:
    """Let a vote go on."""
    for chair, vote in _votes(scene, act):
        resume_council_vote(actor=chair, vote=vote)


def reopen(scene: Scene, act: ReopenVote) -> None:
    """Take a counted vote up again."""
    for chair, vote in _votes(scene, act):
        reopen_council_vote(actor=chair, vote=vote)


def recount(scene: Scene, act: RecountVote) -> None:
    """Have a closed vote counted again."""
    for chair, vote in _votes(scene, act):
        recount_council_vote(actor=chair, vote=vote, reason=act.reason)


def _declared(commune: Commune, mandate: Mandate, line: int) -> Declaration:
    found = Declaration.objects.filter(mandate=mandate, line=line - 1).order_by("-text_version__number").first()
    if found is None:
        raise NotFound(f"the delegates of {commune.name} declared nothing on line {line}")
    return found


def _votes(scene: Scene, act: OfVote) -> Iterator[tuple[Person, CouncilVote]]:
    """Go through the newest votes on an item, each with who chairs it."""
    for key in scene.select(act.council or scene.company.published(act.item).council):
        vote = vote_of(scene.company.item(act.item, key))
        if vote is None:
            raise NotFound(f"{scene.company.commune(key).name} has not voted on “{act.item}”")
        yield scene.company.facilitator(key), vote
