"""The mails about a mandate: that it is asked for, and what a changed text does to it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assemblies.models.tree import zone_of
from confed.kernel import clock
from confed.pages.queries.addressees import Letter, carriers_of, hour_in, keepers_of
from mandates.domain.stages import MandateStage
from mandates.models import Mandate
from mandates.queries.mandate_cards import Hold, hold_of

Ids = dict[str, Any]


def mandate_asked(ids: Ids) -> Letter | None:
    """The council asks for a mandate, with its deadline."""
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


def new_text(ids: Ids) -> Letter | None:
    """A text changed: whether the mandate still binds, to its keepers and its delegates."""
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
