"""Votes of a sitting: the frozen roll, the tellers' counts, the result and the decision."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assemblies.domain.stages import BallotStage, DecisionStage
from assemblies.models.assembly import AgendaItem, Assembly
from assemblies.models.commune import Commune, RollEntry
from assemblies.models.proposal import Proposal, TextVersion
from confed.kernel.codes import random_code
from confed.kernel.models import Person


class Snapshot(models.Model):
    """The roll of a commune frozen at a stated moment; every percentage names one."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    count_vote = models.PositiveIntegerField()
    count_speak = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)


class Elector(models.Model):
    """An entry of the roll within one snapshot: it was entitled at that moment."""

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    choice = models.CharField(max_length=100, blank=True, help_text=_("In a named vote only."))
    cast_at = models.DateTimeField(null=True, blank=True, help_text=_("In a named vote only."))
    marked = models.BooleanField(default=False, help_text=_("A slip went into the urn; which one nobody knows."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["snapshot", "entry"], name="elector_once_per_snapshot"),
            models.CheckConstraint(
                condition=models.Q(choice="") | models.Q(marked=False), name="elector_choice_or_mark_never_both"
            ),
            models.CheckConstraint(
                condition=models.Q(choice="", cast_at=None) | (~models.Q(choice="") & models.Q(cast_at__isnull=False)),
                name="elector_choice_has_its_time",
            ),
        ]


class Result(models.Model):
    """What was counted, out of whom, under which rule. A recomputation is a new row."""

    supersedes = models.OneToOneField("self", models.PROTECT, related_name="+", null=True, blank=True)
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+", null=True, blank=True)
    outcome = models.CharField(max_length=20)
    counts = models.JSONField()
    rule = models.JSONField()
    reason = models.CharField(max_length=300, blank=True, help_text=_("Why it was counted anew."))
    at = models.DateTimeField()


class Ballot(models.Model):
    """One vote in a sitting; the rule, the base and the roll are frozen at opening."""

    class Method(models.TextChoices):
        """How people vote."""

        HANDS = "hands", _("show of hands")
        NAMED = "named", _("named vote")
        SECRET = "secret", _("secret vote")
        SLIPS = "slips", _("paper slips")

    class Receipt(models.TextChoices):
        """What the list of a secret vote shows."""

        PRESENCE = "presence", _("codes and choices apart")
        CHOICE = "choice", _("each choice beside its code")

    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    result = models.ForeignKey(Result, models.PROTECT, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=10, unique=True, default=random_code)
    question = models.CharField(max_length=300)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.HANDS)
    receipt = models.CharField(max_length=10, choices=Receipt.choices, default=Receipt.PRESENCE)
    may_change = models.BooleanField(default=True, help_text=_("Whether a vote by phone may be changed until closing."))
    texts = models.JSONField(default=list, help_text=_("Frozen at opening: the rival texts; empty for one text."))
    rule = models.JSONField(help_text=_("Frozen at opening: threshold and base, as text."))
    present = models.PositiveIntegerField(help_text=_("Voters counted present when the vote opened."))
    stage = models.CharField(max_length=12, default=BallotStage.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True, help_text=_("By the server's clock; never by hands."))
    closed_at = models.DateTimeField(null=True, blank=True)
    sealed_counts = models.TextField(blank=True, help_text=_("Fewer than five voted in secret: for two tellers only."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(stage="open"), name="ballot_one_open_per_proposal"
            ),
            models.UniqueConstraint(fields=["item"], condition=models.Q(stage="open"), name="ballot_one_open_per_item"),
            models.CheckConstraint(
                condition=models.Q(stage="open", closed_at=None)
                | (~models.Q(stage="open") & models.Q(closed_at__isnull=False)),
                name="ballot_stage_fits_closing",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="announced") | models.Q(result__isnull=False),
                name="ballot_announced_has_result",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at=None) | models.Q(method__in=["named", "secret"]),
                name="ballot_closing_time_for_phones_only",
            ),
        ]


class TellerCount(models.Model):
    """What one teller counted for one answer; hidden from the other until both have sent."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    option = models.CharField(max_length=12)
    round = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField()
    kept = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["ballot", "option", "round", "person"], name="count_one_per_teller_and_round"
            )
        ]


class Decision(models.Model):
    """What a commune decided, numbered within it; the result it points to is the newest."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    assembly = models.ForeignKey(Assembly, models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="+")
    text_version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    result = models.OneToOneField(Result, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=20, default=DecisionStage.IN_FORCE)
    decided_on = models.DateField()
    in_force_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True, help_text=_("When the commune looks at it again."))
    replaces = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)
    search = models.TextField(blank=True, help_text=_("Title and text, casefolded and unaccented."))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["commune", "number"], name="decision_one_per_number"),
            models.CheckConstraint(
                condition=~models.Q(stage="in_force") | models.Q(in_force_on__isnull=False),
                name="decision_in_force_has_its_day",
            ),
        ]
