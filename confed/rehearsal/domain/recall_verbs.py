"""The verbs of a recall: a petition filed, signed on phones and on paper, answered, handed in, and the hearing."""

from typing import Literal

from pydantic import Field

from confed.rehearsal.domain.values import Selection
from confed.rehearsal.domain.verbs import Part

GroundWord = Literal["trust", "off_mandate", "no_report", "exceeded", "absent", "conduct"]


class FilePetition(Part):
    """A member asks the commune to vote on recalling one of its delegates; `against` is that person's number."""

    commune: str
    petition: str
    against: Selection
    by: Selection
    ground: GroundWord
    statement: str = ""


class OfPetition(Part):
    """Something done about a petition."""

    petition: str


class Sign(OfPetition):
    """Members put their names under a petition, or take them back."""

    by: Selection
    withdraw: bool = False


class SheetOfNames(OfPetition):
    """A teller enters the names of one paper sheet."""

    sheet: str = "1"
    names: Selection = Field(default_factory=list)


class AnswerPetition(OfPetition):
    """The person concerned answers."""

    words: str


class Validate(OfPetition):
    """Who filed a petition hands it in."""


class Hear(OfPetition):
    """The person concerned is heard in the open assembly."""
