"""`manage.py demo`: a story in the middle of its ratification, on a server of its own."""

import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from confed.kernel import clock
from confed.rehearsal.documents.lines import step_line
from confed.rehearsal.documents.welcome import welcome_lines
from confed.rehearsal.domain.report import Played
from confed.rehearsal.domain.script import Script
from confed.rehearsal.queries.guests import guests, hall
from confed.rehearsal.queries.story import STORIES, NoStory, Story, is_closed, running_story
from confed.rehearsal.services.demo import begin_story, end_story, evening_of, slip_for, story_of_today

PORT = 8000
IN_DEMO = "CONFED_DEMO"
STORY_ZONE = "Europe/Paris"
HERE = Path(__file__).resolve().parents[4]
OURS = ("confed.sqlite3", "confed.sqlite3-wal", "confed.sqlite3-shm", "clock", "clock.draft")


class Command(BaseCommand):
    """Begins the demo in a fresh database, or (`--close`) brings a running one to its end."""

    help = "Start the demo with sign-in links; with --close, let the story go on to the end of its window."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to serve, and what to do."""
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--story", choices=STORIES, default=next(iter(STORIES)))
        parser.add_argument("--folder", default="", help="where the demo keeps its data (var/demo)")
        parser.add_argument("--keep", action="store_true", help="go on with the demo that is there")
        parser.add_argument(
            "--close", action="store_true", help="let the rest of the story happen, and the window close"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Enter the demo's own environment first: its settings are read before any command."""
        if os.environ.get(IN_DEMO) != "1":
            _enter_demo(options["folder"])
        if options["close"]:
            self._close(options["port"])
        else:
            self._open(options["port"], STORIES[options["story"]], options["keep"])

    def _open(self, port: int, story: Story, keep: bool) -> None:
        if _is_served(port):
            said = _("Something listens on port %(port)s already; stop it, or take another port.")
            raise CommandError(said % {"port": port})
        folder = Path(os.environ["CONFED_VAR"])
        keep = keep and (folder / OURS[0]).exists()
        if not keep:
            for name in OURS:
                (folder / name).unlink(missing_ok=True)
        self._say(_("Making an empty house …"))
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if keep:
            story, script = running_story()[:2]
        else:
            script = self._begin(story)
        self._welcome(story, script, port)
        call_command("serve", port=port)

    def _begin(self, story: Story) -> Script:
        script = story_of_today(story)
        self._say(_("Playing the story of %(title)s up to today; this takes up to a minute:") % {"title": story.title})
        day = None
        for played in begin_story(story, script):
            if played.move.day != day:
                day = played.move.day
                self._say(f"  {date_format(script.date_of(day), 'j F')}")
            self._check([played])
        evening = evening_of(story, script)
        if evening > clock.now():
            call_command("move_clock", evening.isoformat(), zone=script.zone)
        return script

    def _welcome(self, story: Story, script: Script, port: int) -> None:
        decision = running_story()[2].decision
        page = reverse("decision", args=[decision.commune.slug, decision.number])
        people = guests(story, script, page)
        slips = {
            role: f"{reverse('sign_in_slip', args=[slip_for(guest.person)])}?next={guest.page}"
            for role, guest in people.items()
        }
        watched = [each for each in (page, hall(story, script)) if each]
        closing = "make demo-close" if port == PORT else f"make demo-close PORT={port}"
        for line in welcome_lines(f"http://localhost:{port}", story, people, slips, watched, closing):
            self.stdout.write(line)
        self.stdout.flush()

    def _close(self, port: int) -> None:
        try:
            story, script, _cascade = running_story()
        except (NoStory, DatabaseError) as error:
            raise CommandError(_("There is no demo here; begin one with: make demo")) from error
        if is_closed():
            raise CommandError(_("The window of this demo is closed already. Begin a new one with: make demo"))
        told = _("It is now %(moment)s.")
        report = end_story(story, script, lambda moment: self._say(told % {"moment": moment}), _is_served(port))
        self._check(report.steps)
        self.stdout.write(_("The window has ended. Look at the decision."))

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _check(self, steps: list[Played]) -> None:
        for played in steps:
            if not played.went_well:
                self.stdout.write(step_line(played))
                raise CommandError(_("The story could not be played."))


def _enter_demo(folder: str) -> None:
    """Start this command anew with the demo's folder, a clock that can be moved, and the embedded default."""
    place = Path(folder).resolve() if folder else HERE / "var" / "demo"
    place.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "CONFED_HTTPS")
    }
    environment = {
        **kept,
        IN_DEMO: "1",
        "CONFED_VAR": str(place),
        "CONFED_MOVABLE_CLOCK": "1",
        "CONFED_DRAIN_SECONDS": "1",
        "CONFED_ZONE": STORY_ZONE,
        "CONFED_LOG_LEVEL": os.environ.get("CONFED_LOG_LEVEL", "WARNING"),
    }
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.argv], environment)  # noqa: S606


def _is_served(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
