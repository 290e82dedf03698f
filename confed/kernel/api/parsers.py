"""What programs send: JSON, of a size that a person could have meant, not nested without end."""

from io import BytesIO
from typing import Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MOST_BYTES = 2_000_000


class TooLarge(APIException):
    """More was sent than anything here takes."""

    status_code = 413


class LimitedParser(JSONParser):
    """Reads JSON up to a size; the framework's own reader would take anything into memory."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Read what was sent; TooLarge where it goes on after the limit."""
        sent = stream.read(MOST_BYTES + 1)
        if len(sent) > MOST_BYTES:
            raise TooLarge
        try:
            return super().parse(BytesIO(sent), media_type, parser_context)
        except RecursionError as deep:
            raise ParseError from deep
