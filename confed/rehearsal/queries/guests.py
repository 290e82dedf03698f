"""Whom to walk the demo as, and the page on which each of them begins."""

from dataclasses import dataclass

from django.urls import reverse

from assemblies.models import Assembly, Commune, RollEntry
from confed.kernel.models import Person
from confed.rehearsal.domain.script import Script
from confed.rehearsal.queries.company import FIRST_DELEGATE, Company
from confed.rehearsal.queries.story import NoStory, Story
from confed.rehearsal.queries.things import NotFound, answer_of, last_sitting, last_written

MEMBER, HANNA = 10, "9"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to walk the demo as, and the address of the first page."""

    person: Person
    commune: Commune
    page: str


def guests(story: Story, script: Script, decision_page: str) -> dict[str, Guest]:
    """Return by role who walks through a story: facilitator, member, delegate and secretary."""
    company = Company(script)
    home = company.commune(story.home)
    delegate = Guest(_login(company.entry(story.home, FIRST_DELEGATE)), home, reverse("my_mandates"))
    secretary = company.secretary(story.home)
    if story.name == "avelle":
        return {
            "facilitator": Guest(company.facilitator(story.home), home, _of_sitting("run", last_sitting(home))),
            "member": Guest(company.person(story.home, HANNA), home, reverse("now")),
            "delegate": delegate,
            "secretary": Guest(secretary, home, _of_sitting("minutes", last_written(home))),
        }
    row = answer_of(company.item(story.item), home)
    paper = reverse("paper", args=[home.slug, row.proposal.code if row.proposal else ""])
    member = _login(company.entry(story.home, MEMBER))
    return {
        "secretary": Guest(secretary, home, paper),
        "delegate": delegate,
        "member": Guest(member, home, reverse("commune", args=[home.slug])),
        "facilitator": Guest(company.facilitator(story.council), company.commune(story.council), decision_page),
    }


def hall(story: Story, script: Script) -> str:
    """Return the page of tonight's sitting, which everybody may watch; nothing in a story without one."""
    if story.name != "avelle":
        return ""
    return _of_sitting("assembly", last_sitting(Company(script).commune(story.home)))


def _of_sitting(name: str, sitting: Assembly | None) -> str:
    if sitting is None:
        raise NotFound("the story has held no sitting")
    return reverse(name, args=[sitting.commune.slug, sitting.number])


def _login(entry: RollEntry) -> Person:
    if entry.person is None:
        raise NoStory(f"{entry.name} has no login")
    return entry.person
