"""Whoever watches: live, ready, figures for the machine itself or with the token, and what the pages say meanwhile."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse

from confed.kernel import clock, pulse
from confed.kernel.models import Effect
from confed.kernel.pulse import Reading, Watch
from tests.support.servers import free_port

pytestmark = pytest.mark.django_db
WELL = {"ready": True, "database": "ok", "queue": "ok", "work": "ok", "clock": "ok"}


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch):
    """Say what the watch of this server found."""
    return lambda reading: monkeypatch.setattr(Watch, "last", reading)


def owe(key: str, *, seconds: int, attempts: int = 0) -> None:
    due = clock.now() - timedelta(seconds=seconds)
    Effect.objects.create(key=key, kind="tests.nothing", not_before=due, attempts=attempts)


def figure(client, name: str) -> str:
    lines = client.get(reverse("metrics")).content.decode().splitlines()
    return next(line.split(" ")[-1] for line in lines if line.startswith(name))


def test_live_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/live/", headers={"host": "10.0.0.7"}).content == b"live\n"


def test_ready_under_any_name_and_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/health/ready/", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, WELL)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Vary" not in answer.headers


def test_ready_says_what_is_lost_late_stuck_or_off(client, settings, monkeypatch):
    owe("late", seconds=90)
    assert client.get("/health/ready/").json() == WELL | {"work": "late"}
    owe("stuck", seconds=90, attempts=12)
    assert client.get("/health/ready/").json()["work"] == "stuck"
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    lost = client.get("/health/ready/")
    assert (lost.status_code, lost.json()["queue"]) == (200, "lost")
    monkeypatch.setattr(pulse, "_skew", lambda: -2500)
    assert client.get("/health/ready/").json()["clock"] == "off"


def test_without_its_database_a_server_is_not_ready(client, monkeypatch):
    def lost() -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(pulse, "_skew", lost)
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["ready"], answer.json()["database"]) == (503, False, "lost")
    assert figure(client, "confed_database_up") == "0"


def test_figures_count_work_and_requests(client):
    owe("late", seconds=90)
    owe("stuck", seconds=90, attempts=12)
    Effect.objects.create(key="later", kind="tests.nothing", not_before=clock.now() + timedelta(days=1))
    assert figure(client, "confed_effects_waiting") == "1"
    assert int(figure(client, "confed_effects_overdue_seconds")) in range(90, 95)
    assert figure(client, "confed_effects_stuck") == "1"
    client.get(reverse("register"))
    before = int(figure(client, 'confed_requests_total{status="2xx"}'))
    client.get(reverse("register"))
    assert int(figure(client, 'confed_requests_total{status="2xx"}')) == before + 1
    text = client.get(reverse("metrics")).content.decode()
    assert all(line.startswith(("# HELP confed_", "# TYPE confed_", "confed_")) for line in text.splitlines())


def test_figures_are_for_the_machine_itself_or_with_the_token(client, settings):
    address = reverse("metrics")
    assert client.get(address).status_code == 200
    assert client.get(address, headers={"x-forwarded-for": "127.0.0.1"}).status_code == 403
    assert client.get(address, REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get(address, headers={"authorization": "Bearer "}, REMOTE_ADDR="192.0.2.7").status_code == 403
    settings.METRICS_TOKEN = "for-the-collector"
    for shown, status in (("Bearer for-the-collector", 200), ("Bearer wrong", 403), ("for-the-collector", 403)):
        assert client.get(address, headers={"authorization": shown}, REMOTE_ADDR="192.0.2.7").status_code == status
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("reading", "sentence"),
    [
        (Reading(True, False), "Live pages and what follows from a decision wait just now."),
        (Reading(True, True, waiting=3, overdue_seconds=60), "What follows from a decision waits just now."),
    ],
)
def test_page_says_what_waits_and_that_nothing_is_lost(client, found, reading, sentence):
    found(reading)
    html = client.get(reverse("register")).content.decode()
    assert sentence in html
    assert "Signing in, reading and voting go on. Nothing is lost" in html
    found(Reading(True, True, waiting=3, overdue_seconds=20))
    assert "Nothing is lost" not in client.get(reverse("register")).content.decode()


def test_hall_without_https_is_named_on_every_page(client, settings):
    settings.CONFED_LAN = True
    for name in ("founding", "sign_in", "register"):
        html = client.get(reverse(name)).content.decode()
        assert "This hall has no HTTPS." in html
        assert "Passkeys, installing and messages to the phone need HTTPS." in html
