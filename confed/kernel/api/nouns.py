"""Things to read: a list with pages and filters, and one by its name; what somebody may not see is not there."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import DateTimeField
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import conditional_page
from django_filters import Filter, FilterSet, IsoDateTimeFilter
from django_filters.rest_framework import DjangoFilterBackend
from django_filters.utils import get_model_field
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from confed.kernel.api.fields import MomentField
from confed.kernel.api.problems import UNCHANGED, ProblemSerializer
from confed.kernel.api.references import NameField, name_of, reference
from confed.kernel.api.renderers import TYPE
from confed.kernel.errors import BadInput
from confed.kernel.models import Person

REFUSED = {("default", TYPE): ProblemSerializer}


class Pages(PageNumberPagination):
    """Fifty at a time, at most two hundred; the answer says how many there are and where the next stand."""

    page_size = 50
    page_size_query_param = "size"
    max_page_size = 200

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page, without the addresses of other hosts that the framework shows as examples."""
        address = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {"count": {"type": "integer"}, "next": address, "previous": address, "results": schema},
        }


class NounSerializer(serializers.ModelSerializer[Any]):
    """A thing with its name; things it points to stand by their names too."""

    ref = serializers.SerializerMethodField(help_text="The name by which every act takes it.")

    @extend_schema_field(OpenApiTypes.STR)
    def get_ref(self, thing: Any) -> str:
        """Return the name by which every act takes this thing."""
        return name_of(thing) or ""

    def build_relational_field(self, field_name: str, relation_info: Any) -> Any:
        """Show what it points to by its name."""
        null = {"allow_null": True} if relation_info.model_field.null else {}
        return NameField, {"model": relation_info.related_model, "read_only": True, **null}


class MomentFilter(IsoDateTimeFilter):  # type: ignore[misc]  # django-filter has no types
    """Compares with a moment of these centuries, in UTC: a database knows fewer zones than a program can write."""

    def filter(self, qs: Any, value: Any) -> Any:
        """Read the moment as acts do."""
        return super().filter(qs, None if value is None else MomentField().to_internal_value(value))


class KnownFilters(DjangoFilterBackend):  # type: ignore[misc]  # django-filter has no types
    """Filters by what the description names, and refuses a word it does not know instead of passing over it."""

    def filter_queryset(self, request: Any, queryset: Any, view: Any) -> Any:
        """Hold the words of the address against those of the description."""
        known = {*view.filterset_class.base_filters, "page", "size"}
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            raise BadInput(
                _("There is no filter “%(name)s” here.") % {"name": unknown[0][:40]},
                UNCHANGED,
                _("The filters are: %(names)s.") % {"names": ", ".join(sorted(known))},
            )
        return super().filter_queryset(request, queryset, view)


@method_decorator(conditional_page, name="dispatch")
class NounViewSet(ReadOnlyModelViewSet[Any]):
    """One kind of thing; `visible` of its reference says which of them this person may see."""

    model: ClassVar[Any]
    permission_classes = (AllowAny,)  # what may be seen is a question of the rows
    pagination_class = Pages
    filter_backends = (KnownFilters,)
    lookup_field = "name"
    order: ClassVar[tuple[str, ...]] = ("-pk",)

    @property
    def person(self) -> Person | None:
        """Who reads; None for somebody who is not signed in."""
        return self.request.user if isinstance(self.request.user, Person) else None

    def get_queryset(self) -> Any:
        """Return what this person may see, in its order, with what it points to (constant queries)."""
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return reference(self.model).visible(self.person).order_by(*self.order)

    def get_object(self) -> Any:
        """Return the thing of this name."""
        found = reference(self.model).find(self.kwargs["name"], self.person)
        if found is None:
            raise NotFound
        return found

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Say that an answer is this reader's own, and worth asking about again."""
        done = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(done, ["Authorization", "Cookie", "Accept-Language"])
        patch_cache_control(done, private=True, no_cache=True)
        return done


def noun(
    model_: Any,
    serializer: type[NounSerializer],
    *,
    by: Mapping[str, str | Filter] = {},
    order: tuple[str, ...] = ("-pk",),
) -> type[NounViewSet]:
    """Return the addresses of one kind of thing; `by` names its filters and what each compares."""
    found = reference(model_)
    word = model_._meta.model_name
    views = type(
        f"{model_.__name__}ViewSet",
        (NounViewSet,),
        {
            "model": model_,
            "queryset": model_.objects.none(),
            "serializer_class": serializer,
            "filterset_class": _filters(model_, by),
            "lookup_value_regex": found.pattern,
            "order": order,
            "__doc__": serializer.__doc__,
        },
    )
    name = OpenApiParameter("name", str, OpenApiParameter.PATH, description=found.shape)
    described = extend_schema_view(
        list=extend_schema(
            operation_id=f"list_{word}", tags=["read"], responses={200: serializer(many=True), **REFUSED}
        ),
        retrieve=extend_schema(
            operation_id=f"read_{word}", tags=["read"], parameters=[name], responses={200: serializer, **REFUSED}
        ),
    )
    return described(views)


def _filters(model_: Any, by: Mapping[str, str | Filter]) -> type[FilterSet]:
    """Return the filters of one kind: `{"commune": "commune__slug", "since": "held_on__gte"}`, or one of its own."""
    found = {}
    for word, lookup in by.items():
        if isinstance(lookup, Filter):
            found[word] = lookup
            continue
        field, way = next(
            ((lookup.removesuffix(f"__{way}"), way) for way in ("gte", "lte") if lookup.endswith(f"__{way}")),
            (lookup, "exact"),
        )
        compared = get_model_field(model_, field)
        if isinstance(compared, DateTimeField):
            found[word] = MomentFilter(field_name=field, lookup_expr=way)
        else:
            found[word] = FilterSet.filter_for_field(compared, field, way)
    return type(f"{model_.__name__}Filters", (FilterSet,), found)
