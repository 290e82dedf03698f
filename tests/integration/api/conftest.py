"""A commune, and programs that call by a token of somebody."""

from datetime import UTC, datetime

import pytest

from confed.kernel import clock
from confed.kernel.tokens import issue_token
from tests.factories.assemblies import make_hall

EVENING = datetime(2026, 5, 1, 18, 0, tzinfo=UTC)


@pytest.fixture
def hall(db):
    clock.set_clock(EVENING)
    return make_hall(20, name="Saulx")


@pytest.fixture
def call(client):
    """Post an act as somebody, by a token of theirs."""

    def post(person, act, **sent):
        token = issue_token(actor=person, name="test", days=30)
        return client.post(
            f"/api/1/acts/{act}/", sent, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
        )

    return post
