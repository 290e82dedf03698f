"""The last decisions of a commune, with what each was for: an answer to the council, a mandate, or its own matter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from assemblies.models import Commune, Decision
from assemblies.queries.labels import decision_label
from assemblies.queries.minutes_vote import MinutesVote, minutes_vote
from mandates.models import Mandate, Ratification


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision in a list: its number, what it was for, and by how many."""

    kind: str  # own, mandate, answer
    label: str
    slug: str
    number: int
    title: str
    stage: str
    stage_kind: str
    decided_on: date
    vote: MinutesVote


def last_decisions(commune: Commune, *, most: int) -> tuple[DecisionRow, ...]:
    """The newest decisions of a commune; its answer to a council is shown as the council's decision (1 query)."""
    answers = Ratification.objects.filter(decision=OuterRef("pk"))
    rows = (
        Decision.objects.filter(commune=commune)
        .select_related("result", "text_version")
        .annotate(
            council_number=Subquery(answers.values("cascade__decision__number")[:1]),
            council_slug=Subquery(answers.values("cascade__decision__commune__slug")[:1]),
            council_name=Subquery(answers.values("cascade__decision__commune__name")[:1]),
            council_parent=Subquery(answers.values("cascade__decision__commune__parent")[:1]),
            council_title=Subquery(answers.values("cascade__decision__title")[:1]),
            council_stage=Subquery(answers.values("cascade__decision__stage")[:1]),
            mandate_stage=Subquery(Mandate.objects.filter(decision=OuterRef("pk")).values("stage")[:1]),
        )
        .order_by("-decided_on", "-number")[:most]
    )
    found = []
    for row in rows:
        vote = minutes_vote(row, commune)
        if row.council_number is not None:
            label = decision_label(row.council_name, row.council_number, is_root=row.council_parent is None)
            found.append(
                DecisionRow(
                    kind="answer",
                    label=label,
                    slug=row.council_slug,
                    number=row.council_number,
                    title=row.council_title,
                    stage=row.council_stage,
                    stage_kind="decision",
                    decided_on=row.decided_on,
                    vote=vote,
                )
            )
            continue
        found.append(
            DecisionRow(
                kind="mandate" if row.mandate_stage else "own",
                label=vote.decision,
                slug=commune.slug,
                number=row.number,
                title=row.title,
                stage=row.mandate_stage or row.stage,
                stage_kind="mandate" if row.mandate_stage else "decision",
                decided_on=row.decided_on,
                vote=vote,
            )
        )
    return tuple(found)
