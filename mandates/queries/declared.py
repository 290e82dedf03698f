"""What was declared on the red lines of a mandate, held against one version of the text."""

from dataclasses import dataclass

from assemblies.domain.stages import AssemblyStage
from confed.kernel.models import Person
from delegates.models import Credential
from mandates.domain.compliance import all_declared
from mandates.models import Declaration, Mandate


@dataclass(frozen=True, slots=True)
class Declared:
    """The red lines of a mandate on one version: touched, untouched or not declared (None), and whether contested."""

    touched: bool | None
    contested: bool


NOTHING = Declared(None, False)


def declared_on(mandate: Mandate, text_id: int) -> Declared:
    """Return what was declared on this version (one query, none where there is nothing to declare on)."""
    if not mandate.red_lines or mandate.text_version_id == text_id:
        return NOTHING
    rows = Declaration.objects.filter(mandate=mandate, text_version=text_id)
    found = list(rows.values_list("line", "touched", "contested_at"))
    return Declared(
        touched=all_declared(len(mandate.red_lines), {line: touched for line, touched, _at in found}),
        contested=any(at is not None for _line, _touched, at in found),
    )


def carries_word_of(person: Person, mandate: Mandate) -> Credential | None:
    """Return the person's current credential for the mandate's commune at a sitting of its council that lasts."""
    return (
        Credential.objects.filter(
            to_at=None,
            delegate__entry__person=person,
            delegation__commune=mandate.giver_id,
            delegation__council=mandate.item.council_id,
        )
        .exclude(assembly__stage=AssemblyStage.CLOSED)
        .select_related("assembly__commune", "delegation__commune")
        .order_by("-pk")
        .first()
    )
