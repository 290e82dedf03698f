"""An answer from paper as a page: what is asked, under which rule, and what a sheet would mean before it is entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from assemblies.domain.charter import NONE
from assemblies.domain.majority import Outcome, Tally, decide
from assemblies.domain.quorum import is_quorate, people_needed
from assemblies.domain.shares import parse_share
from assemblies.domain.stages import ProposalKind
from assemblies.models import Commune, Proposal, RollEntry, TextVersion
from assemblies.models.tree import line_of, zone_in
from assemblies.queries.charter import ordinary_rule
from assemblies.queries.charter_lines import OWN, Line, Today, charter_lines
from assemblies.queries.hours import tell_hours_of
from assemblies.queries.inherited import values_on
from assemblies.queries.sentences import reckoning
from assemblies.rules import held_by, may_enter_paper, needs_witnesses
from confed.kernel import clock
from confed.kernel.errors import NotThere
from confed.kernel.models import Person


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What the form stands under."""

    slug: str
    commune: str
    code: str
    title: str
    kind: str
    body: str
    version: int
    rule: Line
    quorum: Line
    has_second_call: bool
    members: int
    needs_witnesses: bool
    is_answer: bool
    today: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What a sheet would mean: said before it is entered."""

    is_quorate: bool
    outcome: str
    quorum: str
    reckoning: str
    means: str


def find_proposal(slug: str, code: str) -> Proposal:
    """The proposal of this commune with this code; NotThere without one."""
    found = Proposal.objects.select_related("commune").filter(code=code, commune__slug=slug).first()
    if found is None:
        raise NotThere(_("This commune was not asked this."), do=_("Look at the page of the commune."))
    tell_hours_of(found.commune)
    return found


def paper_page(proposal: Proposal, person: Person) -> PaperPage:
    """What is asked of the commune, as its sheet names it; NotAllowed for who may not enter it (6 queries)."""
    commune = proposal.commune
    line = line_of(commune)
    held = held_by(person, commune, line)
    may_enter_paper(person, commune, held).require()
    today = clock.today(zone_in(line))
    values = values_on(line, today)
    members = RollEntry.objects.entitled().filter(commune=commune).count()
    quorum, _second, rule = charter_lines(values, Today(members, 0), OWN[:3])
    text = TextVersion.objects.filter(proposal=proposal).order_by("-number").first()
    return PaperPage(
        slug=commune.slug,
        commune=commune.name,
        code=proposal.code,
        title=proposal.title,
        kind=proposal.kind,
        body=text.body if text else "",
        version=text.number if text else 1,
        rule=rule,
        quorum=quorum,
        has_second_call=values["quorum.second_call"] != NONE,
        members=members,
        needs_witnesses=needs_witnesses(person, commune, held),
        is_answer=proposal.kind == ProposalKind.RATIFICATION,
        today=today,
    )


def preview_of(page: PaperPage, commune: Commune, sheet: Mapping[str, Any]) -> Preview:
    """What this sheet would mean under the charter of its day, by the code that counts (2 queries)."""
    values = values_on(line_of(commune), sheet["held_on"])
    share = values["quorum.second_call" if sheet["call"] == 2 else "quorum.ordinary"]
    needed = people_needed(None if share == NONE else parse_share(share), page.members)
    words = {"commune": page.commune, "here": sheet["voters"], "needed": max(needed, 1), "all": page.members}
    if not is_quorate(sheet["voters"], needed):
        return Preview(
            is_quorate=False,
            outcome="",
            quorum=_("%(here)s of %(all)s were there, %(needed)s are needed.") % words,
            reckoning="",
            means=_(
                "This decides nothing. It is kept as an assembly without enough people; ask again at the next one."
            ),
        )
    rule = ordinary_rule(values)
    tally = Tally(sheet["count_for"], sheet["count_against"], sheet["count_abstain"], sheet["voters"], page.members)
    outcome = decide(rule, tally)
    counts = {
        "for": tally.for_,
        "against": tally.against,
        "abstain": tally.abstain,
        "present": tally.present,
        "all": tally.all,
    }
    return Preview(
        is_quorate=True,
        outcome=str(outcome),
        quorum=_("%(here)s of %(all)s were there, %(needed)s are needed: enough.") % words,
        reckoning=reckoning(counts, rule, str(outcome)),
        means=_meaning(page, outcome),
    )


def _meaning(page: PaperPage, outcome: Outcome) -> str:
    words = {"commune": page.commune, "title": page.title}
    if page.is_answer:
        return {
            Outcome.ADOPTED: _("This is the answer of %(commune)s: yes."),
            Outcome.REJECTED: _("This is the answer of %(commune)s: no."),
            Outcome.TIED: _("The votes are equal, so the answer of %(commune)s is: abstain."),
        }[outcome] % words
    return {
        Outcome.ADOPTED: _("%(commune)s decides this: “%(title)s”."),
        Outcome.REJECTED: _("%(commune)s does not decide this: “%(title)s” is not passed."),
        Outcome.TIED: _("The votes are equal: “%(title)s” is not passed in %(commune)s."),
    }[outcome] % words
