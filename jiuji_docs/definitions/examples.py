"""Read the shipped examples of filled forms (填写示例): one invented household, then each form's own."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_file
from jiuji_docs.domain.errors import NotFound

#: What every example starts from; the file of a form adds only what no other paper has asked.
SHARED = "_household.toml"


def example(form_id: str) -> dict[str, Any]:
    """Return the data a filled print of *form_id* takes; NotFound when no example is shipped."""
    room = files("jiuji_docs.definitions.forms") / "examples"
    own = room / f"{form_id}.toml"
    if form_id[:1] in ("", "_", ".") or "/" in form_id or not own.is_file():
        raise NotFound(f"表单“{form_id}”没有填写示例")
    shared = load_file(room / SHARED, f"forms/examples/{SHARED}")
    return _merged(shared, load_file(own, f"forms/examples/{form_id}.toml"))


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return both tables as one; of two values *own* counts."""
    made = {**shared}
    for name, value in own.items():
        before = made.get(name)
        both = isinstance(before, dict) and isinstance(value, dict)
        made[name] = _merged(made[name], value) if both else value
    return made
