"""What stands in the tables after an act, read plainly: one query a table, nothing reckoned."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet

from assemblies.models import (
    AgendaItem,
    Assembly,
    Ballot,
    Decision,
    Elector,
    Minutes,
    Proposal,
    Result,
    RollEntry,
    Slip,
    TextVersion,
    Urn,
)
from confed.kernel import clock
from confed.kernel.models import Chain, Effect, JournalEntry
from delegates.models import Credential, Delegate, Delegation, Petition, Signature
from mandates.models import Cascade, CouncilItem, CouncilVote, Declaration, Mandate, Ratification, Voice

Row = dict[str, Any]
Table = dict[int, Row]


CHANGED = re.compile(r'(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
_kept: dict[str, Table] = {}  # as read last; let go when somebody writes to it


def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Let go what was read of a table that is written to; goes around every statement of a walk."""
    if found := CHANGED.match(sql):
        _kept.pop(found[1], None)
    return execute(sql, params, many, context)


def forget() -> None:
    """Let go of everything: the tables are as they were before a walk."""
    _kept.clear()


def table(model: type[Model], *fields: str) -> Any:
    """A table by its keys, read when it is first asked for after it changed."""
    name = model._meta.db_table
    query = model.objects.order_by("pk").values("pk", *fields)

    def read(self: "Rows") -> Table:
        if name not in _kept:
            _kept[name] = {row["pk"]: row for row in query.all()}
        return _kept[name]

    return cached_property(read)


class Rows:
    """The tables as they stand now; read anew after every act."""

    def __init__(self) -> None:
        self.at = clock.now()
        for name, field in vars(type(self)).items():  # what is read later would be of a later hour
            if isinstance(field, cached_property):
                getattr(self, name)

    roll = table(RollEntry, "commune_id", "standing", "may_vote", "ended_on")
    sittings = table(Assembly, "commune_id", "number", "stage", "needed", "planned_at", "opened_at", "held_on", "kind")
    agenda = table(AgendaItem, "assembly_id", "proposal_id", "started_at", "ended_at", "outcome")
    proposals = table(Proposal, "commune_id", "kind", "stage", "origin_key")
    texts = table(TextVersion, "proposal_id", "number", "hash")
    ballots = table(
        Ballot, "assembly_id", "item_id", "proposal_id", "text_version_id", "snapshot_id", "result_id", "method",
        "may_change", "rule", "present", "stage", "sealed_counts", "closes_at",
    )  # fmt: skip
    electors = table(Elector, "snapshot_id", "entry_id", "choice", "cast_at", "marked")
    results = table(Result, "supersedes_id", "outcome", "counts", "rule", "reason")
    decisions = table(
        Decision, "commune_id", "assembly_id", "proposal_id", "text_version_id", "result_id", "number", "stage",
        "decided_on",
    )  # fmt: skip
    minutes = table(Minutes, "assembly_id", "stage", "fingerprint", "decision_id")
    delegations = table(Delegation, "commune_id", "council_id", "decision_id", "form", "stage")
    delegates = table(Delegate, "delegation_id", "entry_id", "seat", "stage")
    credentials = table(Credential, "delegate_id", "delegation_id", "assembly_id", "seat", "to_at")
    petitions = table(
        Petition, "delegate_id", "commune_id", "snapshot_id", "proposal_id", "needed", "stage", "validated_at", "misses"
    )
    signatures = table(Signature, "petition_id", "entry_id", "withdrawn_at")
    items = table(CouncilItem, "council_id", "proposal_id", "number", "stage", "purpose")
    mandates = table(
        Mandate, "giver_id", "item_id", "text_version_id", "proposal_id", "decision_id", "position", "latitude",
        "red_lines", "if_touched", "stage",
    )  # fmt: skip
    declarations = table(Declaration, "mandate_id", "text_version_id", "line", "touched", "contested_at")
    votes = table(
        CouncilVote, "item_id", "text_version_id", "assembly_id", "result_id", "rule", "stage", "suspended_at"
    )
    voices = table(
        Voice, "vote_id", "delegation_id", "mandate_id", "choice", "kind", "hands", "by_hand", "weight", "members"
    )
    cascades = table(
        Cascade, "decision_id", "council_vote_id", "result_id", "closes_on", "rule", "stage", "extended_at"
    )
    ratifications = table(
        Ratification, "cascade_id", "commune_id", "proposal_id", "decision_id", "path", "members", "stage", "basis",
        "count_for", "count_against", "count_abstain", "council_choice", "council_kind", "voted_on",
    )  # fmt: skip
    slips = table(Slip, "ballot_id", "receipt", "choice")
    urns = table(Urn, "ballot_id", "sealed", "wrapped_key")
    chains = table(Chain, "head_seq", "head_hash")

    @cached_property
    def owed(self) -> list[Row]:
        """Effects that are not done, or that failed once."""
        undone: QuerySet[Effect] = Effect.objects.filter(done_at=None) | Effect.objects.filter(attempts__gt=0)
        return list(undone.values("key", "kind", "attempts", "not_before", "error", "done_at"))

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was due then."""
        return not any(row["done_at"] is None and row["not_before"] <= self.at for row in self.owed)

    def entered(self, after: int) -> list[JournalEntry]:
        """Entries of the journal after this one."""
        return list(JournalEntry.objects.filter(pk__gt=after).order_by("pk"))

    def where(self, name: str, **values: Any) -> Iterator[Row]:
        """The rows of a table that bear these values."""
        found: Table = getattr(self, name)
        return (row for row in found.values() if all(row[key] == value for key, value in values.items()))
