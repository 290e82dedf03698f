"""Addresses for programs: every noun to read, every act to call, and their description."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import conditional_page, require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view, permission_classes
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from assemblies.api import acts as commune_acts
from assemblies.api import nouns as commune_nouns
from confed.kernel.api import description as ways  # noqa: F401   # says how the description names ways to sign in
from delegates.api import acts as delegate_acts
from delegates.api import nouns as delegate_nouns
from mandates.api import acts as mandate_acts
from mandates.api import nouns as mandate_nouns

NOUNS = {**commune_nouns.NOUNS, **delegate_nouns.NOUNS, **mandate_nouns.NOUNS}
ACTS = [*commune_acts.ACTS, *delegate_acts.ACTS, *mandate_acts.ACTS]


@cache
def description() -> bytes:
    """Return what stands in docs/openapi.yaml: every address, what it takes and what it answers."""
    found = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return bytes(OpenApiYamlRenderer().render(found, renderer_context={}))  # type: ignore[no-untyped-call]


@require_safe
@conditional_page
def schema(request: HttpRequest) -> HttpResponse:
    """Serve the description; it is made once in each process."""
    return HttpResponse(description(), content_type="application/vnd.oai.openapi; charset=utf-8")


@extend_schema(exclude=True)
@api_view(["GET", "POST", "PUT", "PATCH", "DELETE"])
@permission_classes([AllowAny])
def nothing(request: Request) -> Response:
    """Nothing stands at this address; say so as everything here does."""
    raise NotFound


router = SimpleRouter()
for word, views in NOUNS.items():
    router.register(word, views, basename=f"api_{word}")

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "api/1/",
        include(
            [
                path("schema/", schema, name="api_schema"),
                *router.urls,
                *commune_acts.ADDRESSES,
                *delegate_acts.ADDRESSES,
                *mandate_acts.ADDRESSES,
                re_path("", nothing, name="api_nothing"),
            ]
        ),
    ),
]
