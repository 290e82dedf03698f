"""The rulebook is true: every section that code names is there, and every name of code in it exists."""

import re
from importlib import import_module
from inspect import isfunction
from pathlib import Path

import pytest

from assemblies.domain.charter import DEFAULTS, KEYS

ROOT = Path(__file__).parents[3]
RULEBOOK = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
SECTIONS = {heading.lower() for heading in re.findall(r"^##+ (.+)$", RULEBOOK, re.MULTILINE)}
SOURCES = [
    path
    for app in ("assemblies", "delegates", "mandates", "confed")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
]


def test_every_section_that_code_names_is_there():
    named = {
        (section.strip().lower(), path.name)
        for path in SOURCES
        for section in re.findall(
            r"\b[Rr]ulebook, ([\w ]+?)(?=[.,;:)]|$)", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    assert named
    assert not [(section, name) for section, name in named if section not in SECTIONS]


@pytest.mark.parametrize("app", ["assemblies", "delegates", "mandates"])
def test_every_public_function_of_a_domain_names_its_rule(app):
    for path in (ROOT / app / "domain").glob("*.py"):
        if path.stem in ("__init__", "stages", "folding"):
            continue
        module = import_module(f"{app}.domain.{path.stem}")
        own = [thing for thing in vars(module).values() if getattr(thing, "__module__", "") == module.__name__]
        functions = [thing for thing in own if isfunction(thing) and not thing.__name__.startswith("_")]
        assert not [thing.__qualname__ for thing in functions if "ulebook, " not in (thing.__doc__ or "")]


def code_names() -> set[str]:
    """Return the dotted names of code in the rulebook."""
    rooms = r"(?:assemblies|delegates|mandates|confed)\.(?:domain|services|queries|rules|kernel)"
    return set(re.findall(rf"`({rooms}[\w.]*)`", RULEBOOK))


@pytest.mark.parametrize("name", sorted(code_names()))
def test_every_dotted_name_in_the_rulebook_stands_in_its_file(name):
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        base = ROOT.joinpath(*parts[:length])
        if base.with_suffix(".py").is_file():
            source = base.with_suffix(".py").read_text(encoding="utf-8")
            assert all(re.search(rf"\b{part}\b", source) for part in parts[length:])
            return
    pytest.fail(f"{name} is in no file")


def test_every_charter_key_stands_in_the_rulebook_with_its_default():
    for key in KEYS:
        assert f"| `{key}` | `{DEFAULTS[key]}` |" in RULEBOOK
