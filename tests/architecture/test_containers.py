"""The shape of the containers; that they start is not shown here, and the README says so."""

import re

import yaml

from tests.architecture.sources import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")


def test_there_is_one_service_per_task_and_one_beat():
    assert set(SERVICES) == {*OURS, "postgres", "redis"}
    assert "deploy" not in SERVICES["beat"]


def test_every_lasting_service_says_whether_it_is_well():
    assert [name for name in SERVICES if name != "migrate" and "healthcheck" not in SERVICES[name]] == []


def test_ours_wait_for_the_database_and_run_without_rights():
    for name in OURS:
        assert SERVICES[name]["depends_on"]["postgres"]["condition"] == "service_healthy"
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["read_only"]
    assert re.search(r"^USER confed$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_redis_keeps_a_file_each_second_and_evicts_nothing():
    command = " ".join(SERVICES["redis"]["command"])
    assert "--appendonly yes --appendfsync everysec --maxmemory-policy noeviction" in command


def test_no_secret_has_a_default():
    environment = SERVICES["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]


def test_the_environment_names_only_what_the_settings_read():
    settings = "".join(path.read_text() for path in (ROOT / "confed" / "settings").glob("*.py"))
    assert [name for name in SERVICES["web"]["environment"] if f'"{name}"' not in settings] == []


def test_commands_are_of_programs_that_are_there():
    assert (ROOT / "confed" / "celery.py").exists()
    assert (ROOT / "confed" / "kernel" / "management" / "commands" / "serve.py").exists()
