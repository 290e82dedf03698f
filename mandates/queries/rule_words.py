"""The rule of a ratification in sentences: what passes, who must answer, until when, and what silence means."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assemblies.domain.majority import Base
from assemblies.domain.shares import share_text
from mandates.domain.ratification import RatificationRule
from mandates.domain.stages import CountMethod, Silence
from mandates.queries.standing import DecisionStanding

_MORE, _SHARE, _PRESENT, _ALL = "more", "share", "present", "all"

RULES: dict[tuple[CountMethod, str], Promise] = {
    (CountMethod.FLAT, _MORE): gettext_lazy("Ratified when more communes say yes than no."),
    (CountMethod.FLAT, _SHARE): gettext_lazy("Ratified when %(share)s of the communes that say yes or no say yes."),
    (CountMethod.FLAT, _PRESENT): gettext_lazy("Ratified when %(share)s of the communes that answer say yes."),
    (CountMethod.FLAT, _ALL): gettext_lazy("Ratified with %(needed)s yes of all %(whole)s communes."),
    (CountMethod.TIERED, _MORE): gettext_lazy(
        "Each district follows the larger side below it. Ratified when more districts say yes than no."
    ),
    (CountMethod.TIERED, _SHARE): gettext_lazy(
        "Each district follows the larger side below it. Ratified when %(share)s of those that say yes or no say yes."
    ),
    (CountMethod.TIERED, _PRESENT): gettext_lazy(
        "Each district follows the larger side below it. Ratified when %(share)s of those that answer say yes."
    ),
    (CountMethod.TIERED, _ALL): gettext_lazy(
        "Each district follows the larger side below it. Ratified with %(needed)s yes of all %(whole)s."
    ),
    (CountMethod.MEMBERS, _MORE): gettext_lazy(
        "The votes cast at home are added up. Ratified when more people say yes than no."
    ),
    (CountMethod.MEMBERS, _SHARE): gettext_lazy(
        "The votes cast at home are added up. Ratified when %(share)s of the yes and no votes are yes."
    ),
    (CountMethod.MEMBERS, _PRESENT): gettext_lazy(
        "The votes cast at home are added up. Ratified when %(share)s of those who voted say yes."
    ),
    (CountMethod.MEMBERS, _ALL): gettext_lazy(
        "The votes cast at home are added up. Ratified with %(needed)s yes of all %(whole)s members."
    ),
    (CountMethod.DOUBLE, _MORE): gettext_lazy(
        "Ratified when more communes say yes than no, and more people at home say yes than no."
    ),
    (CountMethod.DOUBLE, _SHARE): gettext_lazy(
        "Ratified when %(share)s of the communes, and %(share)s of the votes cast at home, say yes."
    ),
    (CountMethod.DOUBLE, _PRESENT): gettext_lazy(
        "Ratified when %(share)s of the communes that answer, and %(share)s of those who voted at home, say yes."
    ),
    (CountMethod.DOUBLE, _ALL): gettext_lazy(
        "Ratified when %(share)s of all communes, and %(share)s of all members, say yes."
    ),
}
SILENCES: dict[Silence, Promise] = {
    Silence.NOT_COUNTED: gettext_lazy("A commune that does not answer counts on neither side."),
    Silence.STANDS: gettext_lazy(
        "Where a commune does not answer by then, what its delegates said in the council stands."
    ),
    Silence.ASSENT: gettext_lazy("A commune that does not answer by then counts as yes."),
    Silence.AGAINST: gettext_lazy("A commune that does not answer by then counts as no."),
}


def day_words(found: DecisionStanding) -> str:
    """The last day on which a vote counts, in full."""
    return date_format(found.closes_on, "j F Y")


def _form(rule: RatificationRule) -> str:
    base = rule.majority.base
    if base == Base.ALL:
        return _ALL
    if base == Base.PRESENT:
        return _PRESENT
    return _MORE if rule.majority.threshold is None else _SHARE


def rule_words(found: DecisionStanding) -> tuple[str, ...]:
    """The whole rule, one sentence a line (rulebook, ratification)."""
    state, rule = found.standing, found.rule
    whole = {CountMethod.TIERED: state.tiered.whole, CountMethod.MEMBERS: state.members.whole}.get(
        rule.method, state.units
    )
    threshold = rule.majority.threshold
    words = {
        "needed": state.yes_needed,
        "whole": whole,
        "share": share_text(threshold) if threshold is not None else _("more than half"),
    }
    said = [str(RULES[rule.method, _form(rule)]) % words]
    if state.approval_needed and rule.approval is not None:
        said.append(
            _("At least %(needed)s yes of all %(whole)s are needed in any case.")
            % {"needed": state.approval_needed, "whole": whole}
        )
    if state.needed_expressed:
        said.append(
            _("At least %(needed)s of the %(whole)s communes must answer; abstaining is an answer.")
            % {"needed": state.needed_expressed, "whole": state.units}
        )
    said.append(_("A vote counts if it is held by the end of %(day)s.") % {"day": day_words(found)})
    said.append(str(SILENCES[rule.silence]))
    return tuple(said)
