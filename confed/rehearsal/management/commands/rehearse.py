"""`manage.py rehearse FILE`: plays a whole procedure and compares what it finds with what is expected."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assemblies.models import Commune
from confed.kernel.models import Effect
from confed.rehearsal.documents.lines import differences_table, report_data, step_line, summary_line, variant_line
from confed.rehearsal.documents.sentences import mistake_line
from confed.rehearsal.domain.mistakes import closest
from confed.rehearsal.domain.parse import read_rehearsal
from confed.rehearsal.domain.report import Played, Report
from confed.rehearsal.domain.script import Rehearsal, Script
from confed.rehearsal.queries.shipped import find_file, shipped_names
from confed.rehearsal.services.rehearse import rehearse_apart, rehearse_here


class Command(BaseCommand):
    """Plays a rehearsal; exit 0 where every figure was found, else 1."""

    help = "Plays a procedure from a file through the same use cases as the web, and compares every figure."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File and options."""
        names = ", ".join(shipped_names())
        parser.add_argument("file", nargs="?", default="", help=f"a file, or one of: {names}; none: what they tell")
        parser.add_argument("--json", action="store_true", help="print what was played as JSON")
        parser.add_argument("--variant", default="", help="play only this variant")
        parser.add_argument("--until", type=int, default=None, metavar="DAY", help="stop after this day")
        parser.add_argument("--into", action="store_true", help="play into the current database and leave it there")
        parser.add_argument("--beside", action="store_true", help="with --into: also where communes exist already")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read, refuse or play, print, and exit."""
        if not options["file"]:
            self._list()
            return
        rehearsal = self._read(options["file"])
        scripts = self._scripts(rehearsal, options["variant"], options["into"])
        if options["into"]:
            _require_room(scripts[0], options["beside"])
        play = rehearse_here if options["into"] else rehearse_apart
        reports: list[Report] = []
        for script in scripts:
            report = Report(script.title, script.variant, script.variant_title)
            if not options["json"]:
                self.stdout.write(variant_line(report))
            reports.append(play(script, options["until"], self._teller(options["json"])))
        self._print(reports, options["json"])
        if not all(report.went_well for report in reports):
            raise SystemExit(1)

    def _list(self) -> None:
        """Print the shipped rehearsals and their variants."""
        for name in shipped_names():
            rehearsal = self._read(name)
            self.stdout.write(f"{name}: {rehearsal.base.title}")
            for script in rehearsal.variants:
                self.stdout.write(f"    --variant {script.variant}: {script.variant_title}")

    def _read(self, name: str) -> Rehearsal:
        path = find_file(name)
        if path is None:
            meant = closest(name, shipped_names())
            hint = " " + _("Did you mean “%(meant)s”?") % {"meant": meant} if meant else ""
            raise CommandError(
                _("There is no file “%(name)s”, and no shipped rehearsal of this name.") % {"name": name} + hint
            )
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(
                _("“%(name)s” cannot be read as text: %(why)s") % {"name": name, "why": error}
            ) from error
        reading = read_rehearsal(text)
        if reading.rehearsal is None:
            lines = [mistake_line(mistake) for mistake in reading.mistakes]
            raise CommandError("\n".join([_("Nothing was played. %(path)s:") % {"path": path}, *lines]))
        return reading.rehearsal

    def _scripts(self, rehearsal: Rehearsal, variant: str, into: bool) -> list[Script]:
        scripts = rehearsal.scripts(variant)
        if not scripts:
            known = ", ".join(script.variant for script in rehearsal.variants)
            raise CommandError(
                _("There is no variant “%(name)s”; there are: %(known)s.") % {"name": variant, "known": known}
            )
        return scripts[:1] if into else scripts

    def _teller(self, as_json: bool) -> Any:
        def tell(played: Played) -> None:
            if not as_json:
                self.stdout.write(step_line(played))

        return tell

    def _print(self, reports: list[Report], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([report_data(report) for report in reports], ensure_ascii=False, indent=1))
            return
        for line in differences_table(reports):
            self.stdout.write(line)
        self.stdout.write(summary_line(reports))


def _require_room(script: Script, beside: bool) -> None:
    """Refuse a database in use, unless told; never one that holds this story, or in which work waits for its own hour."""
    if Commune.objects.exists() and not beside:
        raise CommandError(_("This database holds communes already. Play into an empty one, or say --beside."))
    slugs = [place.slug for place in script.tree.places.values()]
    taken = Commune.objects.filter(slug__in=slugs).order_by("pk").first()
    if taken is not None:
        raise CommandError(
            _("“%(name)s” stands in this database already, so nothing was played. A rehearsal is played into it once.")
            % {"name": taken.name}
        )
    if Effect.objects.filter(done_at=None).exists():
        raise CommandError(_("Work is waiting in this database, and a rehearsal would do it at the wrong hour."))
