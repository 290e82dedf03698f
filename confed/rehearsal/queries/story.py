"""The shipped story of the demo: its script moved to today, its people, and where it stands."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assemblies.models import Commune, RollEntry
from confed.kernel.models import Person
from confed.rehearsal.domain.parse import read_rehearsal
from confed.rehearsal.domain.script import Move, Script
from confed.rehearsal.domain.verbs import Answer
from confed.rehearsal.queries.company import FIRST_DELEGATE, Company
from confed.rehearsal.queries.shipped import SCENARIOS
from confed.rehearsal.queries.things import answer_of
from mandates.models import Cascade

STORY, COUNCIL, ITEM, WAITING = "saint-nazaire", "assembly", "call", "B13"
MIDDLE, LAST_DAY = 14, 28
MEMBER = 10


class NoStory(LookupError):
    """The database at hand does not hold the story of the demo."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to walk the demo as."""

    person: Person
    commune: Commune


def story_script(start: date) -> Script:
    """Return the shipped story with its day 0 on this date."""
    reading = read_rehearsal((SCENARIOS / f"{STORY}.yaml").read_text(encoding="utf-8"))
    if reading.rehearsal is None:
        raise NoStory("; ".join(str(mistake) for mistake in reading.mistakes))
    return replace(reading.rehearsal.base, start=start)


def story_at_middle(today: date) -> Script:
    """Return the story so that its middle, day 14, is today."""
    return story_script(today - timedelta(days=MIDDLE))


def running_story() -> tuple[Script, Cascade]:
    """Return the story as it was begun in this database, and its ratification."""
    cascade = Cascade.objects.select_related("decision__commune", "council_vote").order_by("pk").first()
    if cascade is None:
        raise NoStory("nothing is being ratified here")
    return story_script(cascade.opens_on), cascade


def still_to_come(script: Script) -> list[Move]:
    """Return the rest of the story: answers of communes that have not answered in it by themselves."""
    company = Company(script)
    return [
        move
        for move in script.moves
        if MIDDLE < move.day <= LAST_DAY and isinstance(move.act, Answer) and not _has_answered(company, move.act)
    ]


def _has_answered(company: Company, act: Answer) -> bool:
    item = company.item(ITEM)
    rows = [answer_of(item, company.commune(key)) for key in company.script.tree.select(act.commune)]
    return all(row.stage in ("for", "against", "abstain") for row in rows)


def guests(script: Script) -> dict[str, Guest]:
    """Return whom to walk the demo as: a secretary whose commune has to answer, its delegate, a member, a facilitator."""
    company = Company(script)
    home, council = company.commune(WAITING), company.commune(COUNCIL)
    delegate, member = company.entry(WAITING, FIRST_DELEGATE), company.entry(WAITING, MEMBER)
    return {
        "secretary": Guest(company.secretary(WAITING), home),
        "delegate": Guest(_login(delegate), home),
        "member": Guest(_login(member), home),
        "facilitator": Guest(company.facilitator(COUNCIL), council),
    }


def _login(entry: RollEntry) -> Person:
    if entry.person is None:
        raise NoStory(f"{entry.name} has no login")
    return entry.person


def is_closed() -> bool:
    """Say whether the ratification of the story was closed."""
    return not Cascade.objects.filter(stage="open").exists()


def paper_code(script: Script) -> str:
    """Return the code under which the waiting commune's answer is entered."""
    company = Company(script)
    row = answer_of(company.item(ITEM), company.commune(WAITING))
    return row.proposal.code if row.proposal else ""
