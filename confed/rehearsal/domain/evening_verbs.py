"""The verbs of an evening step by step: what stands on the agenda, what is taken up, what the minutes say of it."""

from typing import Annotated

from pydantic import Field

from confed.rehearsal.domain.verbs import Part


class Agenda(Part):
    """Those who plan put a matter at the end of the agenda of the sitting that runs, or of the next one planned.

    Either a `title` alone, which nobody votes on, or a proposal by its name.
    """

    commune: str
    title: str = ""
    proposal: str | None = None


class TakeUp(Part):
    """The facilitator takes up the item of this number; the one that was running ends."""

    commune: str
    number: Annotated[int, Field(ge=1)]


class Note(Part):
    """The minutes-taker writes down what was said on a proposal, under its vote."""

    proposal: str
    words: str


class TakeReport(Part):
    """The delegates of a commune say what they heard at the last sitting of their council; its open assembly takes it."""

    commune: str
    words: str
    answer: str = ""
