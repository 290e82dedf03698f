"""How a vote is opened: by hands, in secret, by name or on slips; until when; on which texts."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from assemblies.forms import AimedForm
from assemblies.models import AgendaItem, Ballot
from assemblies.models.tree import zone_of
from assemblies.queries.phone_votes import proposals_with
from assemblies.services.ballot import open_ballot
from confed.kernel import clock
from confed.kernel.models import Person

EVENING, MORNING = time(18), time(6)
METHODS = (
    (Ballot.Method.HANDS, _("Show of hands"), _("two tellers count")),
    (Ballot.Method.SECRET, _("Secret ballot"), _("phones and paper")),
    (Ballot.Method.NAMED, _("By name"), _("phones, or called up")),
    (Ballot.Method.SLIPS, _("Paper slips"), _("a box and two tellers")),
)


class _Codes(forms.MultipleChoiceField):
    """Codes that the page offered; whether they fit is decided when the vote opens."""

    def valid_value(self, value: str) -> bool:
        """Take any."""
        return True


class VoteForm(AimedForm):
    """The vote that is about to open."""

    method = forms.ChoiceField(choices=Ballot.Method.choices, required=False, widget=forms.RadioSelect)
    until = forms.TimeField(
        label=_("Phones may vote until"),
        help_text=_("Not needed. Without it you close the vote yourself."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time as 20:50.")},
    )
    receipt = forms.ChoiceField(
        label=_("The list of a secret ballot shows"),
        choices=[("", _("what the charter says")), *Ballot.Receipt.choices],
        required=False,
    )
    rivals = _Codes(required=False)
    nobody_objects = forms.BooleanField(required=False)

    @property
    def methods(self) -> list[tuple[str, Any, Any, bool]]:
        """The ways to vote with their words, the chosen one marked."""
        chosen = self["method"].value() or Ballot.Method.HANDS
        return [(str(value), word, hint, value == chosen) for value, word, hint in METHODS]

    @property
    def chosen_rivals(self) -> list[str]:
        """The texts ticked so far."""
        return list(self["rivals"].value() or [])


def open_vote(who: Person, item: AgendaItem, values: Mapping[str, Any]) -> Ballot:
    """Open the vote that the form describes."""
    return open_ballot(
        actor=who,
        item=item,
        method=values["method"] or Ballot.Method.HANDS,
        receipt=values["receipt"],
        closes_at=_moment(values["until"], zone_of(item.assembly.commune)),
        rivals=proposals_with(item.assembly.commune_id, values["rivals"]),
        nobody_objects=values["nobody_objects"],
    )


def _moment(until: time | None, zone: str) -> datetime | None:
    """The moment meant on the commune's own clock: a time of the night that is typed in the evening is tomorrow's."""
    if until is None:
        return None
    here = clock.now().astimezone(ZoneInfo(zone))
    day = here.date() + timedelta(days=1 if here.time() >= EVENING and until < MORNING else 0)
    return datetime.combine(day, until, tzinfo=ZoneInfo(zone)).astimezone(UTC)
