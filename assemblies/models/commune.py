"""Communes, their rolls, roles and charters."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from tree_queries.models import TreeNode

from confed.kernel.models import Chain, Person


class Commune(TreeNode):  # type: ignore[misc]  # tree_queries has no types
    """A node of the tree: a base commune has people on its roll, any other has communes under it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    belonging = models.CharField(max_length=300, blank=True, help_text=_("Who can belong, in one sentence."))
    language = models.CharField(max_length=12, blank=True)
    zone = models.CharField(max_length=60, blank=True, help_text=_("Empty: as the commune above."))
    chain = models.OneToOneField(Chain, models.PROTECT, related_name="+")
    founded_on = models.DateField()
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    next_assembly = models.PositiveIntegerField(default=1)
    next_decision = models.PositiveIntegerField(default=1)
    next_item = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class RollEntryQuerySet(models.QuerySet["RollEntry"]):
    """The lists of the roll."""

    def running(self) -> "RollEntryQuerySet":
        """Entries that have not ended."""
        return self.filter(ended_on=None)

    def entitled(self) -> "RollEntryQuerySet":
        """Running entries with the right to vote; `rules.may_be_counted` says the same of one entry."""
        return self.running().filter(may_vote=True)


class RollEntry(models.Model):
    """A name on a commune's roll; it needs no login."""

    class Standing(models.TextChoices):
        """Youth and observers may speak and never count."""

        ADULT = "adult", _("member")
        YOUTH = "youth", _("youth")
        OBSERVER = "observer", _("observer")

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    mail = models.EmailField(blank=True)
    card = models.CharField(max_length=20, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ADULT)
    may_speak = models.BooleanField(default=True)
    may_vote = models.BooleanField(default=True)
    joined_on = models.DateField()
    leaves_on = models.DateField(null=True, blank=True, help_text=_("A day to come on which the entry ends."))
    ended_on = models.DateField(null=True, blank=True)

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(may_vote=False) | models.Q(may_speak=True, standing="adult"),
                name="roll_vote_needs_voice_and_adult",
            ),
            models.UniqueConstraint(
                fields=["commune", "card"],
                condition=models.Q(ended_on=None) & ~models.Q(card=""),
                name="roll_one_running_card",
            ),
            models.UniqueConstraint(
                fields=["commune", "person"],
                condition=models.Q(ended_on=None),
                name="roll_one_running_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(_("a former member"))


class Role(models.Model):
    """A task held in a commune for a term, or for one sitting; it always ends."""

    class Kind(models.TextChoices):
        """The tasks that carry rights in this version."""

        SECRETARY = "secretary", _("secretary")
        CONVENOR = "convenor", _("convenor")
        FACILITATOR = "facilitator", _("facilitator")
        TELLER = "teller", _("teller")
        MINUTES_TAKER = "minutes_taker", _("minutes-taker")

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assembly = models.ForeignKey("Assembly", models.PROTECT, related_name="+", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    from_on = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("Set where it ended before its day."))
    decision = models.ForeignKey(
        "Decision",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("What the assembly decided; empty in the founder’s first term and for one sitting."),
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("from_on")), name="role_ends_after_it_begins")
        ]


class Charter(models.Model):
    """One dated version of a commune's rules; a key it lacks is inherited from the commune above."""

    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    from_on = models.DateField()
    template = models.CharField(max_length=40, blank=True)
    values = models.JSONField(default=dict)
    decision = models.ForeignKey("Decision", models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["commune", "version"], name="charter_one_per_version")
        ]
