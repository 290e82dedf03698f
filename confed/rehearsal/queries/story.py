"""The shipped stories of the demo: the script moved to today, where it stops, and where a running one stands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assemblies.models import Commune
from confed.rehearsal.domain.parse import read_rehearsal
from confed.rehearsal.domain.script import Move, Script
from confed.rehearsal.domain.verbs import Answer
from confed.rehearsal.queries.company import Company
from confed.rehearsal.queries.shipped import SCENARIOS
from confed.rehearsal.queries.things import answer_of
from mandates.models import Cascade


class NoStory(LookupError):
    """The database at hand does not hold a story of the demo."""


@dataclass(frozen=True, slots=True)
class Story:
    """A shipped rehearsal as the demo tells it: its day that is today, and the step after which the visitor acts."""

    name: str
    title: str
    home: str
    council: str
    item: str
    today: int
    last_step: str
    last_day: int


STORIES = {
    story.name: story
    for story in (
        Story("avelle", "the Avelle", "M", "avelle", "reserve", today=5, last_step="tonight", last_day=18),
        Story("saint-nazaire", "Saint-Nazaire", "B13", "assembly", "call", today=14, last_step="interim", last_day=28),
    )
}


def story_script(story: Story, start: date) -> Script:
    """Return a shipped story with its day 0 on this date."""
    reading = read_rehearsal((SCENARIOS / f"{story.name}.yaml").read_text(encoding="utf-8"))
    if reading.rehearsal is None:
        raise NoStory("; ".join(str(mistake) for mistake in reading.mistakes))
    return replace(reading.rehearsal.base, start=start)


def story_until(story: Story, today: date) -> Script:
    """Return the story so that the day on which the demo is entered is today."""
    return story_script(story, today - timedelta(days=story.today))


def running_story() -> tuple[Story, Script, Cascade]:
    """Return the story that was begun in this database, as it was begun, and its ratification."""
    cascade = Cascade.objects.select_related("decision__commune", "council_vote").order_by("pk").first()
    if cascade is None:
        raise NoStory("nothing is being ratified here")
    for story in STORIES.values():
        script = story_script(story, cascade.opens_on)
        if Commune.objects.filter(slug=script.tree.places[story.home].slug).exists():
            return story, script, cascade
    raise NoStory("no story of the demo is in this database")


def played_first(story: Story, script: Script) -> list[Move]:
    """Return the steps up to the one after which the visitor acts."""
    last = next(number for number, move in enumerate(script.moves) if move.id == story.last_step)
    return script.moves[: last + 1]


def still_to_come(story: Story, script: Script) -> list[Move]:
    """Return the rest of the story: answers of communes that have not answered in it by themselves."""
    company = Company(script)
    return [
        move
        for move in script.moves[len(played_first(story, script)) :]
        if move.day <= story.last_day and isinstance(move.act, Answer) and not _has_answered(story, company, move.act)
    ]


def _has_answered(story: Story, company: Company, act: Answer) -> bool:
    item = company.item(story.item)
    rows = [answer_of(item, company.commune(key)) for key in company.script.tree.select(act.commune)]
    return all(row.stage in ("for", "against", "abstain") for row in rows)


def is_closed() -> bool:
    """Say whether the ratification of the story was closed."""
    return not Cascade.objects.filter(stage="open").exists()
