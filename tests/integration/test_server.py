"""The server program from outside: sockets hear of what another thread or machine did, and it ends when asked."""

import asyncio
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from tests.support.processes import Program, house, programs, redis, server, wait_until
from tests.support.servers import free_port, listens

TOPIC = "decision-7"


def socket(port: int, query: str, path: str = "/live/", origin: str | None = None) -> connect:
    """A socket as a page of this house opens it."""
    return connect(f"ws://localhost:{port}{path}?{query}", origin=origin or f"http://localhost:{port}")


async def hear(live: ClientConnection, owe: Program) -> dict[str, str]:
    """Owe the ping and wait for what the socket says."""
    owe.start()
    return json.loads(await asyncio.wait_for(live.recv(), 30))


async def is_refused(port: int, query: str, **how: str) -> bool:
    """Say whether the server turned this socket away."""
    try:
        async with socket(port, query, **how):
            return False
    except InvalidStatus as refusal:
        return refusal.response.status_code == 403


def test_embedded_server_does_the_work_tells_the_sockets_and_ends(tmp_path: Path):
    port = free_port()
    with programs() as started:
        serve = house(
            ["manage.py", "serve", "--migrate", "--port", str(port)], tmp_path, "server", CONFED_DRAIN_SECONDS="0.5"
        )
        owe = house(["-m", "tests.support.owe_ping", TOPIC], tmp_path, "owe")
        started += [serve, owe]
        serve.start()
        wait_until(lambda: listens(port), 60, "the server listens")

        async def talk() -> None:
            async with socket(port, f"t={TOPIC}&t=assembly-1") as live:
                await live.send("anything")
                assert await hear(live, owe) == {"topic": TOPIC}
            for query in ("", "t=secrets", "&".join(f"t=decision-{number}" for number in range(1, 10))):
                assert await is_refused(port, query)
            assert await is_refused(port, f"t={TOPIC}", path="/elsewhere/")
            assert await is_refused(port, f"t={TOPIC}", origin="https://elsewhere.example")

        asyncio.run(talk())
        assert serve.stop() == 0, serve.log.read_text()
        assert "Traceback" not in serve.log.read_text()


def test_embedded_server_without_migrations_says_so(tmp_path: Path):
    port = free_port()
    with programs() as started:
        serve = server(tmp_path, port)
        started.append(serve)
        serve.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        assert "unapplied migration" in serve.log.read_text()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"http://localhost:{port}/nowhere/")
        serve.stop()


@pytest.mark.services
def test_worker_elsewhere_tells_the_sockets_also_after_redis_was_lost(empty_postgres: str, tmp_path: Path):
    port, redis_port = free_port(), free_port()
    env = {"DATABASE_URL": empty_postgres, "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0"}
    with programs() as started:
        broker = redis(tmp_path, redis_port)
        serve = house(["manage.py", "serve", "--migrate", "--port", str(port)], tmp_path, "server", **env)
        flags = ["-c", "1", "--without-mingle", "--without-gossip"]
        worker = house(["-m", "celery", "-A", "confed", "worker", *flags], tmp_path, "worker", **env)
        owe = house(["-m", "tests.support.owe_ping", TOPIC], tmp_path, "owe", **env)
        started += [broker, serve, worker, owe]
        broker.start()
        wait_until(lambda: listens(redis_port), 10, "Redis listens")
        serve.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        worker.start()

        async def talk() -> None:
            async with socket(port, f"t={TOPIC}") as live:
                assert await hear(live, owe) == {"topic": TOPIC}
                broker.kill()
                broker.start()
                wait_until(lambda: listens(redis_port), 10, "Redis listens again")
                await asyncio.sleep(3)  # both ends find the new connection
                assert await hear(live, owe) == {"topic": TOPIC}

        asyncio.run(talk())
        assert serve.stop() == 0, serve.log.read_text()
