"""The rehearsals that come with the program, and how a file is found by name or path."""

from pathlib import Path

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"


def shipped_names() -> list[str]:
    """Return the names of the shipped rehearsals."""
    return sorted(path.stem for path in SCENARIOS.glob("*.yaml"))


def find_file(name: str) -> Path | None:
    """Return the file of this path, or the shipped one of this name."""
    path = Path(name)
    if path.is_file():
        return path
    shipped = SCENARIOS / f"{name}.yaml"
    return shipped if name in shipped_names() else None
