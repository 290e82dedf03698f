"""The gate of the pages on which tellers write down what they count."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from assemblies import rules
from assemblies.models import Ballot
from assemblies.queries.find import person_of
from confed.kernel.errors import NotAllowed
from confed.kernel.models import Person


def signed_teller(request: HttpRequest, ballot: Ballot) -> Person:
    """Return the teller of this ballot who signed in; raise NotAllowed for anybody else."""
    person = person_of(request.user)
    if person is None or not (verdict := rules.may_count(person, ballot)):
        raise NotAllowed(
            verdict.reason if person else _("This page is for tonight’s tellers."),
            do=_("Ask the facilitator who counts tonight."),
        )
    return person
