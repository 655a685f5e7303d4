"""Keep the forms a step names with a question mark only where the pack has them (如果有的话)."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from jiuji_docs.definitions.perhaps import MARK

Plain = dict[str, Any]


def only_forms_there_are(workflow: Plain, forms: Container[str]) -> Plain:
    """Return the plain workflow with every marked form of a step kept bare, or left out."""
    steps = workflow.get("transition", ())
    if not any(name.endswith(MARK) for step in steps for name in step.get("forms", ())):
        return workflow
    return {**workflow, "transition": [_settled(step, forms) for step in steps]}


def _settled(step: Plain, forms: Container[str]) -> Plain:
    if "forms" not in step:
        return step
    kept = [
        name.removesuffix(MARK)
        for name in step["forms"]
        if not name.endswith(MARK) or name.removesuffix(MARK) in forms
    ]
    return {**step, "forms": list(dict.fromkeys(kept))}
