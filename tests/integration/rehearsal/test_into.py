"""The shipped rehearsals played into the database of the run: SQLite, and PostgreSQL in the second run."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assemblies.models import Commune
from confed.kernel import clock, effects, journal
from confed.kernel.models import Chain


def rehearse(*arguments: str) -> str:
    out = StringIO()
    call_command("rehearse", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["saint-nazaire", "four-levels"])
def test_shipped_rehearsal_passes_into_this_database(fresh_db: None, name: str) -> None:
    printed = rehearse(name, "--into")
    assert " 0 differ." in printed
    assert Commune.objects.exists()
    assert effects.stuck() == []
    assert [fault for chain in Chain.objects.all() for fault in journal.verify_chain(chain)] == []
    assert clock._moment is None

    with pytest.raises(CommandError, match="holds communes already"):
        rehearse(name, "--into")
