"""The tables of the kernel: who signs in, what was done, and what is still to be done."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from confed.kernel.codes import random_code


class PersonManager(BaseUserManager["Person"]):
    """Finds people by their mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Return the person with this mail."""
        return self.get(mail__iexact=username)


class Person(AbstractBaseUser):
    """A login. It carries no rights: those are read from roll, role and credential at each request."""

    class Theme(models.TextChoices):
        """How the pages look; empty follows the device."""

        SYSTEM = "", _("Like my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")
        CONTRAST = "contrast", _("High contrast")

    class TextSize(models.TextChoices):
        """How large the words are; empty follows the device."""

        SYSTEM = "", _("Like my device")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Very large")

    password = None  # type: ignore[assignment]
    code = models.CharField(max_length=10, unique=True, default=random_code, editable=False)
    mail = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    theme = models.CharField(max_length=10, blank=True, choices=Theme.choices)
    text_size = models.CharField(max_length=10, blank=True, choices=TextSize.choices)
    is_active = models.BooleanField(default=True)
    wants_mail = models.BooleanField(default=True)

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or str(_("a former member"))

    @property
    def key(self) -> str:
        """The pointer that stands in the journal instead of a name."""
        return f"person:{self.code}"


class AccessCode(models.Model):
    """A printed or mailed way in; only the hash is kept, and it works once."""

    class Use(models.TextChoices):
        SLIP = "slip", _("paper slip")
        INVITATION = "invitation", _("invitation")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    use = models.CharField(max_length=12, choices=Use.choices)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class ApiToken(AbstractAuthToken):  # type: ignore[misc]  # knox has no types
    """A program's way in, acting as one person; only the digest is kept."""

    code = models.CharField(max_length=10, unique=True, default=random_code)
    user = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    created = models.DateTimeField()
    expiry = models.DateTimeField()
    used_on = models.DateField(null=True, blank=True, help_text=_("The day and never the hour."))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["ApiToken"]] = models.Manager()


class Chain(models.Model):
    """The head of one commune's journal; locked before each entry."""

    code = models.CharField(max_length=60, unique=True)
    head_seq = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)


class JournalEntry(models.Model):
    """One act, as it was: never changed, never removed (triggers in both databases)."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor = models.CharField(max_length=80)
    scope = models.CharField(max_length=80, db_index=True)
    payload = models.TextField()
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["chain", "seq"], name="journal_one_entry_per_place")
        ]


class Disclosure(models.Model):
    """The words behind a commitment in an entry; may be erased, the entry may not."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)
    salt = models.CharField(max_length=64, blank=True)
    value = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["entry", "field"], name="disclosure_one_per_field")
        ]


class Effect(models.Model):
    """Work that a committed act still owes; the row is the queue."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(done_at=None),
                name="effect_due",
            )
        ]


class Topic(models.Model):
    """What open pages listen to; its stamp is another after each act that pings it (ADR 10)."""

    name = models.CharField(max_length=60, primary_key=True)
    stamp = models.PositiveBigIntegerField()
