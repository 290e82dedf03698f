"""The shipped rehearsals played into the database of the run: SQLite, and PostgreSQL in the second run."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assemblies.models import Commune
from assemblies.services.commune import found_commune
from confed.kernel import clock, effects, journal
from confed.kernel.models import Chain
from confed.kernel.person import Machine


def rehearse(*arguments: str) -> str:
    out = StringIO()
    call_command("rehearse", *arguments, stdout=out)
    return out.getvalue()


# Four levels are played on SQLite by its variant (test_apart.py).
FOUR = pytest.param("four-levels", marks=pytest.mark.postgres)


@pytest.mark.parametrize("name", ["saint-nazaire", FOUR, "one-commune", "two-versions", "recall"])
def test_shipped_rehearsal_passes_into_this_database(fresh_db: None, name: str) -> None:
    printed = rehearse(name, "--into")
    assert " 0 differ." in printed
    assert Commune.objects.exists()
    assert effects.stuck() == []
    assert [fault for chain in Chain.objects.all() for fault in journal.verify_chain(chain)] == []
    assert clock._moment is None


@pytest.mark.django_db
def test_story_that_stands_there_already_is_refused_even_beside() -> None:
    found_commune(actor=Machine("rehearsal"), name="Upper Spring")
    with pytest.raises(CommandError, match="“Upper Spring” stands in this database already"):
        rehearse("one-commune", "--into", "--beside")
    assert Commune.objects.count() == 1


def test_without_a_file_the_shipped_ones_are_listed() -> None:
    printed = rehearse()
    for name in ("avelle", "saint-nazaire", "four-levels", "one-commune", "two-versions", "recall"):
        assert f"{name}: " in printed
    assert "--variant kept" in printed


@pytest.mark.django_db
def test_database_that_holds_communes_is_refused_and_nothing_is_played() -> None:
    found_commune(actor=Machine("rehearsal"), name="Somebody else's")
    with pytest.raises(CommandError, match="holds communes already"):
        rehearse("saint-nazaire", "--into")
    assert Commune.objects.count() == 1
