"""How programs name the things of a commune: by the words of their addresses."""

from assemblies import models
from assemblies.queries import seen
from confed.kernel.api.references import register
from confed.kernel.models import JournalEntry

register(models.Commune, "slug", visible=seen.communes)
register(models.RollEntry, "commune__slug", "pk", visible=seen.roll_entries)
register(models.Role, "commune__slug", "pk", visible=seen.roles)
register(models.Charter, "commune__slug", "version", visible=seen.charters)
register(models.Assembly, "commune__slug", "number", visible=seen.assemblies)
register(models.AgendaItem, "assembly__commune__slug", "assembly__number", "position", visible=seen.agenda_items)
register(models.Proposal, "code", visible=seen.proposals)
register(models.TextVersion, "proposal__code", "number", visible=seen.text_versions)
register(models.Argument, "proposal__code", "pk", visible=seen.arguments)
register(models.Request, "commune__slug", "pk", visible=seen.requests)
register(models.Ballot, "code", visible=seen.ballots)
register(models.Decision, "commune__slug", "number", visible=seen.decisions)
register(models.Result, "pk", visible=seen.results)
register(models.Minutes, "assembly__commune__slug", "assembly__number", visible=seen.minutes)
register(
    models.MinutesLine,
    *("minutes__assembly__commune__slug", "minutes__assembly__number", "pk"),
    visible=seen.minutes_lines,
)
register(JournalEntry, "chain__code", "seq", visible=seen.journal_entries)
