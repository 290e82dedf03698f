"""Council items, mandates, council votes and ratifications: their addresses, and by what each can be filtered."""

from confed.kernel.api.nouns import NounViewSet, noun
from mandates import models
from mandates.api import names as names  # says how programs name things
from mandates.api import shapes

COUNCIL_ITEM = {"council": "item__council__slug", "item": "item__number"}

NOUNS: dict[str, type[NounViewSet]] = {
    "council-items": noun(
        models.CouncilItem,
        shapes.CouncilItemSerializer,
        by={"council": "council__slug", "stage": "stage", "proposal": "proposal__code"},
    ),
    "council-recalls": noun(models.CouncilRecall, shapes.CouncilRecallSerializer, by=COUNCIL_ITEM),
    "mandates": noun(
        models.Mandate, shapes.MandateSerializer, by={"commune": "giver__slug", "stage": "stage", **COUNCIL_ITEM}
    ),
    "declarations": noun(models.Declaration, shapes.DeclarationSerializer, by={"commune": "mandate__giver__slug"}),
    "council-votes": noun(models.CouncilVote, shapes.CouncilVoteSerializer, by={"stage": "stage", **COUNCIL_ITEM}),
    "voices": noun(
        models.Voice,
        shapes.VoiceSerializer,
        by={"vote": "vote__code", "kind": "kind", "commune": "delegation__commune__slug"},
    ),
    "cascades": noun(
        models.Cascade, shapes.CascadeSerializer, by={"council": "decision__commune__slug", "stage": "stage"}
    ),
    "ratifications": noun(
        models.Ratification,
        shapes.RatificationSerializer,
        by={
            "council": "cascade__decision__commune__slug",
            "decision": "cascade__decision__number",
            "commune": "commune__slug",
            "stage": "stage",
        },
    ),
}
