"""The lines and tables a playing prints: one line a step, then what came out otherwise."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from confed.rehearsal.domain.compare import NOTHING, figure_text
from confed.rehearsal.domain.figures import Expect
from confed.rehearsal.domain.report import Played, Report
from confed.rehearsal.domain.script import Move

WIDEST = 100
NAMED = ("commune", "council", "item", "proposal", "petition", "by")


def about(move: Move) -> str:
    """Return what a step is about in a few words: who, on which item, with which counts."""
    act = move.act
    if act is None or isinstance(act, str):
        return act or ""
    if isinstance(act, Expect):
        figures = [f"{name} {figure_text(value)}" for name, value in act.figures().items()]
        return " ".join([word for word in (act.commune, act.item, act.proposal, act.petition) if word] + figures)
    words = [
        _text(getattr(act, name))
        for name in ("commune", "council", "item", "proposal", "by")
        if getattr(act, name, None)
    ]
    words += [str(getattr(act, "says", None) or ""), figure_text(getattr(act, "counts", None))]
    return " ".join(word for word in words if word and word != NOTHING)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def step_line(played: Played) -> str:
    """Return one step as one line."""
    mark = "✓" if played.went_well else "✗"
    verb = "refused" if played.move.words else played.move.verb
    line = f"{mark} {_('day')} {played.move.day:>3} {played.move.at:%H:%M}  {verb:<16} {about(played.move)}"
    if len(line) > WIDEST:
        line = line[: WIDEST - 1].rstrip() + "…"
    if played.stopped:
        line += "\n    " + _("line %(line)s stopped: %(why)s") % {"line": played.move.line, "why": played.stopped}
    return line


def variant_line(report: Report) -> str:
    """Return the heading of one playing."""
    name = report.variant or _("as written")
    return f"== {name}: {report.variant_title or report.title}"


def differences_table(reports: Iterable[Report]) -> list[str]:
    """Return the table of everything that came out otherwise."""
    head = (_("variant"), _("line"), _("day"), _("figure"), _("expected"), _("found"))
    rows = [
        (
            report.variant or _("as written"),
            str(played.move.line),
            str(played.move.day),
            difference.figure,
            difference.expected,
            difference.found or NOTHING,
        )
        for report in reports
        for played, difference in report.differences
    ]
    return _columns([head, *rows]) if rows else []


def summary_line(reports: Sequence[Report]) -> str:
    """Return what came of all playings in one sentence."""
    compared = sum(report.compared for report in reports)
    differing = sum(len(report.differences) for report in reports)
    stopped = sum(1 for report in reports for played in report.steps if played.stopped)
    said = ngettext("%(n)s figure compared", "%(n)s figures compared", compared) % {"n": compared}
    said += ", " + ngettext("%(n)s differs", "%(n)s differ", differing) % {"n": differing}
    if stopped:
        said += ", " + ngettext("%(n)s playing stopped", "%(n)s playings stopped", stopped) % {"n": stopped}
    return said + "."


def report_data(report: Report) -> dict[str, object]:
    """Return one playing as data for `--json`."""
    return {
        "title": report.title,
        "variant": report.variant,
        "ok": report.went_well,
        "compared": report.compared,
        "steps": [_step_data(played) for played in report.steps],
    }


def _step_data(played: Played) -> dict[str, object]:
    return {
        "line": played.move.line,
        "day": played.move.day,
        "at": played.at.isoformat(),
        "verb": "refused" if played.move.words else played.move.verb,
        "about": about(played.move),
        "ok": played.went_well,
        "stopped": played.stopped,
        "differences": [
            {"figure": each.figure, "expected": each.expected, "found": each.found} for each in played.differences
        ],
    }


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
