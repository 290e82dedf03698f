"""Plays the way of a commune's own proposals up to its vote, and a table of members read into its roll."""

from assemblies.domain.roll_fates import Fate
from assemblies.queries.roll_plan import plan_of
from assemblies.services.admission import admit_proposal, return_proposal
from assemblies.services.argument import say_argument
from assemblies.services.drafting import submit_proposal, support_proposal, withdraw_support, write_draft
from assemblies.services.proposal import add_version, draft_proposal
from assemblies.services.roll_confirm import confirm_import
from assemblies.services.roll_import import read_import
from confed.kernel.models import Person
from confed.rehearsal.domain.commune_verbs import Argue, Draft, FormCheck, HandIn, ImportRoll, Rewrite, Support
from confed.rehearsal.queries.things import NotFound
from confed.rehearsal.services.scene import Scene


def draft(scene: Scene, act: Draft) -> None:
    """Draft a proposal, or put it straight before the commune where nobody of the roll moves it."""
    commune, body = scene.company.commune(act.commune), act.body or act.title
    if act.by:
        write_draft(actor=_mover(scene, act.commune, act.by), commune=commune, title=act.title, body=body)
    else:
        draft_proposal(actor=scene.company.facilitator(act.commune), commune=commune, title=act.title, body=body)


def support(scene: Scene, act: Support) -> None:
    """Let everybody named support a proposal, or take it back."""
    for person in scene.company.people(scene.home(act.proposal), act.by):
        proposal = scene.company.proposal(act.proposal)
        if act.withdraw:
            withdraw_support(actor=person, proposal=proposal)
        else:
            support_proposal(actor=person, proposal=proposal)


def hand_in(scene: Scene, act: HandIn) -> None:
    """Hand a proposal in to the convenors."""
    mover = _mover(scene, scene.home(act.proposal), act.by)
    submit_proposal(actor=mover, proposal=scene.company.proposal(act.proposal))


def check_form(scene: Scene, act: FormCheck) -> None:
    """Answer the movers: admitted, or returned with what the form lacks."""
    convenor, proposal = scene.company.secretary(scene.home(act.proposal)), scene.company.proposal(act.proposal)
    if act.answer == "admit":
        admit_proposal(actor=convenor, proposal=proposal)
    else:
        return_proposal(actor=convenor, proposal=proposal, reason=act.reason)


def rewrite(scene: Scene, act: Rewrite) -> None:
    """Write a new version of a proposal's words."""
    home = scene.home(act.proposal)
    actor = _mover(scene, home, act.by) if act.by else scene.company.facilitator(home)
    add_version(actor=actor, proposal=scene.company.proposal(act.proposal), body=act.body, reason=act.reason)


def argue(scene: Scene, act: Argue) -> None:
    """Say an argument or ask a question."""
    speaker = _mover(scene, scene.home(act.proposal), act.by)
    say_argument(actor=speaker, proposal=scene.company.proposal(act.proposal), side=act.side, said=act.words)


def import_roll(scene: Scene, act: ImportRoll) -> None:
    """Read a table of members, and enter it where it holds as many new and changed names as the step says."""
    commune, secretary = scene.company.commune(act.commune), scene.company.secretary(act.commune)
    read = read_import(actor=secretary, commune=commune, source="table", table=act.table)
    plan = plan_of(read)
    seen = plan.count(Fate.NEW), plan.count(Fate.CHANGED)
    if seen != (act.new, act.changed):
        raise NotFound(f"the table holds {seen[0]} new names and {seen[1]} changed ones")
    confirm_import(actor=secretary, roll_import=read, new=act.new, changed=act.changed)


def _mover(scene: Scene, key: str, words: list[str]) -> Person:
    return scene.company.people(key, words)[0]
