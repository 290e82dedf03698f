"""Who drafts, supports, changes, answers, argues about and reads a proposal."""

from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import VOTED, WITH_ITS_MOVERS, ProposalKind
from assemblies.models import Commune, Proposal, Role, RollEntry
from assemblies.models.tree import zone_of
from assemblies.rules.commune import may_plan
from assemblies.rules.held import CONVENOR, FACILITATOR, SECRETARY, Held, held_by
from assemblies.rules.sitting import may_be_counted
from confed.kernel import clock
from confed.kernel.errors import ALLOWED, Verdict
from confed.kernel.models import Person
from confed.kernel.person import Actor


def may_bring_up(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """Those who plan the sittings, or a question that came down, put a text straight before the commune."""
    if may_plan(actor, commune, held):
        return ALLOWED
    return Verdict(False, _("Only a secretary or a facilitator puts a text straight on the agenda; write a draft."))


def may_draft(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """Whoever may speak in the commune puts a proposal before it; so do its secretary and its facilitators."""
    if may_plan(actor, commune, held):
        return ALLOWED
    if isinstance(actor, Person):
        on_roll = RollEntry.objects.running().filter(commune=commune, person=actor, may_speak=True)
        if on_roll.exists():
            return ALLOWED
    return Verdict(False, _("Only those who may speak in this commune put proposals before it."))


def may_change_text(actor: Actor, proposal: Proposal, held: Held | None = None) -> Verdict:
    """The author changes or withdraws a proposal; once it is admitted the commune's secretary and facilitators do too."""
    if is_author(actor, proposal):
        return ALLOWED
    if proposal.stage in WITH_ITS_MOVERS:
        return Verdict(False, _("Only who drafted a proposal changes it before it is admitted."))
    if may_plan(actor, proposal.commune, held):
        return ALLOWED
    return Verdict(False, _("Only the author, a secretary or a facilitator changes a proposal."))


def may_change_words(actor: Actor, proposal: Proposal, held: Held | None = None) -> Verdict:
    """Who may change a proposal changes its words, where the commune wrote them itself."""
    if proposal.kind == ProposalKind.CHARTER:
        return Verdict(
            False,
            _(
                "The words of this change say what the rule would say; they change with its values only. Withdraw it, "
                "and propose another value."
            ),
        )
    if proposal.kind != ProposalKind.TEXT:
        return Verdict(False, _("The words of this question came from elsewhere."))
    return may_change_text(actor, proposal, held)


def may_withdraw(actor: Actor, proposal: Proposal, held: Held | None = None) -> Verdict:
    """Who may change a proposal withdraws it, where the commune brought it up itself."""
    if proposal.kind not in (ProposalKind.TEXT, ProposalKind.APPEAL, ProposalKind.CHARTER):
        return Verdict(False, _("This question came from the council; it is not withdrawn here."))
    return may_change_text(actor, proposal, held)


def is_author(actor: Actor, proposal: Proposal) -> bool:
    """Say whether this person moves the proposal."""
    author = proposal.author
    return isinstance(actor, Person) and author is not None and author.person_id == actor.pk


def may_submit(actor: Actor, proposal: Proposal) -> Verdict:
    """Who drafted a proposal hands it in, and appeals for it."""
    return ALLOWED if is_author(actor, proposal) else Verdict(False, _("Only who moves this proposal does this."))


def may_support(entry: RollEntry | None) -> Verdict:
    """Whoever has a vote in the commune supports its proposals."""
    if entry is not None and may_be_counted(entry):
        return ALLOWED
    return Verdict(False, _("Only those with a vote in this commune support its proposals."))


def may_request(entry: RollEntry | None) -> Verdict:
    """Whoever has a vote in the commune asks with others for a place on the agenda, or for an assembly."""
    if entry is not None and may_be_counted(entry):
        return ALLOWED
    return Verdict(False, _("Only those with a vote in this commune ask for this."))


def may_argue(entry: RollEntry | None) -> Verdict:
    """Whoever may speak in the commune says an argument, asks a question, takes a withdrawn proposal over."""
    if entry is not None and entry.ended_on is None and entry.may_speak:
        return ALLOWED
    return Verdict(False, _("Only those who may speak in this commune do this."))


def may_answer(actor: Actor, commune: Commune, held: Held | None = None) -> Verdict:
    """A convenor checks the form of proposals; where nobody is convenor, those who plan the sittings do."""
    held = held or held_by(actor, commune)
    if held.has(CONVENOR):
        return ALLOWED
    if held.has(SECRETARY, FACILITATOR) and not _has_convenors(commune):
        return ALLOWED
    return Verdict(False, _("Only a convenor of this commune answers the movers of a proposal."))


def _has_convenors(commune: Commune) -> bool:
    today = clock.today(zone_of(commune))
    held = Role.objects.filter(commune=commune, kind=CONVENOR, assembly=None, ended_at=None)
    return held.filter(from_on__lte=today, until__gte=today).exists()


OF_ITS_OWN = (ProposalKind.TEXT, ProposalKind.APPEAL, ProposalKind.RECALL, ProposalKind.CHARTER)


def may_read(proposal: Proposal, entry: RollEntry | None, held: Held) -> Verdict:
    """A commune's own proposal is its own until it is voted; questions of a council and what was voted are public.

    `entry` is where the reader stands on its roll, `held` what they hold there.
    """
    if proposal.kind not in OF_ITS_OWN or proposal.stage in VOTED:
        return ALLOWED
    if entry is not None or held.kinds or held.secretary_above:
        return ALLOWED
    return Verdict(False, _("Only %(commune)s can see this until it is voted.") % {"commune": proposal.commune.name})
