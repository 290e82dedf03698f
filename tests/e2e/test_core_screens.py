"""The main screens in a browser: axe, no sideways scroll, no cut words, targets of 44 px, and spaced text (WCAG 1.4.12).

`make screens` looks at all of them in every width and light.
"""

import pytest

from tests.screens.__main__ import Photographer
from tests.screens.shots import SHOTS
from tests.support.browser import running_house

pytestmark = [pytest.mark.browser]
CORE = {  # told one after the other in the same house
    "recall": ("petition",),
    "council": ("ring", "mandates", "council-live", "council-vote"),
    "votes": ("now-vote", "ballot-secret"),
    "evenings": ("assembly-floor", "run-floor", "run-counting", "minutes-draft"),
}


def test_the_main_screens_have_no_fault_that_a_browser_sees(browser, tmp_path):
    photographer = Photographer(tmp_path, [320], ["light", "dark", "spaced"], pictures=False)
    shots = {shot.name: shot for shot in SHOTS}
    with running_house(tmp_path / "house") as house:
        for world, names in CORE.items():
            photographer.go_through(browser, house, world, [shots[name] for name in names])
    assert photographer.faults == {}
