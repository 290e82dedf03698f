"""What somebody may read of each kind of thing, as querysets: the lists of what the pages show one by one (for programs)."""

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from assemblies.domain.minutes import LOCKED, OPEN_FOR_CORRECTIONS
from assemblies.domain.stages import VOTED, AssemblyStage, BallotStage, ProposalKind, ProposalStage
from assemblies.models import (
    AgendaItem,
    Argument,
    Assembly,
    Attendance,
    Backing,
    Ballot,
    Charter,
    Commune,
    Decision,
    Minutes,
    MinutesLine,
    Proposal,
    Request,
    Result,
    Role,
    RollEntry,
    Support,
    TextVersion,
)
from assemblies.queries.minutes import END_OF_VOTE
from assemblies.queries.own import held_today, holds_in, in_own, on_roll, takes_minutes_of, was_at
from assemblies.rules import SECRETARY
from assemblies.signals import COUNT_SETTLED
from confed.kernel.models import JournalEntry, Person

OWN = (ProposalKind.TEXT, ProposalKind.APPEAL, ProposalKind.RECALL, ProposalKind.CHARTER)
UNSEEN = (ProposalStage.DRAFT, ProposalStage.RETURNED)


def readable(person: Person | None, prefix: str = "") -> Q:
    """Say of a proposal, or of what belongs to one, that its words may be read; `rules.may_read` says it of one."""
    voted = Q(**{f"{prefix}stage__in": VOTED})
    return ~Q(**{f"{prefix}kind__in": OWN}) | voted | in_own(person, f"{prefix}commune")


def communes(person: Person | None) -> "QuerySet[Commune]":
    """Every commune is public."""
    found: QuerySet[Commune] = Commune.objects.without_tree_fields().select_related("parent")
    return found


def roll_entries(person: Person | None) -> "QuerySet[RollEntry]":
    """A roll is read by those who stand on it and by its secretary, and by nobody else."""
    rows = RollEntry.objects.select_related("commune")
    if person is None:
        return rows.none()
    kept = holds_in(held_today(person), SECRETARY)
    return rows.filter(Q(commune__in=on_roll(person)) | Q(commune__in=kept))


def roles(person: Person | None) -> "QuerySet[Role]":
    """Who holds which task is public, as the tasks are."""
    return Role.objects.select_related("commune", "person", "assembly__commune", "decision__commune")


def charters(person: Person | None) -> "QuerySet[Charter]":
    """Every charter is public."""
    return Charter.objects.select_related("commune", "decision__commune")


def assemblies(person: Person | None) -> "QuerySet[Assembly]":
    """Every sitting is public, with its last head count."""
    last = Attendance.objects.filter(assembly=OuterRef("pk")).order_by("-pk")
    counts = {name: Subquery(last.values(name)[:1]) for name in ("voters", "youth", "observers", "units")}
    return Assembly.objects.select_related("commune").annotate(**counts)


def agenda_items(person: Person | None) -> "QuerySet[AgendaItem]":
    """Every agenda is public."""
    return AgendaItem.objects.select_related("assembly__commune", "proposal")


def proposals(person: Person | None) -> "QuerySet[Proposal]":
    """The title of a proposal and where it stands are public once it was handed in, of a recall once it is on an agenda."""
    supports = Support.objects.filter(proposal=OuterRef("pk"), withdrawn_at=None).order_by().values("proposal")
    listed = Q(stage__in=VOTED) | Q(Exists(AgendaItem.objects.filter(proposal=OuterRef("pk"))))
    seen = ~Q(kind__in=OWN) | in_own(person, "commune", below=False)
    seen |= ~Q(stage__in=UNSEEN) & (~Q(kind=ProposalKind.RECALL) | listed)
    return (
        Proposal.objects.filter(seen)
        .select_related("commune", "author", "replaces__commune", "about")
        .annotate(
            is_readable=Case(When(readable(person), then=Value(True)), default=Value(False)),
            supporters=Coalesce(Subquery(supports.annotate(number=Count("pk")).values("number")), 0),
        )
    )


def text_versions(person: Person | None) -> "QuerySet[TextVersion]":
    """A commune's own words are its own until they are voted; what a council asks and what was voted is public."""
    return TextVersion.objects.filter(readable(person, "proposal__")).select_related("proposal__commune")


def arguments(person: Person | None) -> "QuerySet[Argument]":
    """What was said of a proposal is read by whoever reads its words."""
    return Argument.objects.filter(readable(person, "proposal__"), withdrawn_at=None).select_related(
        "proposal__commune", "entry"
    )


def requests(person: Person | None) -> "QuerySet[Request]":
    """What members ask for together, and how many they are; never who."""
    backed = Backing.objects.filter(
        request=OuterRef("pk"), withdrawn_at=None, entry__ended_on=None, entry__may_vote=True
    )
    number = backed.order_by().values("request").annotate(number=Count("pk")).values("number")
    return (
        Request.objects.filter(Q(proposal=None) | readable(person, "proposal__"))
        .select_related("commune", "proposal__commune", "assembly__commune")
        .annotate(backed=Coalesce(Subquery(number), 0))
    )


def ballots(person: Person | None) -> "QuerySet[Ballot]":
    """That a vote takes place is public; its counts once they are announced, a single vote never."""
    return Ballot.objects.select_related("assembly__commune", "item__assembly__commune", "proposal", "result")


def decisions(person: Person | None) -> "QuerySet[Decision]":
    """Every decision is public, with its counts and its rule."""
    return Decision.objects.select_related(
        "commune", "assembly__commune", "proposal", "text_version__proposal", "result", "replaces__commune"
    )


def results(person: Person | None) -> "QuerySet[Result]":
    """Every count that was announced is public, and those that it replaced."""
    found = (
        Q(pk__in=Decision.objects.values("result"))
        | Q(pk__in=Ballot.objects.filter(stage=BallotStage.ANNOUNCED).values("result"))
        | Exists(Result.objects.filter(supersedes=OuterRef("pk")))
    )
    return Result.objects.filter(found).select_related("supersedes", "text_version__proposal")


def minutes(person: Person | None) -> "QuerySet[Minutes]":
    """That minutes of a sitting are written, and where they stand, is public."""
    return Minutes.objects.exclude(assembly__stage=AssemblyStage.PLANNED).select_related(
        "assembly__commune", "decision__commune", "sitting__commune"
    )


def minutes_lines(person: Person | None) -> "QuerySet[MinutesLine]":
    """What was written is read by its taker, while it is open by those who were there, once approved by everybody."""
    read = Q(minutes__stage__in=LOCKED) | takes_minutes_of(person, "minutes__assembly")
    read |= Q(minutes__stage__in=OPEN_FOR_CORRECTIONS) & was_at(person, "minutes__assembly")
    return (
        MinutesLine.objects.filter(read)
        .exclude(words="")
        .select_related("minutes__assembly__commune", "item__assembly__commune", "decision__commune", "asked_by")
    )


def journal_entries(person: Person | None) -> "QuerySet[JournalEntry]":
    """What the minutes tell of sittings, but for counts of a vote that is not announced yet."""
    later = JournalEntry.objects.filter(scope=OuterRef("scope"), kind__in=END_OF_VOTE, seq__gt=OuterRef("seq"))
    return (
        JournalEntry.objects.filter(scope__startswith="assembly:")
        .filter(~Q(kind=COUNT_SETTLED.name) | Exists(later))
        .select_related("chain")
    )
