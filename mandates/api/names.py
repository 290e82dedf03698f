"""How programs name council items, mandates, votes of a council and ratifications."""

from confed.kernel.api.references import register
from mandates import models
from mandates.queries import seen

register(models.CouncilItem, "council__slug", "number", visible=seen.council_items)
register(models.CouncilRecall, "item__council__slug", "item__number", visible=seen.recalls)
register(models.Mandate, "giver__slug", "pk", visible=seen.mandates)
register(models.Declaration, "mandate__giver__slug", "pk", visible=seen.declarations)
register(models.CouncilVote, "code", visible=seen.council_votes)
register(models.Voice, "vote__code", "pk", visible=seen.voices)
register(models.Cascade, "decision__commune__slug", "decision__number", visible=seen.cascades)
register(
    models.Ratification,
    *("cascade__decision__commune__slug", "cascade__decision__number", "commune__slug"),
    visible=seen.ratifications,
)
