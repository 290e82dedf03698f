"""The shipped rehearsals are read without a mistake."""

from pathlib import Path

import pytest

from confed.rehearsal.domain.parse import read_rehearsal

SCENARIOS = Path(__file__).parents[3] / "confed" / "rehearsal" / "scenarios"


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_file_has_no_mistake(path: Path) -> None:
    reading = read_rehearsal(path.read_text())
    assert reading.mistakes == []
    assert reading.rehearsal is not None
