"""`manage.py serve`: the one server program; without REDIS_URL it does the machine room's work itself."""

import gc
import signal
from collections.abc import Callable
from socket import socket
from typing import Any

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from confed.kernel.machinery import Machinery
from confed.kernel.pulse import Watch

GRACE_SECONDS = 5
MOST_SOCKET_BYTES = 4096
COLLECT_AFTER = (20_000, 20, 100)  # new objects, and how often the older ones are left in peace
LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Command(BaseCommand):
    """Serves pages and sockets until SIGINT or SIGTERM."""

    help = "Serve confed: pages, sockets and, on the embedded default, the work that acts still owe."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        default = "0.0.0.0" if settings.CONFED_LAN else "127.0.0.1"  # noqa: S104 -- the mode of a hall, asked for
        parser.add_argument("--host", default=default)
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--migrate", action="store_true", help="bring the database up to date first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve, then stop in order."""
        if options["migrate"]:
            call_command("migrate", interactive=False, verbosity=0)
        self.check_migrations()
        signal.signal(signal.SIGTERM, _interrupt)
        machinery = None if settings.REDIS_URL else Machinery()
        watch = Watch()
        if machinery:
            machinery.start()
        watch.start()
        server = _server(options["host"], options["port"], lambda: self._say_where(options["host"], options["port"]))
        _tidy_up()
        try:
            server.run()
        except KeyboardInterrupt:
            pass  # uvicorn raises the signal again once it has closed its connections
        finally:
            watch.stop()
            if machinery:
                machinery.stop()

    def _say_where(self, host: str, port: int) -> None:
        self.stdout.write(f"confed listens on http://{host}:{port}/  (stop with Ctrl+C)")
        if settings.CONFED_LAN:
            for name in settings.ALLOWED_HOSTS:
                if name not in LOCAL:
                    self.stdout.write(f"Phones in this hall: http://{name}:{port}/")
            self.stdout.write("There is no HTTPS: whoever is on this network could read along.")
        self.stdout.flush()


def _tidy_up() -> None:
    """What was loaded stays: the collector need not look through it again and again while a hall votes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


class _Server(uvicorn.Server):
    """A server that says so once it listens."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()


def _server(host: str, port: int, listening: Callable[[], None]) -> _Server:
    return _Server(
        uvicorn.Config(
            import_string(settings.ASGI_APPLICATION),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            proxy_headers=False,  # Django reads what the proxy says, and only where CONFED_PROXIES names one
            timeout_graceful_shutdown=GRACE_SECONDS,
            ws_max_size=MOST_SOCKET_BYTES,
            ws_per_message_deflate=False,  # a frame is a name: packing it would cost memory and time a socket
        ),
        listening,
    )


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
