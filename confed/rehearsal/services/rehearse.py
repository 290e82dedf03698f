"""Plays a whole rehearsal: every variant from the beginning, each in a database of its own."""

from collections.abc import Callable

from confed.rehearsal.domain.report import Played, Report
from confed.rehearsal.domain.script import Script
from confed.rehearsal.services.own_database import own_database
from confed.rehearsal.services.player import play

Tell = Callable[[Played], None]


def silent(_played: Played) -> None:
    """Tell nobody."""


def rehearse_apart(script: Script, until: int | None = None, tell: Tell = silent) -> Report:
    """Play one script in a temporary database; nothing of it stays."""
    with own_database():
        return rehearse_here(script, until, tell)


def rehearse_here(script: Script, until: int | None = None, tell: Tell = silent) -> Report:
    """Play one script in the database that is current; what it writes stays."""
    report = Report(script.title, script.variant, script.variant_title)
    for played in play(script, None if until is None else script.until(until)):
        report.steps.append(played)
        tell(played)
    return report
