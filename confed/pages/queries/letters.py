"""The mails of the house: who must act, what the mail says in their language, and where its one link leads.

No mail tells how anybody voted. Each builder takes the ids of what happened and returns None where it is no news any more.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assemblies.models import Commune
from assemblies.models.tree import zone_of
from confed.kernel import clock
from confed.kernel.models import Person
from confed.pages.queries.addressees import Letter, carriers_of, hour_in, keepers_of
from confed.pages.queries.recall_letters import RECALL_LETTERS
from delegates.models import Credential, ReportBack
from mandates.domain.stages import MandateStage
from mandates.models import Cascade, Mandate, Ratification, Voice
from mandates.queries.mandate_cards import Hold, hold_of

OUTCOMES = {
    "ratified": lambda: _("It is ratified and in force."),
    "not_ratified": lambda: _("It is not ratified."),
    "insufficient": lambda: _("Too few communes answered, so it is not in force."),
}
Ids = dict[str, Any]


def find_letter(name: str, ids: Ids) -> Letter | None:
    """Return this mail in the language that is on; None where there is nothing to say any more."""
    return LETTERS[name](ids)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _asked(ids: Ids) -> Letter | None:
    row = (
        Ratification.objects.select_related("cascade__decision__commune", "commune", "proposal")
        .filter(cascade=ids["cascade"], commune=ids["commune"])
        .first()
    )
    if row is None or row.proposal is None:
        return None
    decision, commune = row.cascade.decision, row.commune
    words = {
        "council": decision.commune.name,
        "number": decision.number,
        "title": decision.title,
        "commune": commune.name,
        "day": _day(row.cascade.closes_on),
    }
    return Letter(
        commune,
        _("%(commune)s is asked: %(title)s") % words,
        _(
            "The council of %(council)s asks %(commune)s to answer decision %(number)s, “%(title)s”. Your assembly answers; "
            "its vote counts until the end of %(day)s. The question waits for your next assembly by itself."
        )
        % words,
        reverse("decision", args=[decision.commune.slug, decision.number]),
        lambda: keepers_of(commune),
    )


def _mandate(ids: Ids) -> Letter | None:
    mandate = Mandate.objects.select_related("giver", "item__proposal", "item__council").get(pk=ids["mandate"])
    commune, item = mandate.giver, mandate.item
    words = {"commune": commune.name, "council": item.council.name, "number": item.number, "title": item.proposal.title}
    said = _(
        "The council of %(council)s asks what the delegates of %(commune)s shall say on item %(number)s, “%(title)s”. "
        "The question waits for your next assembly by itself; write the terms of the mandate before it."
    )
    if item.deadline:
        words["day"] = hour_in(commune, item.deadline)
        said += " " + _("The council would like it by %(day)s; later it is valid and marked as late.")
    return Letter(
        commune,
        _("A mandate is asked of %(commune)s: %(title)s") % words,
        said % words,
        reverse("mandate_draft", args=[commune.slug, item.council.slug, item.number]),
        lambda: keepers_of(commune),
    )


def _new_text(ids: Ids) -> Letter | None:
    mandate = Mandate.objects.select_related("giver", "item__proposal", "item__council", "text_version").get(
        pk=ids["mandate"]
    )
    commune, item = mandate.giver, mandate.item
    if mandate.stage not in (MandateStage.GRANTED, MandateStage.DEGRADED):
        return None
    hold = hold_of(mandate, int(ids["version"]), clock.today(zone_of(commune)))
    words = {"commune": commune.name, "number": item.number, "title": item.proposal.title, "version": ids["version"]}
    said = _("The council changed the text of item %(number)s, “%(title)s”, to version %(version)s.")
    if hold is Hold.BINDING:
        said += " " + _("The mandate of %(commune)s covers it: you are still bound.")
    elif mandate.red_lines and mandate.latitude == "bounded":
        said += " " + _(
            "The mandate of %(commune)s has red lines: it binds only when its delegates declare at the sitting that none "
            "is touched."
        )
    else:
        said += " " + _(
            "The mandate of %(commune)s does not cover it: its voice is indicative now, until the assembly decides anew."
        )
    return Letter(
        commune,
        _("The text changed: %(title)s") % words,
        said % words,
        reverse("item", args=[item.council.slug, item.number]),
        lambda: keepers_of(commune) | carriers_of(commune),
    )


def _off_mandate(ids: Ids) -> Letter | None:
    voice = Voice.objects.select_related("delegation__commune", "vote__item__proposal", "vote__assembly__commune").get(
        pk=ids["voice"]
    )
    commune, sitting = voice.delegation.commune, voice.vote.assembly
    words = {
        "commune": commune.name,
        "council": sitting.commune.name,
        "number": voice.vote.item.number,
        "title": voice.vote.item.proposal.title,
    }
    return Letter(
        commune,
        _("A vote against the mandate of %(commune)s") % words,
        _(
            "In the council of %(council)s the voice of %(commune)s was raised against its mandate on item %(number)s, "
            "“%(title)s”. That vote is void and counts nowhere. Your assembly may hear its delegates, and may recall them."
        )
        % words,
        reverse("council_live", args=[sitting.commune.slug, sitting.number]),
        lambda: keepers_of(commune),
    )


def _report(ids: Ids) -> Letter | None:
    report = ReportBack.objects.select_related("delegation__commune", "delegation__council", "assembly").get(
        pk=ids["report"]
    )
    sent, sitting = report.delegation, report.assembly
    words = {
        "commune": sent.commune.name,
        "council": sent.council.name,
        "day": _day(report.due_on),
        "held": _day(sitting.held_on),
    }
    there = Credential.objects.filter(delegation=sent, assembly=sitting).exclude(from_at__gt=report.assembly.closed_at)
    return Letter(
        sent.commune,
        _("Your report to %(commune)s") % words,
        _(
            "You carried the word of %(commune)s in the council of %(council)s on %(held)s. Your report is due by %(day)s. "
            "What your commune said and how its voice was cast stand in it already; add what you heard."
        )
        % words,
        reverse("report", args=[sent.commune.slug, sent.council.slug, sitting.number]),
        lambda: Person.objects.filter(pk__in=there.values("delegate__entry__person")),
    )


def _outcome(ids: Ids) -> Letter | None:
    cascade = Cascade.objects.select_related("decision__commune", "result").get(pk=ids["cascade"])
    commune, decision = Commune.objects.get(pk=ids["commune"]), cascade.decision
    if cascade.result is None or cascade.result_id != ids["result"]:
        return None
    words = {"council": decision.commune.name, "number": decision.number, "title": decision.title}
    said = _("All answers to decision %(number)s of the council of %(council)s, “%(title)s”, are counted.") % words
    return Letter(
        commune,
        _("Decision %(number)s after the answers: %(title)s") % words,
        f"{said} {OUTCOMES[cascade.result.outcome]()}",
        reverse("decision", args=[decision.commune.slug, decision.number]),
        lambda: keepers_of(commune) | carriers_of(commune),
    )


LETTERS: dict[str, Callable[[Ids], Letter | None]] = {
    "asked": _asked,
    "mandate": _mandate,
    "new_text": _new_text,
    "off_mandate": _off_mandate,
    "report": _report,
    "outcome": _outcome,
    **RECALL_LETTERS,
}
