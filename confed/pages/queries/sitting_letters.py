"""The mails about a sitting of the council: a vote against the mandate, and the report that is owed."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from confed.kernel.models import Person
from confed.pages.queries.addressees import Letter, day_in_words, keepers_of
from delegates.models import Credential, ReportBack
from mandates.models import Voice

Ids = dict[str, Any]


def off_mandate(ids: Ids) -> Letter | None:
    """A void vote, to the commune that was not heard."""
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


def report_owed(ids: Ids) -> Letter | None:
    """A report is owed, to those who carried the voice there."""
    report = ReportBack.objects.select_related("delegation__commune", "delegation__council", "assembly").get(
        pk=ids["report"]
    )
    sent, sitting = report.delegation, report.assembly
    words = {
        "commune": sent.commune.name,
        "council": sent.council.name,
        "day": day_in_words(report.due_on),
        "held": day_in_words(sitting.held_on),
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
