"""The minutes editor: what was said, typed under items that arrive by themselves, and laid open at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assemblies.models import Assembly
from assemblies.queries.assembly_find import find_assembly
from assemblies.queries.find import person_of
from assemblies.queries.minutes_find import line_named
from assemblies.queries.minutes_page import MinutesPage, minutes_page
from assemblies.queries.running import item_at
from assemblies.queries.written import WrittenLine
from assemblies.rules import may_take_minutes
from assemblies.services.minutes import LineChanged, close_minutes, write_line
from assemblies.views.minutes_forms import LineForm, TaskForm, new_line
from confed.kernel.errors import ConfedError, NotAllowed
from confed.kernel.models import Person

BACK = {"run": "run", "edit": "minutes_edit"}


@dataclass(frozen=True, slots=True)
class Editable:
    """A line with its form; with `theirs` where somebody changed it meanwhile."""

    line: WrittenLine
    form: LineForm
    theirs: WrittenLine | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One item with its lines and the empty forms under it."""

    position: int
    lines: tuple[Editable, ...]
    said: LineForm
    task: LineForm
    opened: str  # which empty form comes back open: said, task or none


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came back: of which line or of which item, and what stopped it."""

    form: LineForm
    kind: str
    changed: LineChanged | None = None

    def is_of(self, line: WrittenLine) -> bool:
        """Say whether it is the form of this line."""
        return self.form.data.get("line") == str(line.id)

    def is_new_at(self, position: int, kind: str) -> bool:
        """Say whether it is the empty form of this kind under this item."""
        data = self.form.data
        return not data.get("line") and data.get("item", "") == str(position) and self.kind == kind


@never_cache
@require_http_methods(["GET", "POST"])
def minutes_edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the minutes as their taker writes them; a post writes one line, or lays them open."""
    person = person_of(request.user)
    if request.method != "POST" or person is None:
        page = minutes_page(slug, number, person)
        if not page.minutes.written.may_write:
            raise NotAllowed(
                _("Only the minutes-taker or a secretary writes the minutes of this sitting."),
                _("Nothing was changed."),
                _("Read them on their page; ask there for a correction."),
            )
        return _show(request, page)
    assembly = find_assembly(slug, number).assembly
    may_take_minutes(person, assembly).require()
    sent: Sent | None = None
    refusal: ConfedError | None = None
    try:
        if request.POST.get("act") == "close":
            close_minutes(actor=person, assembly=assembly)
            messages.success(request, _("The minutes are laid open for corrections."))
            return redirect("minutes", slug, number)
        kind = "task" if request.POST.get("kind") == "task" else "said"
        form = (TaskForm if kind == "task" else LineForm)(request.POST, auto_id=_ids(request.POST, kind))
        sent = Sent(form, kind)
        if form.is_valid():
            _write(person, assembly, kind, form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(BACK.get(request.POST.get("back", ""), "minutes_edit"), slug, number)
    except LineChanged as changed:
        refusal, sent = changed, Sent(form, kind, changed)
    except ConfedError as stopped:
        refusal = stopped
    status = refusal.status if refusal else 400
    return _show(request, minutes_page(slug, number, person), sent, refusal, status)


def _write(person: Person, assembly: Assembly, kind: str, values: Mapping[str, Any]) -> None:
    write_line(
        actor=person,
        assembly=assembly,
        text=values["text"],
        kind=kind,
        item=item_at(assembly, str(values["item"] or 0)) if values["item"] else None,
        who=values.get("who", ""),
        due=values.get("due"),
        line=line_named(assembly, values["line"]) if values["line"] else None,
        version=values["version"] or 0,
        act_key=f"{assembly.pk}:{values['key']}" if values["key"] else None,
    )


def _show(
    request: HttpRequest,
    page: MinutesPage,
    sent: Sent | None = None,
    refusal: ConfedError | None = None,
    status: int = 200,
) -> HttpResponse:
    desks = [(group, _desk(group.position, group.said, sent)) for group in page.groups if group.position]
    context = {
        "page": page,
        "desks": desks,
        "loose": _desk(0, page.loose, sent),
        "refusal": refusal,
    }
    return render(request, "assemblies/minutes_edit.html", context, status=status)


def _desk(position: int, lines: Iterable[WrittenLine], sent: Sent | None) -> Desk:
    def fresh(kind: str) -> LineForm:
        if sent and sent.is_new_at(position, kind):
            return sent.form
        form = TaskForm if kind == "task" else LineForm
        return form(auto_id=f"{kind}-{position}-%s", initial=new_line(position))

    opened = next((kind for kind in ("said", "task") if sent and sent.is_new_at(position, kind)), "")
    return Desk(
        position, tuple(_editable(line, position, sent) for line in lines), fresh("said"), fresh("task"), opened
    )


def _editable(line: WrittenLine, position: int, sent: Sent | None) -> Editable:
    values = {
        "item": position,
        "line": line.id,
        "version": line.version,
        "text": line.words,
        "who": line.who,
        "due": line.due,
    }
    kind = TaskForm if line.is_task else LineForm
    if sent and sent.is_of(line):
        if sent.changed is None:
            return Editable(line, sent.form)
        mine = {**values, **{name: sent.form.cleaned_data.get(name) for name in ("text", "who", "due")}}
        return Editable(line, kind(auto_id=f"line-{line.id}-%s", initial=mine), theirs=line)
    return Editable(line, kind(auto_id=f"line-{line.id}-%s", initial=values))


def _ids(data: Mapping[str, Any], kind: str) -> str:
    line = str(data.get("line", ""))
    return f"line-{line}-%s" if line else f"{kind}-{data.get('item', '')}-%s"
