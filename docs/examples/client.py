"""A small client: reads what a commune decided and plans its next assembly. Python alone, no other library.

CONFED_URL=http://localhost:8000 CONFED_TOKEN=… python docs/examples/client.py saulx
"""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class Refused(Exception):
    """What the house says when it does not do something: what happened, what is safe, what you can do."""

    def __init__(self, problem: dict[str, Any]) -> None:
        """Keep the sentences."""
        super().__init__(" ".join(problem[key] for key in ("title", "safe", "do") if key in problem))
        self.problem = problem


class Confed:
    """One instance, as the person whose token this is."""

    def __init__(self, url: str, token: str = "") -> None:
        """Keep where it is; without a token only what is public is read, and nothing is done."""
        self.base = url.rstrip("/") + "/api/1/"
        self.headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})

    def read(self, noun: str, **filters: str | int) -> Iterator[dict[str, Any]]:
        """Yield every row of a noun, page after page."""
        address: str | None = f"{self.base}{noun}/?{urlencode(filters)}"
        while address:
            page = self._send(Request(address, headers=self.headers))
            yield from page["results"]
            address = page["next"]

    def do(self, act: str, **sent: Any) -> dict[str, Any]:
        """Do one act; Refused says why not."""
        headers = {**self.headers, "Content-Type": "application/json"}
        return self._send(Request(f"{self.base}acts/{act}/", json.dumps(sent).encode(), headers))

    def _send(self, request: Request) -> dict[str, Any]:
        try:
            with urlopen(request, timeout=30) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except HTTPError as error:
            raise Refused(json.load(error)) from error


def main(commune: str) -> None:
    """Say what a commune decided, and plan its next assembly where the token may."""
    house = Confed(os.environ.get("CONFED_URL", "http://localhost:8000"), os.environ.get("CONFED_TOKEN", ""))
    for decision in house.read("decisions", commune=commune, stage="in_force"):
        counts = decision["counts"]
        print(f"{decision['ref']}  {decision['title']}: {counts['for']} yes, {counts['against']} no")
    try:
        print(house.do("plan_assembly", commune=commune, planned_at="2027-06-17T19:00:00Z", place="Mill"))
    except Refused as refused:
        print(refused)


if __name__ == "__main__":
    main(sys.argv[1])
