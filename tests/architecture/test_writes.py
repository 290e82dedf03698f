"""Only services write, only the use case opens a transaction, and there is one Celery task."""

import ast

from tests.architecture.sources import Module, modules

ALWAYS_WRITES = {
    "save",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "select_for_update",
}
WRITES_ON_ROWS = {"create", "update"}
ROWS = {"objects", "filter", "exclude", "all", "get_queryset"}
# Where a thing is drawn; nothing is counted or decided there.
NOT_A_COUNT = {"mandates.queries.ring"}


def chain(node: ast.AST) -> set[str]:
    """Every attribute on the way to a call: `X.objects.filter(…).update` gives objects and filter."""
    names = set()
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
            node = node.value
        else:
            node = node.func if isinstance(node, ast.Call) else node.value
    return names


def writes(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb, way = node.func.attr, chain(node.func.value)
            if verb in ALWAYS_WRITES or (verb in WRITES_ON_ROWS and way & ROWS):
                found.append(f"{module.at(node)}: .{verb}(")
    return found


def test_only_services_write():
    assert [line for module in modules() if module.app and module.room != "services" for line in writes(module)] == []


def test_the_check_for_writes_sees_one():
    source = "Commune.objects.filter(pk=1).update(name='x')\nrow.save()\nhash.update(b'')"
    module = next(module for module in modules() if module.name == "confed.urls")
    assert len(writes(Module(module.path, "x", ast.parse(source)))) == 2


def test_only_the_use_case_opens_a_transaction():
    words = {"atomic", "set_autocommit", "non_atomic_requests", "savepoint"}
    said = [
        module.at(node)
        for module in modules()
        if module.name != "confed.kernel.use_case"
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Attribute) and node.attr in words)
        or (isinstance(node, ast.alias) and node.name in words)
    ]
    assert said == []


def test_there_is_one_celery_task():
    tasks = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if "task" in ast.unparse(mark)
    ]
    assert len(tasks) == 1


def test_no_floats_in_rules():
    said = [
        module.at(node)
        for module in modules()
        if module.app in {"assemblies", "delegates", "mandates"}
        and module.room in {"domain", "rules", "services", "queries"}
        and module.name not in NOT_A_COUNT
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert said == []
