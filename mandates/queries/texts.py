"""The text of a council item as it stands."""

from assemblies.models import TextVersion
from mandates.models import CouncilItem


def newest_text(item: CouncilItem) -> TextVersion:
    """Return the newest version of the item's text."""
    return TextVersion.objects.filter(proposal_id=item.proposal_id).latest("number")
