"""The mails about a petition to recall a delegate: that it was filed, that it is voted on, and what came of it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from confed.kernel.models import Person
from confed.pages.queries.addressees import Letter, carriers_of, hour_in, keepers_of
from delegates.models import Petition

Ids = dict[str, Any]


def petition_filed(ids: Ids) -> Letter:
    """A petition, to who is meant and to those who prepare the sittings."""
    petition, words = _found(ids)
    return _letter(
        petition,
        _("A petition on %(name)s in %(commune)s") % words,
        _(
            "A petition asks %(commune)s to vote on recalling %(name)s from the council. %(needed)s names are needed. "
            "Who is meant may answer it in writing, at equal length, and keeps the place until an assembly has voted."
        )
        % words,
        lambda: keepers_of(petition.commune) | _meant(petition),
    )


def recall_vote(ids: Ids) -> Letter | None:
    """Its vote, with the hour before which it is not opened."""
    petition, words = _found(ids)
    if petition.not_before is None:
        return None
    words["day"] = hour_in(petition.commune, petition.not_before)
    return _letter(
        petition,
        _("%(commune)s votes on recalling %(name)s") % words,
        _(
            "The petition on %(name)s has the names it needs. The next assembly of %(commune)s votes on it in secret, not "
            "before %(day)s. Who is meant is heard last and does not vote on it."
        )
        % words,
        lambda: keepers_of(petition.commune) | _meant(petition),
    )


def recall_result(ids: Ids) -> Letter | None:
    """What the assembly said, to the alternates in a seat too."""
    petition, words = _found(ids)
    said = {
        "recalled": _(
            "The assembly of %(commune)s recalled %(name)s. The mandate ended at once; the next alternate, if there is one, "
            "has the same mandates. The report on earlier sittings is still owed."
        ),
        "kept": _("The assembly of %(commune)s voted on recalling %(name)s, who stays."),
    }.get(ids.get("outcome", ""))
    if said is None:
        return None
    return _letter(
        petition,
        _("The vote on %(name)s in %(commune)s") % words,
        said % words,
        lambda: keepers_of(petition.commune) | _meant(petition) | carriers_of(petition.commune),
    )


def _found(ids: Ids) -> tuple[Petition, dict[str, Any]]:
    petition = Petition.objects.select_related("commune", "delegate__entry").get(pk=ids["petition"])
    words = {"name": petition.delegate.entry.name, "commune": petition.commune.name, "needed": petition.needed}
    return petition, words


def _meant(petition: Petition) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[petition.delegate.entry.person_id])


def _letter(petition: Petition, subject: str, words: str, people: Callable[[], QuerySet[Person]]) -> Letter:
    return Letter(petition.commune, subject, words, reverse("petition", args=[petition.code]), people)
