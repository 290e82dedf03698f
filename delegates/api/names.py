"""How programs name delegations, the people in them, their reports and petitions about them."""

from confed.kernel.api.references import register
from delegates import models
from delegates.queries import seen

register(models.Delegation, "commune__slug", "pk", visible=seen.delegations)
register(models.Delegate, "delegation__commune__slug", "pk", visible=seen.delegates)
register(models.Credential, "assembly__commune__slug", "assembly__number", "pk", visible=seen.credentials)
register(models.ReportBack, "delegation__commune__slug", "pk", visible=seen.reports)
register(models.Petition, "code", visible=seen.petitions)
