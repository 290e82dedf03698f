"""The ballot of a recall: whether somebody stays, both sides, and answers that say what they do."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assemblies.domain.majority import Base, Outcome, Rule
from assemblies.models import Ballot, Result
from assemblies.queries.above import About, Side
from assemblies.queries.ballot_words import Option
from assemblies.queries.charter_words import threshold_words
from delegates.models import Petition
from delegates.queries.petitions import valid_names


def about_recall(ballot: Ballot) -> About | None:
    """Return how the ballot of a recall reads (2 queries)."""
    petition = (
        Petition.objects.filter(proposal=ballot.proposal_id)
        .select_related("delegate__entry", "delegate__delegation")
        .first()
    )
    if petition is None:
        return None
    name = {"name": petition.delegate.entry.name}
    until = date_format(petition.delegate.delegation.until, "j F Y")
    names = valid_names(petition)
    return About(
        lead=ngettext(
            "Recall · %(count)s member signed, %(needed)s were needed",
            "Recall · %(count)s members signed, %(needed)s were needed",
            names,
        )
        % {"count": names, "needed": petition.needed},
        question=_("Does %(name)s stay our delegate?") % name,
        sides=(
            Side(_("The petition says"), petition.statement or petition.get_ground_display()),
            Side(_("%(name)s answers") % name, petition.answer or _("Nothing yet.")),
        ),
        address=reverse("petition", args=[petition.code]),
        link=_("Read all of it: petition, answer, mandate"),
        options=(
            Option("against", _("Stays"), _("The mandate goes on until %(day)s") % {"day": until}, ""),
            Option("for", _("Stops"), _("The mandate ends at once"), ""),
            Option("abstain", _("I abstain"), _("I take part without choosing"), ""),
        ),
        rule=_rule(Rule.from_values(ballot.rule), ballot.rule["threshold"]),
        reckoning=_reckoning(ballot.result) if ballot.result else "",
    )


def _reckoning(result: Result) -> str:
    """Say what was counted in the words of the ballot, and what it does."""
    ends = result.outcome == Outcome.ADOPTED
    follows = _("The mandate ended at once.") if ends else _("The mandate goes on.")
    if result.counts.get("hidden"):
        return f"{_('Fewer than five voted in secret, so the counts are not printed.')} {follows}"
    counted = _(
        "%(for)s for ending the mandate, %(against)s for staying, %(abstain)s abstaining, of %(present)s present."
    )
    return f"{counted % result.counts} {follows}"


def _rule(rule: Rule, threshold: str) -> str:
    share = {"share": threshold_words(threshold)}
    return {
        Base.PRESENT: _("Secret. The mandate ends if %(share)s of those present say so."),
        Base.ALL: _("Secret. The mandate ends if %(share)s of all members say so."),
        Base.CAST: _("Secret. The mandate ends if %(share)s of the votes say so; who abstains is not counted."),
    }[rule.base] % share
