"""The files of the house as the architecture tests read them."""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = {"assemblies": 0, "delegates": 1, "mandates": 2, "confed.pages": 3, "confed.rehearsal": 3}
FRONT_ROOMS = {"services", "queries", "rules", "models", "signals", "domain"}
ROOMS = FRONT_ROOMS | {
    *("urls", "routing", "apps", "views", "api", "tasks", "consumers", "receivers", "management"),
    *("forms", "templatetags", "documents", "migrations"),
}


@dataclass(frozen=True)
class Module:
    """A Python file: its path, its dotted name, its tree."""

    path: Path
    name: str
    tree: ast.Module

    @property
    def app(self) -> str:
        """The app it stands in; empty for the kernel, the settings and the composition root."""
        return next((app for app in APPS if self.name == app or self.name.startswith(f"{app}.")), "")

    @property
    def room(self) -> str:
        """The room of its app."""
        rest = self.name[len(self.app) + 1 :] if self.app else ""
        return rest.split(".")[0]

    def at(self, node: ast.AST) -> str:
        """Where this node stands, for a message."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def modules() -> list[Module]:
    """Every Python file of the house but migrations and tests."""
    found = []
    for top in ("confed", "assemblies", "delegates", "mandates"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            parts = list(path.relative_to(ROOT).with_suffix("").parts)
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Module(path, name, ast.parse(path.read_text())))
    return found


def imported(module: Module) -> list[tuple[ast.AST, str]]:
    """Names of everything this module imports, dotted, with the node that says so."""
    names: list[tuple[ast.AST, str]] = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names += [(node, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [(node, f"{node.module}.{alias.name}") for alias in node.names]
    return names


def own_files(folder: str, pattern: str) -> list[Path]:
    """Files of ours under a folder; what others wrote stands in vendor/."""
    return [path for path in sorted((ROOT / folder).rglob(pattern)) if "vendor" not in path.parts]
