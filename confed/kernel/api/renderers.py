"""What programs are answered: JSON, a refusal under the media type of refusals."""

from typing import Any

from rest_framework.renderers import JSONRenderer

TYPE = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """Writes JSON and calls a refusal by its media type."""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        """Name the media type of a refusal; the words are JSON either way."""
        response = (renderer_context or {}).get("response")
        if response is not None and response.status_code >= 400:
            response["Content-Type"] = TYPE
        return super().render(data, accepted_media_type, renderer_context)
