"""A request reaches the pages whole and its answer leaves whole, with one crossing into a thread."""

import asyncio
import threading

import pytest

from confed.kernel.whole import Message, Whole

threads: set[str] = set()


def page(environ, start_response):
    """Answer with what was sent, cut in two."""
    threads.add(threading.current_thread().name)
    if environ["PATH_INFO"] == "/broken/":
        raise LookupError
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH", 0)))
    start_response("201 Created", [("X-Method", environ["REQUEST_METHOD"]), ("Content-Type", "text/plain")])
    return [body[:3], body[3:]]


def ask(*parts: bytes, path: str = "/", gone: bool = False) -> list[Message]:
    coming: list[Message] = [
        {"type": "http.request", "body": part, "more_body": place < len(parts)} for place, part in enumerate(parts, 1)
    ]
    if gone:
        coming = [{"type": "http.disconnect"}]
    said: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        said.append(message)

    length = str(len(b"".join(parts))).encode()
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(b"content-length", length)],
    }
    asyncio.run(Whole(page, workers=1)(scope, receive, send))
    return said


@pytest.mark.parametrize("parts", [(b"choice=for",), (b"choi", b"ce=", b"for"), (b"",)])
def test_a_form_arrives_whole_however_it_was_cut(parts):
    start, *bodies = ask(*parts)
    assert (start["type"], start["status"]) == ("http.response.start", 201)
    assert (b"x-method", b"POST") in start["headers"]
    assert b"".join(message["body"] for message in bodies) == b"".join(parts)
    assert [message.get("more_body", False) for message in bodies][-1] is False
    assert threading.current_thread().name not in threads


def test_who_left_before_the_form_was_there_is_not_answered():
    threads.clear()
    assert ask(gone=True) == []
    assert threads == set()


def test_a_fault_of_the_pages_is_the_servers_to_log():
    with pytest.raises(LookupError):
        ask(b"", path="/broken/")
