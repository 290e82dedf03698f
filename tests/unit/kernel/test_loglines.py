"""Lines of the log: no mail, no way in, no address as asked, no words of an exception; one object a line as JSON."""

import json
import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from confed.kernel.loglines import JsonLines, PlainLines, trail, words


def record(message: str, *args: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("confed.test", logging.WARNING, __file__, 1, message, args, None)
    made.__dict__.update(more)
    return made


def failed() -> logging.LogRecord:
    """An insert that failed, as the database words it, behind an error of the house."""
    try:
        try:
            raise ValueError("Key (mail)=(rojda@example.org) already exists")
        except ValueError as error:
            raise LookupError("for Rojda Demir") from error
    except LookupError:
        return record("It failed.", exc_info=sys.exc_info())


def test_mails_slips_passwords_and_long_tokens_are_hidden():
    assert words(record("mail to %s", "Rojda <rojda@example.org>")) == "mail to Rojda <…>"
    assert words(record("GET /in/slip/abc-DEF_1/ gone")) == "GET /in/slip/…/ gone"
    assert words(record("broker redis://:secret@host:6379/0")) == "broker redis://…host:6379/0"
    assert words(record("token %s.", "x" * 43)) == "token …."


def test_request_is_told_by_the_pattern_of_its_address():
    request = RequestFactory().post("/in/slip/abcdefgh/?q=Rojda")
    request.resolver_match = resolve("/in/slip/abcdefgh/")
    said = record("Conflict: %s", request.path, request=request, status_code=409)
    assert words(said) == "409 POST /in/slip/<str:token>/"
    assert json.loads(JsonLines().format(said))["status"] == 409
    nowhere = RequestFactory().get("/rojda/")
    assert words(record("Not Found", request=nowhere, status_code=404)) == "404 GET (no address of ours)"


def test_exception_is_told_by_kind_and_place():
    places = trail(failed())
    assert [place for place in places if " " not in place] == ["ValueError", "LookupError"]
    assert all("test_loglines.py" in place for place in places if " " in place)
    for line in (PlainLines().format(failed()), JsonLines().format(failed())):
        assert "rojda" not in line.lower()


def test_json_is_one_object_a_line():
    line = JsonLines().format(failed())
    said = json.loads(line)
    assert "\n" not in line
    assert {key: said[key] for key in ("level", "logger", "message")} == {
        "level": "WARNING",
        "logger": "confed.test",
        "message": "It failed.",
    }
    assert said["at"].endswith("+00:00")
