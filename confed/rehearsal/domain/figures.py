"""The figures a rehearsal may expect: names and shapes."""

from typing import Annotated, Any, Literal

from pydantic import Field

from confed.rehearsal.domain.values import Counts
from confed.rehearsal.domain.verbs import Part, Says

Number = Annotated[int, Field(ge=0)]
CouncilWord = Literal["adopted", "rejected", "tied", "provisional"]
RatifiedWord = Literal["ratified", "not_ratified", "insufficient"]
CheckWord = Literal["binding", "indicative", "refused", "send_back"]
UnitWord = Literal["for", "against", "abstain", "silent", "late", "inquorate", "waiting", "none"]


class Expect(Part):
    """Figures that must be found: of an item, of a commune, of both, of a proposal, or of a petition."""

    item: str | None = None
    commune: str | None = None
    proposal: str | None = None
    petition: str | None = None

    # The council's vote.
    voices: Number | None = None
    binding: Counts | None = None
    indicative: Counts | None = None
    tendency: Counts | None = None
    percent: str | None = None
    send_back: Number | None = None
    not_voting: Number | None = None
    void: Number | None = None
    hands: Counts | None = None
    vote_stage: str | None = None
    suspended_hours: Number | None = None
    council: CouncilWord | None = None

    # The ratification, while it runs and when it is closed.
    interim: Counts | None = None
    outstanding: Number | None = None
    can_change: bool | None = None
    final: Counts | None = None
    silent: Number | None = None
    converted: Number | None = None
    late: Number | None = None
    inquorate: Number | None = None
    expressed: Number | None = None
    needed_expressed: Number | None = None
    outcome: RatifiedWord | None = None
    decision: str | None = None
    reversed: bool | None = None
    came_home: Counts | None = None
    divergence: dict[str, Counts] | None = None
    governs: Literal["flat", "tiered", "members", "double"] | None = None
    flat: Counts | None = None
    flat_outcome: str | None = None
    tiered: Counts | None = None
    tiered_outcome: str | None = None
    tiers: dict[str, Literal["for", "against", "none"]] | None = None
    members: Counts | None = None
    members_percent: str | None = None
    members_outcome: str | None = None
    double_outcome: str | None = None
    inversion: list[str] | None = None

    # A commune's last sitting, and what it answered or instructed.
    call: Number | None = None
    needed: Number | None = None
    voters: Number | None = None
    youth: Number | None = None
    quorate: bool | None = None
    counts: Counts | None = None
    decided: str | None = None
    answer: UnitWord | None = None
    basis: Literal["none", "mandate", "assembly", "paper", "silence"] | None = None
    position: Says | None = None
    mandate: str | None = None

    # A commune's voice in its council's newest vote on an item, and what each choice would be.
    said: Literal["for", "against", "abstain", "send_back", "nothing"] | None = None
    voice: Literal["binding", "indicative", "none"] | None = None
    would: dict[str, CheckWord] | None = None
    void_voices: Number | None = None

    # A commune's roll, its proposals, and the votes on them.
    on_roll: Number | None = None
    with_vote: Number | None = None
    stage: str | None = None
    version: Number | None = None
    supporters: Number | None = None
    supporters_needed: Number | None = None
    arguments: Number | None = None
    method: Literal["hands", "named", "secret"] | None = None
    electors: Number | None = None
    texts: dict[str, Counts] | None = None
    passes: str | None = None
    receipts: Number | None = None
    codes: Number | None = None
    beside: bool | None = None
    recounted: Counts | None = None
    results: Number | None = None
    was: Counts | None = None
    was_decided: str | None = None
    correction: str | None = None
    minutes: str | None = None

    # A petition for a recall, and who carries a commune's word.
    names: Number | None = None
    names_needed: Number | None = None
    roll: Number | None = None
    notice_hours: Number | None = None
    barred_days: Number | None = None
    carries: list[str] | None = None
    reports_owed: Number | None = None

    def figures(self) -> dict[str, Any]:
        """Return only what the file names."""
        return self.model_dump(exclude_none=True, exclude={"item", "commune", "proposal", "petition"})
