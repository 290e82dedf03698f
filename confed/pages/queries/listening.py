"""Who may hear that a topic changed: everybody, but for what is a commune's own business."""

from assemblies.models import Ballot
from assemblies.rules import may_run
from confed.kernel.errors import ConfedError
from confed.kernel.models import Person
from delegates.queries.petition_page import readable
from delegates.queries.petitions import find_petition

PETITION, TURNOUT = "petition-", "turnout-"


def is_own(topic: str) -> bool:
    """Whether this topic is not for everybody."""
    return topic.startswith((PETITION, TURNOUT))


def may_hear(topic: str, user: object) -> bool:
    """Whether this reader may read what the topic is about (four queries at most, none where it is public).

    How many voted so far is for those who run the sitting, until the vote is closed.
    """
    if not is_own(topic):
        return True
    if topic.startswith(TURNOUT):
        ballot = Ballot.objects.filter(code=topic.removeprefix(TURNOUT)).select_related("assembly__commune").first()
        return ballot is not None and isinstance(user, Person) and bool(may_run(user, ballot.assembly))
    try:
        readable(find_petition(topic.removeprefix(PETITION)), user if isinstance(user, Person) else None)
    except ConfedError:
        return False
    return True
