"""Every state of every screen is told in words: one table (states.py), read by one test."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from confed.kernel import clock
from confed.kernel.models import Person
from confed.kernel.person import Machine, register_person
from tests.integration.assemblies_pages.conftest import words
from tests.integration.mandates_pages import build
from tests.integration.pages.states import STATES, State
from tests.integration.permissions.world import undone
from tests.screens import worlds
from tests.support.markup import faults_of_markup

LATE = "late@example.org"


def left() -> dict[str, str]:
    """A commune that went its own way, in a house that has decided nothing."""
    commune = build.make_commune("Gone", parent=build.make_commune("Fields"))
    commune.left_on = datetime(2026, 5, 1).date()
    commune.save()
    return {}


def fresh_ring() -> dict[str, str]:
    """A decision that nobody has answered."""
    root = build.make_commune("Fresh")
    build.make_cascade(root, [build.Answer(build.make_commune(name, parent=root)) for name in ("One", "Two", "Three")])
    return {}


def tell(name: str) -> dict[str, str]:
    story = {"left": left, "fresh_ring": fresh_ring}.get(name) or getattr(worlds, name)
    places = story()
    register_person(actor=Machine("test"), name="Late Lena", mail=LATE)
    return places


class Teller:
    """Keeps one world at a time standing; none is ever committed."""

    def __init__(self) -> None:
        self.name, self.stack = "", ExitStack()
        self.places: dict[str, str] = {}
        self.moment = clock.now()

    def tell(self, name: str) -> dict[str, str]:
        if name != self.name:
            self.stack.close()
            clock.set_clock(None)
            self.stack.enter_context(undone())
            self.name, self.places, self.moment = name, tell(name), clock.now()
        clock.set_clock(self.moment)
        return self.places


@pytest.fixture(scope="module")
def teller(django_db_setup, django_db_blocker) -> Iterator[Teller]:
    with django_db_blocker.unblock():
        found = Teller()
        yield found
        found.stack.close()


@pytest.mark.parametrize(
    "state",
    sorted(STATES, key=lambda state: state.world),
    ids=lambda state: f"{state.screen}, {state.kind}",
)
def test_the_state_is_told(teller: Teller, state: State) -> None:
    places = teller.tell(state.world)
    cache.clear()
    client = Client()
    if state.mail:
        client.force_login(Person.objects.get(mail__iexact=state.mail))
    address = state.address.format(**places)
    with undone():
        page = client.get(address) if state.sent is None else client.post(address, state.sent, follow=True)
    said = page.content.decode() if state.kept else words(page)
    assert state.words in said
    assert faults_of_markup(page.content.decode()) == []


def test_the_table_has_every_screen_and_its_main_states() -> None:
    kinds = {
        screen: {state.kind for state in STATES if state.screen == screen} for screen in {s.screen for s in STATES}
    }
    for screen in ("commune", "console", "count", "ballot", "council vote"):
        assert {"no signal", "closed", "no permission"} <= kinds[screen], screen
