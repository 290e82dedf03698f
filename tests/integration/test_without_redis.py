"""Redis is away for a while: people sign in, read and vote, the page says what waits, and afterwards it is done."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from tests.support.processes import house, programs, redis, wait_until
from tests.support.servers import free_port, listens
from tests.support.services import ended

pytestmark = pytest.mark.services
WAITS = "Live pages and what follows from a decision wait just now."


class Stay(urllib.request.HTTPRedirectHandler):
    """Goes nowhere by itself."""

    handler_order = 400  # before the one that goes

    def http_error_302(self, request, *answer):
        raise urllib.error.HTTPError(request.full_url, *answer[1:], answer[0])


class Phone:
    """A browser without script."""

    def __init__(self, port: int) -> None:
        self.root = f"http://localhost:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> str:
        with self.opener.open(self.root + path, timeout=20) as answer:
            return answer.read().decode()

    def post(self, page: str, path: str, **values: str) -> str:
        """Fill in the form that stands on this page and send it."""
        hidden = {
            name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
            for name in ("csrfmiddlewaretoken", "code")
            if f'name="{name}"' in page
        }
        body = urllib.parse.urlencode({**hidden, **values}).encode()
        with self.opener.open(self.root + path, body, timeout=20) as answer:
            return answer.read().decode()

    def lead(self, page: str) -> str:
        """Ask for a code on the sign-in page; return where the answer leads, without going there."""
        seal = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": seal, "mail": "nobody@example.org"}).encode()
        self.opener.add_handler(Stay())
        try:
            self.opener.open(self.root + "/in/", body, timeout=20).close()
        except urllib.error.HTTPError as led:
            return led.headers["Location"]
        return ""


def test_without_redis_people_go_on_and_nothing_is_lost(empty_postgres: str, tmp_path: Path):
    port, redis_port = free_port(), free_port()
    env = {
        "DATABASE_URL": empty_postgres,
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
        "CONFED_DRAIN_SECONDS": "1",
    }
    with programs() as started:
        broker = redis(tmp_path, redis_port)
        load = house(["-m", "tests.support.load_vote"], tmp_path, "load", **env)
        serve = house(["manage.py", "serve", "--port", str(port)], tmp_path, "server", **env)
        worker = house(["-m", "celery", "-A", "confed", "worker", "-c", "1"], tmp_path, "worker", **env)
        beat = house(["-m", "celery", "-A", "confed", "beat", "-s", str(tmp_path / "beat")], tmp_path, "beat", **env)
        owe = house(["-m", "tests.support.owe_ping", "decision-7"], tmp_path, "owe", **env)
        started += [broker, load, serve, worker, beat, owe]
        broker.start()
        wait_until(lambda: listens(redis_port), 10, "Redis listens")
        made = json.loads(ended(load).splitlines()[-1])
        for program in (serve, worker, beat):
            program.start()
        wait_until(lambda: listens(port), 60, "the server listens")
        connection = psycopg2.connect(empty_postgres)
        connection.autocommit = True
        with connection.cursor() as cursor:

            def count(query: str) -> int:
                cursor.execute(f"SELECT count(*) FROM {query}")
                return int(cursor.fetchone()[0])

            waiting = "kernel_effect WHERE done_at IS NULL AND not_before < now()"
            wait_until(lambda: count(waiting) == 0, 60, "what the story owed is done")
            assert WAITS not in Phone(port).get("/in/")

            broker.kill()
            ended(owe)
            phone = Phone(port)
            slip = f"/in/slip/{made['slip']}/"
            phone.post(phone.get(slip), slip)
            assert "Voter 5" in phone.get("/me/")
            paper = phone.get(f"/v/{made['ballot']}/")
            receipt = phone.post(paper, f"/v/{made['ballot']}/done/", **{"answer-0": "for"})
            assert "data-code=" in receipt
            assert count("assemblies_elector WHERE marked") == 1
            wait_until(lambda: WAITS in phone.get("/d/"), 20, "the page says what waits")
            ready = json.loads(phone.get("/health/ready/"))
            assert (ready["ready"], ready["queue"]) == (True, "lost")
            assert count(waiting) >= 1

            broker.start()
            wait_until(lambda: count(waiting) == 0, 60, "what waited is done")
            wait_until(lambda: WAITS not in phone.get("/d/"), 20, "the page says nothing more")
            assert count("kernel_effect WHERE kind = 'tests.ping' AND attempts = 0") == 1
            assert count("assemblies_elector WHERE marked") == 1
        connection.close()
        assert serve.stop() == 0, serve.log.read_text()
        assert "Traceback" not in serve.log.read_text()
