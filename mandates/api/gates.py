"""What the pages of a council ask before a use case does."""

from typing import cast

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from assemblies.models.tree import has_communes_below
from confed.kernel.api.acts import Values
from confed.kernel.errors import NotThere
from confed.kernel.models import Person
from mandates.rules import may_publish


def publishing(request: Request, values: Values) -> Values:
    """Only a council publishes items: a commune with communes under it."""
    council = values["council"]
    may_publish(cast(Person, request.user), council).require()
    if not has_communes_below(council):
        raise NotThere(
            _("%(commune)s has no communes under it, so it is no council.") % {"commune": council.name},
            do=_("Bring up a matter before its assembly."),
        )
    return values
