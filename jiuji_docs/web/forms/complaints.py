"""Put what stands against a step at the box it speaks of (错误对应到栏目)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jiuji_docs.domain.errors import FormInvalid, Refused
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.web.forms.binding import show_errors

#: Refusal → the page's own box that it speaks of.
_OWN_BOX = {
    "comment_required": "comment",
    "occurred_at": "occurred_at",
    "in_the_future": "occurred_at",
}


def complaints(form: Any, step: Transition, refusals: Iterable[Refused]) -> list[tuple[str, str]]:
    """Return (box id, sentence) of every refusal; the id is empty where it speaks of the page as a whole."""
    return [told for refusal in refusals for told in _complaint(form, step, refusal)]


def _complaint(form: Any, step: Transition, refusal: Refused) -> list[tuple[str, str]]:
    if isinstance(refusal, FormInvalid):
        return show_errors(form, refusal.errors, refusal.form)
    if refusal.code == "not_stated":
        asked = {path: title for path, title in _stated(form, step) if title in refusal.message}
        return show_errors(form, dict.fromkeys(asked, (reason(refusal),))) or _whole(refusal)
    if box := _OWN_BOX.get(refusal.code):
        return [(box, refusal.message)]
    return _whole(refusal)


def _stated(form: Any, step: Transition) -> Iterable[tuple[str, str]]:
    """Yield (path, title in quotes) of the boxes that the step itself cannot do without."""
    titles = {
        f"{group.name}.{child.name}": f"“{child.title}”"
        for group in form.children
        for child in group.children
    }
    paths = (one.parameters["path"] for one in step.guards if one.name == "stated")
    return ((path, titles[path]) for path in paths if path in titles)


def _whole(refusal: Refused) -> list[tuple[str, str]]:
    return [("", reason(refusal))]


def reason(refusal: Refused) -> str:
    """Return the sentence with its clause."""
    clause = refusal.clause
    return f"{refusal.message}（依据 {clause}）" if clause else refusal.message
