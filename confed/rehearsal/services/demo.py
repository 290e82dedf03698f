"""Makes the demo: the story up to its middle in a fresh database, and later the rest of it up to the close."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from datetime import time as hour
from zoneinfo import ZoneInfo

from confed.kernel import clock
from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine
from confed.rehearsal.domain.report import Report
from confed.rehearsal.domain.script import Script
from confed.rehearsal.queries.story import LAST_DAY, MIDDLE, still_to_come, story_at_middle
from confed.rehearsal.services.player import play, play_on
from confed.rehearsal.services.shared_clock import SharedTimekeeper

EVENING = hour(20, 0)
SLIP_DAYS = 60
LITTLE = timedelta(seconds=30)


def begin_story() -> tuple[Script, Report]:
    """Play the story so that its day 14 is today."""
    script = story_at_middle(datetime.now(ZoneInfo(story_at_middle(clock.today("UTC")).zone)).date())
    report = Report(script.title)
    report.steps.extend(play(script, MIDDLE))
    return script, report


def evening_of(script: Script) -> datetime:
    """Return the hour at which the demo is entered: after the last step that was played."""
    return script.moment_of(MIDDLE, EVENING)


def end_story(script: Script, tell: Callable[[str], None], server_runs: bool) -> Report:
    """Let the communes that have not answered do so on their days, then pass the end of the window."""
    time = SharedTimekeeper(tell, script.zone, server_runs)
    report = Report(script.title)
    published = [move for move in script.moves if move.verb == "publish"]
    rest = replace(script, moves=[*published, *still_to_come(script)])
    report.steps.extend(play_on(rest, time, MIDDLE, LAST_DAY))
    time.move_to(clock.day_end(script.date_of(LAST_DAY), script.zone) + LITTLE)
    return report


def slip_for(person: Person) -> str:
    """Issue a slip that signs this person in once."""
    return issue_code(actor=Machine("rehearsal"), person=person, use=AccessCode.Use.SLIP, days=SLIP_DAYS)
