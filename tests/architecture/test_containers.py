"""The shape of the containers, and that they, the guide and the settings say the same.

That the commands do their work is shown in tests/integration/test_services.py, without containers.
"""

import configparser
import re
import shlex
from itertools import pairwise

import pytest
import yaml
from django.core.management import get_commands

from tests.architecture.sources import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text()
GUIDE = (ROOT / "docs" / "guides" / "operator.md").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
SETTINGS = "".join(path.read_text() for path in (ROOT / "confed" / "settings").glob("*.py"))
# Of docker-compose.yml itself; nothing of ours reads them.
OF_COMPOSE = {"POSTGRES_PASSWORD", "PORT", "WORKERS"}


def units() -> dict[str, configparser.ConfigParser]:
    """The units of the guide by the last part of their name."""
    found = {}
    for name, text in re.findall(r"confed-(\w+)\.service`[^`]*```ini\n(.*?)```", GUIDE, re.DOTALL):
        found[name] = configparser.ConfigParser(interpolation=None)
        found[name].optionxform = str
        found[name].read_string(text)
    return found


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
    assert re.search(r"^USER confed$", DOCKERFILE, re.MULTILINE)


def test_redis_keeps_a_file_each_second_and_evicts_nothing():
    command = " ".join(SERVICES["redis"]["command"])
    assert "--appendonly yes --appendfsync everysec --maxmemory-policy noeviction" in command


def test_no_secret_has_a_default():
    environment = SERVICES["web"]["environment"]
    assert environment["SECRET_KEY"].startswith("${SECRET_KEY:?")
    assert environment["URN_KEY"].startswith("${URN_KEY:?")
    assert "${POSTGRES_PASSWORD:?" in environment["DATABASE_URL"]
    assert re.findall(r"^(?:SECRET_KEY|URN_KEY|POSTGRES_PASSWORD|CONFED_METRICS_TOKEN)=(.+)$", EXAMPLE, re.M) == []


def test_the_environment_names_only_what_the_settings_read():
    assert [name for name in SERVICES["web"]["environment"] if f'"{name}"' not in SETTINGS] == []


def test_the_example_names_every_variable_once_each_with_its_words():
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    lines = EXAMPLE.splitlines()
    named = [line.split("=")[0] for line in lines if re.match(r"\w+=", line)]
    assert sorted(named) == sorted(asked)
    alone = [
        line.split("=")[0] for before, line in pairwise(lines) if re.match(r"\w+=", line) and not before.startswith("#")
    ]
    assert alone == ["CONFED_MAIL_FROM", "CONFED_LOG_LEVEL"]  # they share the words of the line above
    assert [name for name in named if f'"{name}"' not in SETTINGS and name not in OF_COMPOSE] == []


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_guide_and_containers_run_the_same_commands(name: str):
    words = shlex.split(units()[name]["Service"]["ExecStart"].replace("%%", "%"))
    words = [word.removeprefix("/srv/confed/.venv/bin/") for word in words]
    command = [re.sub(r"\$\{\w+:-(\w+)\}", r"\1", word) for word in SERVICES[name]["command"]]
    assert words == [word.replace("0.0.0.0", "127.0.0.1") for word in command]


def test_units_end_in_order_and_without_rights():
    for name, unit in units().items():
        service = dict(unit["Service"])
        assert (service["User"], service["KillMode"], service["NoNewPrivileges"]) == ("confed", "mixed", "true"), name
        assert int(service["TimeoutStopSec"]) == 40
        assert SERVICES[name]["stop_grace_period"] == "40s"


def test_commands_named_in_guide_and_containers_are_there():
    said = [" ".join(SERVICES[name].get("command", [])) for name in OURS]
    named = set(
        re.findall(
            r"(?:manage\.py|^    (?:\S+=\S+ )*confed|`confed) ([a-z_]+)", "\n".join([GUIDE, DOCKERFILE, *said]), re.M
        )
    )
    assert {"serve", "migrate", "backup", "restore", "move_database", "verify_journal", "drain", "check"} <= named
    assert named - set(get_commands()) == set()


def test_settings_named_in_the_guide_are_read():
    named = set(re.findall(r"\b((?:CONFED|SECRET|URN|DATABASE|REDIS|EMAIL)_[A-Z_]+)\b", GUIDE))
    assert [name for name in sorted(named) if f'"{name}"' not in SETTINGS] == []


def test_figures_named_in_the_guide_are_told():
    told = (ROOT / "confed" / "pages" / "queries" / "figures.py").read_text()
    named = set(re.findall(r"\bconfed_[a-z]+_[a-z_]+\b", GUIDE)) - {"confed_again"}
    assert [name for name in sorted(named) if name not in told] == []
