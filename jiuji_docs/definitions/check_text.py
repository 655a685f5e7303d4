"""Find program code in any text of a definition (文字里夹带程序): nothing in a definition runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from jiuji_docs.definitions.finding import Finding, in_form, in_policy, in_workflow
from jiuji_docs.domain.workflow.policy import Pack

#: What templates, markup, scripts and calls look like; a slot is ``{form.field}`` with single braces.
_CODE = re.compile(
    r"""\{\{|\{%|[$#]\{|<[%?]|</?[a-z][^<>]*>|\b(?:javascript|python|tal|metal):|__\w+__
    |\b(?:eval|exec|compile|getattr|open)\s*\(|\b(?:import|from)\s+[a-z_]\w*|\blambda\b[^:：]*:
    |\b[a-z_]\w*(?:\.\w+)*\((?:\s*\)|[^()]*["'=])|\b[a-z_]\w*(?:\.\w+)+\(""",
    re.IGNORECASE | re.VERBOSE,
)
#: How the tables of a file are called where the domain has many of a kind.
_TABLES = {
    "transitions": "transition",
    "states": "state",
    "tables": "table",
    "debts": "debt",
    "time_limits": "time_limit",
    "branches": "branch",
    "panels": "panel",
    "meetings": "meeting",
    "clauses": "clause",
    "parameters": "parameter",
    "duties": "duty",
    "rosters": "roster",
}
#: Longest text shown in a finding.
_SHOWN = 30


def code(pack: Pack) -> Iterator[Finding]:
    """Find templates, scripts and calls in the texts of workflow, policy and forms."""
    for place, text in _texts(pack.workflow):
        if _CODE.search(text):
            yield in_workflow(pack, place, _said(text))
    for place, text in _texts(pack.policy):
        if _CODE.search(text):
            yield in_policy(pack, place, _said(text))
    for form in pack.forms.values():
        for place, text in _texts(form):
            if _CODE.search(text):
                yield in_form(form.id, place, _said(text))


def _said(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"文字里有程序的写法：“{shown}”"


def _texts(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every text inside a definition, places as the file writes them."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(key, place)
            yield from _texts(item, f"{place}[{key}]")
    elif isinstance(value, list | tuple | frozenset):
        for item in value:
            yield from _texts(item, place)
    elif is_dataclass(value):
        for item in fields(value):
            if item.init:
                name = item.name if place else _TABLES.get(item.name, item.name)
                yield from _texts(getattr(value, item.name), f"{place}.{name}".lstrip("."))
