"""Every use case as an address: what it takes is read from its signature, what it refuses are its own sentences."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from typing import Any, TypeAlias, get_type_hints

from django.db.models import Model
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from confed.kernel.api.fields import Shape, field_of
from confed.kernel.api.nouns import REFUSED
from confed.kernel.api.references import name_of

ACTOR = "actor"
Values: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One use case as programs call it."""

    function: Callable[..., Any]
    without: frozenset[str] = frozenset()  # arguments that machines of the house fill
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    gate: Callable[[Request, Values], Values] | None = None  # what the page asks before the use case does
    told: Callable[[Any], Values] | None = None

    @property
    def name(self) -> str:
        """The name of the use case, which is that of the act."""
        return self.function.__name__

    @property
    def asks_who(self) -> bool:
        """Whether somebody does it; a few acts ask nobody who they are."""
        return ACTOR in inspect.signature(self.function).parameters


def act(
    function: Callable[..., Any],
    *,
    without: str = "",
    gate: Callable[[Request, Values], Values] | None = None,
    told: Callable[[Any], Values] | None = None,
    **shapes: Shape,
) -> Act:
    """Offer a use case; `shapes` says of its arguments what their types do not."""
    return Act(function, frozenset(without.split()), shapes, gate, told)


class DoneSerializer(serializers.Serializer[Any]):
    """What an act left behind."""

    act = serializers.CharField()
    kind = serializers.CharField(required=False, help_text="What was made or changed.")
    ref = serializers.CharField(required=False, help_text="Its name, by which other acts take it.")
    values = serializers.DictField(required=False, help_text="What the act says, where it made nothing with a name.")


def addresses(tag: str, acts: Iterable[Act]) -> list[URLPattern]:
    """Return an address per act."""
    return [path(f"acts/{one.name}/", _view(tag, one).as_view(), name=f"api_{one.name}") for one in acts]


def _view(tag: str, one: Act) -> type[GenericAPIView[Any]]:
    summary = (inspect.getdoc(one.function) or "").partition("\n")[0].partition(" (")[0]

    class View(GenericAPIView[Any]):
        permission_classes = (IsAuthenticated,) if one.asks_who else (AllowAny,)
        serializer_class = shape_of(one)
        offered = one

        @extend_schema(
            operation_id=one.name,
            summary=summary,
            description="",
            tags=[tag],
            responses={200: DoneSerializer, **REFUSED},
        )
        def post(self, request: Request) -> Response:
            sent = self.get_serializer(data=request.data)
            sent.is_valid(raise_exception=True)
            return Response(done(one, request, dict(sent.validated_data)))

        def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
            answer = super().finalize_response(request, response, *args, **kwargs)
            add_never_cache_headers(answer)
            return answer

    if not one.asks_who:
        View.authentication_classes = ()  # a receipt proves itself, and nobody learns whose it is
    View.__name__ = View.__qualname__ = f"{one.name}_view"
    return View


def done(one: Act, request: Request, values: Values) -> Values:
    """Do it, as whoever calls; say what it left behind."""
    if one.gate is not None:
        values = one.gate(request, values)
    who = {ACTOR: request.user} if one.asks_who else {}
    left = one.function(**who, **values)
    return {"act": one.name, **(one.told or _said)(left)}


def shape_of(one: Act) -> type[serializers.Serializer[Any]]:
    """Return the shape of what an act takes: its arguments but for the actor, and what only its page asks."""
    hints = get_type_hints(one.function)
    parameters = inspect.signature(one.function).parameters
    taken: dict[str, Any] = {
        name: field_of(hints[name], parameter.default, one.shapes.get(name))
        for name, parameter in parameters.items()
        if name != ACTOR and name not in one.without
    }
    taken |= {name: shape(required=False) for name, shape in one.shapes.items() if name not in parameters}  # type: ignore[operator,call-arg]
    title = "".join(word.title() for word in one.name.split("_"))
    return type(title, (serializers.Serializer,), taken)


def _said(left: Any) -> Values:
    if isinstance(left, Model):
        name = name_of(left)
        return {"kind": left._meta.model_name, **({"ref": name} if name else {})}
    if is_dataclass(left) and not isinstance(left, type):
        return {"values": asdict(left)}
    if isinstance(left, list) and left and isinstance(left[0], Model):
        return {"kind": left[0]._meta.model_name, "values": {"refs": [name_of(thing) for thing in left]}}
    return {} if left is None else {"values": {"answer": left}}
