"""The mails about a ratification: the question that goes out, and its result."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assemblies.models import Commune
from confed.pages.queries.addressees import Letter, carriers_of, day_in_words, keepers_of
from mandates.models import Cascade, Ratification

Ids = dict[str, Any]
OUTCOMES = {
    "ratified": lambda: _("It is ratified and in force."),
    "not_ratified": lambda: _("It is not ratified."),
    "insufficient": lambda: _("Too few communes answered, so it is not in force."),
}


def asked(ids: Ids) -> Letter | None:
    """The question of a council, to who prepares the sittings of the commune asked (rulebook, who is asked)."""
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
        "day": day_in_words(row.cascade.closes_on),
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


def outcome(ids: Ids) -> Letter | None:
    """The result of a ratification, to keepers and delegates."""
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
