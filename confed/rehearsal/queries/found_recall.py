"""Finds the figures of a petition for a recall, and who carries a commune's word now."""

from datetime import timedelta
from typing import Any

from assemblies.models import Commune
from confed.rehearsal.queries.company import Company
from delegates.models import Delegate, ReportBack
from delegates.queries.petitions import valid_names

HOUR = timedelta(hours=1)


def petition_figures(company: Company, name: str) -> dict[str, Any]:
    """Return every figure known of a petition."""
    petition = company.petition(name)
    notice = petition.not_before - petition.validated_at if petition.not_before and petition.validated_at else None
    ended = petition.ended_at.date() if petition.ended_at else None
    return {
        "stage": petition.stage,
        "names": valid_names(petition),
        "names_needed": petition.needed,
        "roll": petition.snapshot.count_vote,
        "notice_hours": notice // HOUR if notice is not None else None,
        "barred_days": (petition.barred_until - ended).days if petition.barred_until and ended else None,
    }


def carrier_figures(commune: Commune) -> dict[str, Any]:
    """Return who carries a commune's word to the council above, by number, and the reports owed to it."""
    active = Delegate.objects.filter(delegation__commune=commune, delegation__stage="active", stage="active")
    owed = ReportBack.objects.filter(delegation__commune=commune, stage="due")
    cards = active.order_by("seat").values_list("entry__card", flat=True)
    return {"carries": [card.lstrip("0") for card in cards], "reports_owed": owed.count()}
