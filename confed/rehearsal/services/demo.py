"""Makes the demo: the story up to the visitor's first act in a fresh database, and later the rest of it up to the close."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from confed.kernel import clock
from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine
from confed.rehearsal.domain.report import Played, Report
from confed.rehearsal.domain.script import Script
from confed.rehearsal.queries.story import Story, played_first, still_to_come, story_until
from confed.rehearsal.services.player import play, play_on
from confed.rehearsal.services.shared_clock import SharedTimekeeper

SLIP_DAYS = 60
LITTLE = timedelta(seconds=30)


def story_of_today(story: Story) -> Script:
    """Return a story so that the day on which the demo is entered is today, where the story happens."""
    zone = story_until(story, clock.today("UTC")).zone
    return story_until(story, datetime.now(ZoneInfo(zone)).date())


def begin_story(story: Story, script: Script) -> Iterator[Played]:
    """Play the story up to where its visitors act."""
    yield from play(script, played_first(story, script))


def evening_of(story: Story, script: Script) -> datetime:
    """Return the moment at which the demo is entered: right after the last step that was played."""
    last = played_first(story, script)[-1]
    return script.moment_of(last.day, last.at) + LITTLE


def end_story(story: Story, script: Script, tell: Callable[[str], None], server_runs: bool) -> Report:
    """Let the communes that have not answered do so on their days, then pass the end of the window."""
    time = SharedTimekeeper(tell, script.zone, server_runs)
    report = Report(script.title)
    report.steps.extend(play_on(script, time, still_to_come(story, script)))
    time.move_to(clock.day_end(script.date_of(story.last_day), script.zone) + LITTLE)
    return report


def slip_for(person: Person) -> str:
    """Issue a slip that signs this person in once."""
    return issue_code(actor=Machine("rehearsal"), person=person, use=AccessCode.Use.SLIP, days=SLIP_DAYS)
