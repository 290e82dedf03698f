"""The things of a commune: their addresses, and by what each can be filtered."""

from typing import Any

from django_filters import CharFilter

from assemblies import models
from assemblies.api import names as names  # says how programs name things
from assemblies.api import shapes
from assemblies.api.journal import JOURNAL
from assemblies.queries.decision_search import says_all, search_words
from confed.kernel.api.nouns import NounViewSet, noun

COMMUNE = {"commune": "commune__slug"}
SITTING = {"commune": "assembly__commune__slug", "assembly": "assembly__number"}


def _said(decisions: Any, _name: str, words: str) -> Any:
    return decisions.filter(says_all(search_words(words)))


NOUNS: dict[str, type[NounViewSet]] = {
    "communes": noun(models.Commune, shapes.CommuneSerializer, by={"parent": "parent__slug"}),
    "roll": noun(models.RollEntry, shapes.RollEntrySerializer, by={**COMMUNE, "standing": "standing"}),
    "roles": noun(models.Role, shapes.RoleSerializer, by={**COMMUNE, "kind": "kind"}),
    "charters": noun(models.Charter, shapes.CharterSerializer, by=COMMUNE),
    "assemblies": noun(
        models.Assembly,
        shapes.AssemblySerializer,
        by={**COMMUNE, "stage": "stage", "since": "planned_at__gte", "until": "planned_at__lte"},
    ),
    "agenda": noun(models.AgendaItem, shapes.AgendaItemSerializer, by=SITTING),
    "proposals": noun(models.Proposal, shapes.ProposalSerializer, by={**COMMUNE, "stage": "stage", "kind": "kind"}),
    "texts": noun(models.TextVersion, shapes.TextVersionSerializer, by={"proposal": "proposal__code"}),
    "arguments": noun(models.Argument, shapes.ArgumentSerializer, by={"proposal": "proposal__code", "side": "side"}),
    "requests": noun(models.Request, shapes.RequestSerializer, by={**COMMUNE, "stage": "stage", "kind": "kind"}),
    "ballots": noun(
        models.Ballot,
        shapes.BallotSerializer,
        by={**SITTING, "proposal": "proposal__code", "stage": "stage", "method": "method"},
    ),
    "decisions": noun(
        models.Decision,
        shapes.DecisionSerializer,
        by={
            **COMMUNE,
            "stage": "stage",
            "proposal": "proposal__code",
            "since": "decided_on__gte",
            "until": "decided_on__lte",
            "q": CharFilter(method=_said, label="Words of the title and the text; all of them must stand there."),
        },
    ),
    "results": noun(models.Result, shapes.ResultSerializer, by={"outcome": "outcome"}),
    "minutes": noun(models.Minutes, shapes.MinutesSerializer, by={**SITTING, "stage": "stage"}),
    "minutes-lines": noun(
        models.MinutesLine,
        shapes.MinutesLineSerializer,
        by={
            "commune": "minutes__assembly__commune__slug",
            "assembly": "minutes__assembly__number",
            "kind": "kind",
            "stage": "stage",
        },
    ),
    "journal": JOURNAL,
}
