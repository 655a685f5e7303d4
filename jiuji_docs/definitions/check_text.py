"""Find program code in any text of a definition (文字里夹带程序): nothing in a definition runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jiuji_docs.definitions.finding import Finding, in_form, in_policy, in_workflow
from jiuji_docs.domain.workflow.policy import Pack

#: What templates and scripts look like; a slot is ``{form.field}`` with single braces.
_CODE = re.compile(
    r"\{\{|\{%|\$\{|<\s*script|javascript:|\b(?:eval|exec|compile|getattr|open)\s*\(|__\w+__|\bimport\s+\w",
    re.IGNORECASE,
)
#: Longest text shown in a finding.
_SHOWN = 30


def code(pack: Pack) -> Iterator[Finding]:
    """Find templates, scripts and calls in the texts of workflow, policy and forms."""
    for place, text in _texts(pack.workflow, "workflow"):
        if _CODE.search(text):
            yield in_workflow(pack, place, _said(text))
    for place, text in _texts(pack.policy, "policy"):
        if _CODE.search(text):
            yield in_policy(pack, place, _said(text))
    for form in pack.forms.values():
        for place, text in _texts(form, "form"):
            if _CODE.search(text):
                yield in_form(form.id, place, _said(text))


def _said(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"文字里有程序的写法：“{shown}”"


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every text inside a definition."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, f"{place}[{key}]")
    elif isinstance(value, list | tuple | frozenset):
        for item in value:
            yield from _texts(item, place)
    elif is_dataclass(value):
        for item in fields(value):
            if item.init:
                yield from _texts(getattr(value, item.name), f"{place}.{item.name}")
