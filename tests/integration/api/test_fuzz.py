"""Requests that a machine makes up from the description, as four people: none is answered by a fault of ours (T12).

One or two for each address here; `make fuzz` sends 5,000. What is made up is mixed with the names of things that are there,
so that it reaches beyond the first lookup; nothing of it stays.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from math import ceil
from typing import Any

import pytest
import schemathesis
import yaml
from django.test.client import ClientHandler
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from confed.api import ACTS, NOUNS, description
from confed.kernel import clock
from confed.kernel.api.references import name_of
from confed.kernel.models import Person
from confed.kernel.tokens import issue_token
from tests.integration.permissions import bodies
from tests.integration.permissions.world import build, undone

ROLES = {"stranger": "Stranger", "member": "C01 2", "delegate": "C01 1", "secretary": "Secretary C01"}
FEW = 314
PLAIN = {"Accept-Encoding": "identity"}  # the client of these tests unpacks nothing
CASES = int(os.environ.get("CONFED_FUZZ", FEW))
CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
ACT_NAMES = {one.name for one in ACTS}
KINDS = {f"read_{views.model._meta.model_name}": views.model for views in NOUNS.values()}
OPERATIONS = {
    one.ok().definition.raw["operationId"]: one.ok()
    for one in schemathesis.openapi.from_dict(yaml.safe_load(description())).get_all_operations()
}
# A few cases: each address by one of the four in turn; many: each by all of them.
PAIRS = (
    [(role, name) for name in OPERATIONS for role in ROLES]
    if len(OPERATIONS) * len(ROLES) < CASES
    else list(zip(cycle(ROLES), OPERATIONS, strict=False))
)
handler = ClientHandler()


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The house, in the transaction of the test."""
    answer = handler(environ)
    start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]


@pytest.fixture(scope="module")
def callers(django_db_setup, django_db_blocker) -> Iterator[tuple[dict[str, str], Counter, datetime]]:
    """A token for each of the four, in the confederation of the permission tables; what was answered is told at the end."""
    answered: Counter[int] = Counter()
    with django_db_blocker.unblock(), undone():
        build()
        bodies.enrich()
        people = {role: Person.objects.get(name=name) for role, name in ROLES.items()}
        tokens = {role: issue_token(actor=person, name="fuzz", days=30) for role, person in people.items()}
        yield tokens, answered, clock.now()
    print(f"\n{answered.total()} requests:", ", ".join(f"{status}: {n}" for status, n in sorted(answered.items())))


@pytest.mark.parametrize(("role", "name"), PAIRS)
def test_nothing_that_is_made_up_is_answered_by_a_fault_of_ours(callers, role: str, name: str):
    tokens, answered, moment = callers
    clock.set_clock(moment)
    operation, real = OPERATIONS[name], really(name)

    @settings(
        max_examples=ceil(CASES / len(PAIRS)),
        database=None,
        deadline=None,
        derandomize=CASES <= FEW,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def send(data: Any) -> None:
        case = data.draw(made_up(operation, name))
        where = case.body if name in ACT_NAMES else case.path_parameters
        if isinstance(where, dict):
            where.update({word: value for word, value in real.items() if data.draw(st.integers(0, 3)) < 3})
        with undone():
            answer = case.call(app=application, headers={"Authorization": f"Bearer {tokens[role]}", **PLAIN})
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    send()


def made_up(operation: Any, name: str) -> Any:
    """Requests that fit the description, and some that do not; an address with nothing but a name fits whatever it is."""
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if name in KINDS:
        return fitting
    return st.one_of(fitting, fitting, operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))


def really(name: str) -> dict[str, Any]:
    """What could be meant at this address: an act's body, or the name of something that is there."""
    if name in ACT_NAMES:
        return bodies.body(name)
    thing = KINDS[name]._default_manager.order_by("-pk").first() if name in KINDS else None
    return {"name": name_of(thing)} if thing is not None else {}
