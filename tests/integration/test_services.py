"""The services of docker-compose.yml on PostgreSQL and Redis, without containers: they come up, are well, and end."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import programs, redis, wait_until
from tests.support.servers import free_port, listens
from tests.support.services import command, ended, environment, health_check, service

pytestmark = pytest.mark.services
NAME, TOKEN = "assemblies.example.org", "for-the-collector"


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    """What the server answers, without following where it leads."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    opener = urllib.request.build_opener(
        type("Stay", (urllib.request.HTTPRedirectHandler,), {"redirect_request": lambda *_: None})
    )
    try:
        with opener.open(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def test_the_commands_of_the_containers_bring_up_a_production_instance(empty_postgres: str, tmp_path: Path):
    port, redis_port = free_port(), free_port()
    env = environment(
        empty_postgres,
        f"redis://127.0.0.1:{redis_port}/0",
        CONFED_HOSTS=NAME,
        CONFED_ORIGINS=f"https://{NAME}",
        CONFED_HTTPS="true",
        CONFED_PROXIES="1",
        CONFED_METRICS_TOKEN=TOKEN,
        EMAIL_URL="smtp+tls://user:password@mail.example.org:587",
    ) | {"HOSTNAME": socket.gethostname(), "CONFED_DRAIN_SECONDS": "1"}
    with programs() as started:
        broker = redis(tmp_path, redis_port)
        started.append(broker)
        broker.start()
        wait_until(lambda: listens(redis_port), 10, "Redis listens")
        ended(service("migrate", tmp_path, env))
        ended(command(["python", "manage.py", "collectstatic", "--noinput"], tmp_path, "static", env))
        check = ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        assert "System check identified no issues (0 silenced)." in ended(command(check, tmp_path, "check", env))

        web, worker, beat = (service(name, tmp_path, env, port) for name in ("web", "worker", "beat"))
        started += [web, worker, beat]
        for program in (web, worker, beat):
            program.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        ended(health_check("web", tmp_path, env, port))
        wait_until(lambda: "ready." in worker.log.read_text(), 60, "the worker is ready")
        ended(health_check("worker", tmp_path, env))
        wait_until(lambda: any((tmp_path / "scratch").iterdir()), 60, "beat has begun")
        ended(health_check("beat", tmp_path, env))

        well = {"ready": True, "database": "ok", "queue": "ok", "work": "ok", "clock": "ok"}
        assert json.loads(ask(port, "/health/ready/")[1]) == well
        assert ask(port, "/metrics/")[0] == 403
        assert "confed_queue_up 1" in ask(port, "/metrics/", Authorization=f"Bearer {TOKEN}")[1]
        assert ask(port, "/in/", Host=NAME)[0] == 301  # to HTTPS
        assert ask(port, "/in/", Host=NAME, X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")[0] == 200
        assert ask(port, "/in/", Host="elsewhere.example", X_Forwarded_Proto="https")[0] == 400
        assert ask(port, "/rojda@example.org/", Host=NAME, X_Forwarded_Proto="https")[0] == 404

        assert [program.stop() for program in (web, worker, beat)] == [0, 0, 0]
        said = [line for line in web.log.read_text().splitlines() if not line.startswith("confed listens")]
        lines = [json.loads(line) for line in said]
        assert [line["message"] for line in lines if line.get("status") == 404] == ["404 GET (no address of ours)"]
        assert "rojda" not in web.log.read_text()
