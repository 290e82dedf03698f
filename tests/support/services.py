"""The programs of docker-compose.yml without containers: the same commands, the same environment, other ports."""

import re
import shutil
import sys
from pathlib import Path

import yaml

from tests.support.processes import ROOT, Program, house

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
SECRETS = {"SECRET_KEY": "a signing key of the tests " * 3, "URN_KEY": "a sealing key of the tests " * 3}


def filled(text: str, given: dict[str, str]) -> str:
    """Fill in `${NAME:-default}` as compose does."""
    return re.sub(
        r"\$\{(\w+)(?::([-?])([^}]*))?\}",
        lambda found: given.get(found[1], found[3] if found[2] == "-" else ""),
        text,
    ).replace("$$", "$")


def environment(postgres: str, redis: str, **given: str) -> dict[str, str]:
    """The environment of our services, with these servers."""
    said = {name: filled(value, SECRETS | given) for name, value in SERVICES["web"]["environment"].items()}
    # Where a test collects the static files; all else is the house.
    more = {"DJANGO_SETTINGS_MODULE": "tests.support.house_settings"}
    return {**said, **more, "DATABASE_URL": postgres, "REDIS_URL": redis}


def service(name: str, folder: Path, env: dict[str, str], port: int = 8000) -> Program:
    """The command of a service."""
    return command(SERVICES[name]["command"], folder, name, env, port)


def health_check(name: str, folder: Path, env: dict[str, str], port: int = 8000) -> Program:
    """The command that asks a service whether it is well."""
    kind, *words = SERVICES[name]["healthcheck"]["test"]
    if kind == "CMD":
        return command(words, folder, f"{name}-check", env, port)
    line = filled(words[0], {}).replace("/tmp", scratch(folder)).replace("celery", f"{sys.executable} -m celery")
    shell = shutil.which("sh") or "/bin/sh"
    program = house([], folder, f"{name}-check", **env)
    program.arguments = [shell, "-c", line]
    return program


def command(words: list[str], folder: Path, name: str, env: dict[str, str], port: int = 8000) -> Program:
    """One command of compose, run by this Python."""
    first, *rest = [
        filled(word, {}).replace("8000", str(port)).replace("/tmp", scratch(folder)).replace("0.0.0.0", "127.0.0.1")
        for word in words
    ]
    return house(rest if first == "python" else ["-m", first, *rest], folder, name, **env)


def scratch(folder: Path) -> str:
    """A folder in the place of the container's own /tmp."""
    place = folder / "scratch"
    place.mkdir(exist_ok=True)
    return str(place)


def ended(program: Program, seconds: int = 60) -> str:
    """Run a program to its end, which must be a good one, and return what it said."""
    program.start()
    assert program.process is not None
    assert program.process.wait(seconds) == 0, program.log.read_text()
    return program.log.read_text()
