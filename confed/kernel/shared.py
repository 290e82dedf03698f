"""What is the same for everybody is rendered once: per topic, stamp and language, and never with anything personal."""

import contextlib
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import patch_vary_headers
from redis import RedisError

from confed.kernel import clock
from confed.kernel.ping import stamps_of

MOST_KEPT = 64
KEPT_SECONDS = 90
LANGUAGE = "in"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rendered fragment, ready to be sent."""

    tag: str
    packed: bytes


class Shelf:
    """The sheets of this process; who asks for one that is being made waits for it, and does not make another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sheets: OrderedDict[str, Sheet] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}

    def get(self, key: str, make: Callable[[], Sheet]) -> Sheet:
        """Return the sheet with this key, made by the first who asks."""
        with self._lock:
            if key in self._sheets:
                self._sheets.move_to_end(key)
                return self._sheets[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            try:
                found = self._sheets.get(key) or make()
                self._keep(key, found)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return found

    def _keep(self, key: str, sheet: Sheet) -> None:
        with self._lock:
            self._sheets[key] = sheet
            while len(self._sheets) > MOST_KEPT:
                self._sheets.popitem(last=False)


_shelf = Shelf()


def shared(request: HttpRequest, topics: Sequence[str], render: Callable[[], str]) -> HttpResponse:
    """Answer with what everybody sees of these topics at this moment; one query where it is rendered already.

    The stamps are read first, so what stands under them is never older than they are. The minute is part of the key:
    hours that a fragment names, and what changes without an act, are at most a minute old. Neither session nor reader
    is looked at; the language stands in the address.
    """
    language = request.GET.get(LANGUAGE, "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    stamps = ".".join(f"{topic}.{stamp}" for topic, stamp in stamps_of(*topics).items())
    key = f"{stamps}.{clock.now():%Y%m%d%H%M}.{language}"
    sheet = _shelf.get(key, lambda: _from_all(key, language, render))
    if request.headers.get("If-None-Match") == sheet.tag:
        answer: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        answer = HttpResponse(sheet.packed)
        answer["Content-Encoding"] = "gzip"
    else:
        answer = HttpResponse(gzip.decompress(sheet.packed))
    answer["ETag"] = sheet.tag
    patch_vary_headers(answer, ["Accept-Encoding"])
    answer["Cache-Control"] = "no-cache"  # ask each time; an answer of 304 costs one query
    return answer


def _from_all(key: str, language: str, render: Callable[[], str]) -> Sheet:
    """Take it from where all processes keep theirs, or render it; without Redis each process renders its own."""
    try:
        found = caches["shared"].get(key) if settings.REDIS_URL else None
    except (RedisError, OSError):
        found = None
    if isinstance(found, bytes):
        return Sheet(_tag(found), found)
    with translation.override(language):
        packed = gzip.compress(render().encode(), mtime=0)
    if settings.REDIS_URL:
        with contextlib.suppress(RedisError, OSError):
            caches["shared"].set(key, packed, KEPT_SECONDS)
    return Sheet(_tag(packed), packed)


def _tag(packed: bytes) -> str:
    return f'"{hashlib.sha256(packed).hexdigest()[:32]}"'
