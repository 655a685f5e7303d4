"""Bind the schemas of one step to a deform form, and read what was posted into plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import colander
import deform
import peppercorn

from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.schema import schema
from jiuji_docs.services.step_forms import StepForm
from jiuji_docs.web.forms.widgets import attach

_WIDGETS = Path(str(files("jiuji_docs.web"))) / "pages" / "widgets"
_RENDERER = deform.ZPTRendererFactory(
    [str(_WIDGETS)], auto_reload=False, translator=lambda term: term
)

Controls = Sequence[tuple[str, str]]


@cache
def compile_widgets() -> None:
    """Compile every widget template, before there are threads that would do it at the same time."""
    for path in sorted(_WIDGETS.glob("*.pt")):
        _RENDERER.load(path.stem).cook_check()


def bind(step: StepForm) -> Any:
    """Return a deform form holding one group per form of the step."""
    return bind_forms(step.forms, step.suggestions)


def bind_forms(forms: Sequence[FormDefinition], suggestions: Mapping[str, Sequence[str]]) -> Any:
    """Return a deform form of one group per definition; *suggestions* by dotted path."""
    root = colander.SchemaNode(colander.Mapping())
    for definition in forms:
        node = schema(definition)
        node.name, node.title = definition.id, definition.title
        node.definition = definition
        root.add(node)
    attach(root, suggestions)
    return deform.Form(root, renderer=_RENDERER, formid="step")


def fill(form: Any, values: Mapping[str, Any], add_row_to: str = "") -> None:
    """Put raw values into the form's fields; what is missing stays empty.

    ``add_row_to`` is the dotted path of a repeating group that gets one more empty row, for browsers
    without script.
    """
    form.cstruct = _complete(form.schema, values)
    for path, field in _sequences(form, ""):
        _lay_rows(field, 1 if path == add_row_to else 0)


def _sequences(field: Any, path: str) -> Iterator[tuple[str, Any]]:
    for child in field.children:
        below = f"{path}.{child.name}" if path else child.name
        if isinstance(child.schema.typ, colander.Sequence):
            yield below, child
        else:
            yield from _sequences(child, below)


def _lay_rows(field: Any, more: int) -> None:
    """Make one field per row, so that errors and values can be put at their row."""
    rows = list(field.cstruct) if isinstance(field.cstruct, list) else []
    empty = _complete(field.schema.children[0], {})
    rows += [empty] * (max(field.widget.min_len or 0, len(rows)) + more - len(rows))
    field.sequence_fields = []
    for row in rows:
        clone = field.children[0].clone()
        clone.cstruct = row
        field.sequence_fields.append(clone)
    field.cstruct = rows


def parse(controls: Controls, form: Any) -> dict[str, Any]:
    """Return posted values by form id; the wrong shape is refused at its field, never an error of ours."""
    try:
        posted = peppercorn.parse(list(controls))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise FormInvalid("", {"": ("提交的表单结构不完整，请刷新页面后重试",)}) from error
    return {node.name: _raw(node, posted.get(node.name)) for node in form.schema.children}


def show_errors(
    form: Any, errors: Mapping[str, Sequence[str]], only: str = ""
) -> list[tuple[str, str]]:
    """Attach messages to their fields; return (field id, message) for the summary at the top."""
    summary = []
    for path, messages in errors.items():
        field = field_at(form, f"{only}.{path}" if only else path)
        target = field if field is not None else form
        text = "；".join(messages)
        problem = colander.Invalid(target.schema, text)
        target.error = problem
        title = target.title if target is not form else ""
        summary.append((target.oid, text if title in text else f"{title}：{text}"))
    places = {oid: place for place, oid in enumerate(_in_order(form))}
    return sorted(summary, key=lambda told: places.get(told[0], 0))


def _in_order(field: Any) -> Iterator[str]:
    """Yield the ids of a field and of everything in it, as they stand on the page."""
    yield field.oid
    rows = getattr(field, "sequence_fields", None)
    for child in field.children if rows is None else rows:
        yield from _in_order(child)


def field_at(form: Any, path: str) -> Any | None:
    """Return the deform field at a dotted path such as ``application.members.0.name``."""
    field = form
    for part in [piece for piece in path.split(".") if piece]:
        if part.isdigit():
            items = getattr(field, "sequence_fields", None) or []
            if int(part) >= len(items):
                return field
            field = items[int(part)]
            continue
        found = [child for child in field.children if child.name == part]
        if not found:
            return field if field is not form else None
        field = found[0]
    return field


def _raw(node: Any, value: Any) -> Any:
    """Return posted data in the shape validation expects; scalars and mappings are left to its messages."""
    if isinstance(node.typ, colander.Mapping):
        if not isinstance(value, Mapping):
            return {} if value is None else value
        known = {child.name for child in node.children}
        strangers = {name: item for name, item in value.items() if name not in known}
        # A tick that is not set is not sent by browsers at all.
        ticks = {child.name: "false" for child in node.children if _is_tick(child)}
        read = {
            child.name: _raw(child, value[child.name])
            for child in node.children
            if child.name in value
        }
        return {**ticks, **read, **strangers}
    if isinstance(node.typ, colander.Sequence) and isinstance(value, list):
        return [_raw(node.children[0], item) for item in value]
    return value


def _is_tick(node: Any) -> bool:
    field = getattr(node, "field", None)
    return field is not None and field.kind == "boolean"


def _complete(node: Any, value: Any) -> Any:
    """Return a full cstruct for *node*: every child present, colander.null where nothing is known."""
    if isinstance(node.typ, colander.Mapping):
        given = value if isinstance(value, Mapping) else {}
        return {child.name: _complete(child, given.get(child.name)) for child in node.children}
    if isinstance(node.typ, colander.Sequence):
        rows = value if isinstance(value, list) else []
        return [_complete(node.children[0], row) for row in rows]
    if value is None:
        return colander.null
    return value
