"""Rooms: none that is not on the plan, other apps entered by their front rooms, small files that say what they are."""

import ast
import statistics
from pathlib import Path

from tests.architecture.sources import APPS, FRONT_ROOMS, ROOMS, ROOT, imported, modules, own_files

# The pages across apps also hold the frame of every page and the way in.
MORE_ROOMS = {"confed.pages": {"middleware", "adapter", "context"}}
WIRING = {"confed.urls", "confed.api", "confed.asgi", "confed.wsgi", "confed.celery"}
LARGE, FEW, MOST_LINES = 300, 6, 400


def app_of(name: str) -> str:
    return next((app for app in APPS if name == app or name.startswith(f"{app}.")), "")


def test_every_module_stands_in_a_room_of_the_plan():
    stray = [
        module.name
        for module in modules()
        if module.app and module.room and module.room not in ROOMS | MORE_ROOMS.get(module.app, set())
    ]
    assert stray == []


def test_another_app_is_entered_by_its_front_rooms_only():
    wrong = []
    for module in modules():
        if module.name in WIRING:
            continue
        for node, name in imported(module):
            other = app_of(name)
            if other and other != module.app and name[len(other) + 1 :].split(".")[0] not in FRONT_ROOMS:
                wrong.append(f"{module.at(node)}: {name}")
    assert wrong == []


def test_an_app_imports_only_from_the_floors_below():
    wrong = []
    for module in modules():
        if module.name.startswith("confed.kernel"):
            wrong += [f"{module.at(node)}: {name}" for node, name in imported(module) if app_of(name)]
        elif module.app:
            wrong += [
                f"{module.at(node)}: {name}"
                for node, name in imported(module)
                if (other := app_of(name)) and other != module.app and APPS[other] >= APPS[module.app]
            ]
    assert wrong == []


def test_every_module_opens_with_a_sentence():
    silent = [module.name for module in modules() if module.tree.body and not ast.get_docstring(module.tree)]
    assert silent == []


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_files_stay_small():
    sizes = {str(module.path.relative_to(ROOT)): lines(module.path) for module in modules()}
    assert statistics.median(size for size in sizes.values() if size > 1) < 80
    assert len([path for path, size in sizes.items() if size > LARGE]) <= FEW
    assert {path: size for path, size in sizes.items() if size > MOST_LINES} == {}


def test_styles_scripts_and_tests_stay_small():
    files = [*own_files("static", "*.css"), *own_files("static", "*.js"), *own_files("tests", "*.py")]
    assert {str(path.relative_to(ROOT)): lines(path) for path in files if lines(path) > 500} == {}


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "misc", "tools"}
    assert [module.name for module in modules() if module.name.split(".")[-1] in drawers] == []
