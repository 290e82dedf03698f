"""The description of the addresses: the one that is kept is the one that is served, and it says everything."""

from pathlib import Path

import yaml
from django.urls import reverse

from confed.api import ACTS, NOUNS, description

KEPT = Path(__file__).parents[3] / "docs" / "openapi.yaml"


def test_the_description_that_is_kept_is_the_one_that_is_made():
    assert KEPT.read_bytes() == description(), "The addresses for programs changed: make openapi."


def test_it_is_served_with_nothing_from_elsewhere(client, db):
    served = client.get(reverse("api_schema"))
    assert (served.status_code, served.content) == (200, description())
    assert client.get(reverse("api_schema"), headers={"If-None-Match": served["ETag"]}).status_code == 304
    assert b"http://" not in served.content
    assert b"https://" not in served.content


def test_it_names_every_noun_and_every_act_and_how_each_refuses():
    paths = yaml.safe_load(description())["paths"]
    expected = {f"/api/1/acts/{one.name}/" for one in ACTS}
    expected |= {f"/api/1/{word}/{more}" for word in NOUNS for more in ("", "{name}/")}
    assert set(paths) == expected
    for path, ways in paths.items():
        for method, way in ways.items():
            assert set(way["responses"]) == {"200", "default"}, (path, method)
            assert set(way["responses"]["default"]["content"]) == {"application/problem+json"}
            assert way.get("summary") or way["description"], path
            assert ({} in way["security"]) == (method == "get" or path.endswith("change_secret/")), path
