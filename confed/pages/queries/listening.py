"""Who may hear that a topic changed: everybody, but for what is a commune's own business."""

from confed.kernel.errors import ConfedError
from confed.kernel.models import Person
from delegates.queries.petition_page import readable
from delegates.queries.petitions import find_petition

OWN = "petition-"


def is_own(topic: str) -> bool:
    """Whether this topic is not for everybody."""
    return topic.startswith(OWN)


def may_hear(topic: str, user: object) -> bool:
    """Whether this reader may read what the topic is about (four queries at most, none where it is public)."""
    if not is_own(topic):
        return True
    try:
        readable(find_petition(topic.removeprefix(OWN)), user if isinstance(user, Person) else None)
    except ConfedError:
        return False
    return True
