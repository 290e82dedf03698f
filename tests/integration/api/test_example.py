"""The example client of the guide, against the house itself."""

import importlib.util
import io
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest

from assemblies.models import Assembly
from confed.kernel.tokens import issue_token
from tests.factories.assemblies import decide

FILE = Path(__file__).parents[3] / "docs" / "examples" / "client.py"


@pytest.fixture
def example(client, monkeypatch):
    """The client as a module; what it would send over the network goes to the house of the test."""
    spec = importlib.util.spec_from_file_location("example", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def urlopen(request, timeout):
        where = urlsplit(request.full_url)
        kind = request.get_header("Content-type", "")
        answer = client.generic(
            request.get_method(),
            f"{where.path}?{where.query}",
            request.data or b"",
            content_type=kind,
            headers={"Authorization": request.get_header("Authorization", "")},
        )
        if answer.status_code >= 400:
            raise HTTPError(request.full_url, answer.status_code, "", Message(), io.BytesIO(answer.content))
        return io.BytesIO(answer.content)

    monkeypatch.setattr(module, "urlopen", urlopen)
    return module


def test_the_example_reads_decides_and_says_why_not(example, hall, monkeypatch, capsys):
    decide(hall, 11, 5, 2)
    monkeypatch.setenv("CONFED_URL", "http://testserver")
    monkeypatch.setenv("CONFED_TOKEN", issue_token(actor=hall.secretary, name="example", days=30))
    example.main("saulx")
    assert Assembly.objects.latest("number").place == "Mill"
    monkeypatch.setenv("CONFED_TOKEN", issue_token(actor=hall.tellers[0], name="example", days=30))
    example.main("saulx")
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "saulx/1  Water meters: 11 yes, 5 no",
        "{'act': 'plan_assembly', 'kind': 'assembly', 'ref': 'saulx/2'}",
        "saulx/1  Water meters: 11 yes, 5 no",
        "Only a secretary or a facilitator of this commune does this.",
    ]


def test_the_example_reads_page_after_page_and_without_a_token_what_is_public(example, hall):
    house = example.Confed("http://testserver")
    assert [row["ref"] for row in house.read("roles", commune="saulx", size=1)] == [
        row["ref"] for row in house.read("roles", commune="saulx")
    ]
    with pytest.raises(example.Refused, match="You are not signed in"):
        house.do("plan_assembly", commune="saulx", planned_at="2027-06-17T19:00:00Z")
