"""Turns what pydantic finds in the shape of a file into mistakes by key."""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from confed.rehearsal.domain.mistakes import Fault, Notes, Path, closest

Model = TypeVar("Model", bound=BaseModel)

_FAULTS = {
    "missing": Fault.MISSING,
    "int_parsing": Fault.NOT_A_NUMBER,
    "int_type": Fault.NOT_A_NUMBER,
    "int_from_float": Fault.NOT_A_NUMBER,
    "int_parsing_size": Fault.NOT_A_NUMBER,
    "bool_parsing": Fault.NOT_YES_NO,
    "bool_type": Fault.NOT_YES_NO,
    "date_type": Fault.NOT_A_DATE,
    "date_parsing": Fault.NOT_A_DATE,
    "date_from_datetime_parsing": Fault.NOT_A_DATE,
    "date_from_datetime_inexact": Fault.NOT_A_DATE,
    "string_type": Fault.NOT_TEXT,
    "list_type": Fault.NOT_A_LIST,
    "dict_type": Fault.NOT_A_MAPPING,
    "model_type": Fault.NOT_A_MAPPING,
}


def validated(model: type[Model], value: Any, path: Path, notes: Notes) -> Model | None:
    """Return the value as this model, or nothing and a note for every mistake."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _note(model, dict(detail), path, notes)
        return None


def _note(model: type[BaseModel], detail: dict[str, Any], path: Path, notes: Notes) -> None:
    place = tuple(part for part in detail["loc"] if isinstance(part, str | int))
    kind, found, context = detail["type"], str(detail.get("input", ""))[:60], detail.get("ctx") or {}
    below = (*path, *place)
    if kind == "rehearsal":
        values = {name: value for name, value in context.items() if name != "fault"}
        notes.add(below, Fault(context["fault"]), **values)
    elif kind == "extra_forbidden":
        known = _keys_at(model, place[:-1])
        notes.add(below, Fault.UNKNOWN_KEY, key=place[-1], meant=closest(str(place[-1]), known), known=", ".join(known))
    elif kind == "literal_error":
        fault = Fault.WRONG_VERSION if below == ("rehearsal",) else Fault.NOT_A_WORD
        notes.add(below, fault, found=found, words=context.get("expected", ""))
    elif kind in ("greater_than_equal", "greater_than"):
        notes.add(below, Fault.TOO_SMALL, found=found, least=context.get("ge", context.get("gt", "")))
    elif kind in ("less_than_equal", "less_than"):
        notes.add(below, Fault.TOO_LARGE, found=found, most=context.get("le", context.get("lt", "")))
    else:
        fault = _FAULTS.get(kind, Fault.NOT_TEXT)
        notes.add(below, fault, found=found, key=place[-1] if place else "")


def _keys_at(model: type[BaseModel], place: Path) -> list[str]:
    """Return the keys that may stand at this place of a model."""
    for part in place:
        if isinstance(part, int):
            continue
        by_name = {info.alias or name: info for name, info in model.model_fields.items()}
        if part in by_name:
            inner = _model_in(by_name[part].annotation)
            if inner:
                model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if found := _model_in(part):
            return found
    return None
