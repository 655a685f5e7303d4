"""Check forms: kinds, choices, sources, conditions, and that what is stored is printed (表单)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jiuji_docs.definitions.finding import WARNING, Finding, in_form
from jiuji_docs.definitions.known_paths import TELLS_ALL_OF, is_path, known_paths
from jiuji_docs.domain.forms.definition import Block, CellLayout, Field, FormDefinition
from jiuji_docs.domain.forms.kinds import KINDS, ROWS
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.forms.layout import printed_paths
from jiuji_docs.domain.forms.rules import RULES
from jiuji_docs.domain.workflow.policy import Pack

#: Kinds whose values come from a list.
CHOSEN = frozenset({"choice", "choices"})
#: What a cell may do when its text does not fit.
OVERFLOWS = frozenset({"shrink", "continue", "refuse"})
#: A column of a list may also let its row grow.
COLUMN_OVERFLOWS = OVERFLOWS | {"grow"}


def fields(pack: Pack) -> Iterator[Finding]:
    """Find fields with the same name, of no kind, without choices or columns, or from nowhere."""
    paths = known_paths(pack)
    for form in pack.forms.values():
        for name, times in Counter(field.name for field in form.fields).items():
            if times > 1:
                yield in_form(form.id, name, "字段名重复")
        for field in form.fields:
            yield from _field(form, field, field.name, paths)
            for column in field.columns:
                yield from _field(form, column, f"{field.name}.{column.name}", paths)


def _field(
    form: FormDefinition, field: Field, place: str, paths: frozenset[str]
) -> Iterator[Finding]:
    if field.kind not in KINDS:
        yield in_form(form.id, place, f"没有“{field.kind}”这种字段；可用：{'、'.join(KINDS)}")
    if (field.kind in CHOSEN) != bool(field.choices):
        yield in_form(form.id, place, "可选值与字段类型不符")
    if (field.kind == ROWS) != bool(field.columns):
        yield in_form(form.id, place, "列与字段类型不符")
    if len({choice.value for choice in field.choices}) < len(field.choices):
        yield in_form(form.id, place, "可选值重复")
    for path in alternatives(field.known_from) if field.known_from else ():
        if not is_path(path, paths):
            yield in_form(form.id, place, f"known_from 里没有“{path}”")


def conditions(pack: Pack) -> Iterator[Finding]:
    """Find conditions on fields the form does not have, and values the field cannot take."""
    for form in pack.forms.values():
        by_name = {field.name: field for field in form.fields}
        for field in form.fields:
            if field.required_when is not None:
                name, value = field.required_when
                other = by_name.get(name)
                if other is None:
                    yield in_form(form.id, field.name, f"required_when 里没有“{name}”")
                elif other.choices and value not in {item.value for item in other.choices}:
                    yield in_form(form.id, field.name, f"“{name}”没有“{value}”这个值")
        for rule in form.rules:
            if rule.name not in RULES:
                yield in_form(form.id, f"rule[{rule.name}]", "没有这种检查")


def printed(pack: Pack) -> Iterator[Finding]:
    """Find what a paper prints that nobody stores, and wrong lines in its not-printed list."""
    paths = known_paths(pack)
    for form in pack.forms.values():
        if form.paper is None:
            continue
        for path in sorted(printed_paths(form)):
            if not is_path(path, paths):
                yield in_form(form.id, "paper", f"印“{path}”，但没有人填")
        for path, reason in form.paper.not_printed.items():
            if path not in paths:
                yield in_form(form.id, "paper.not_printed", f"没有“{path}”")
            if not reason.strip():
                yield in_form(form.id, "paper.not_printed", f"“{path}”没有写不印的理由")


def unprinted(pack: Pack) -> Iterator[Finding]:
    """Find stored fields that neither their own paper nor any other prints or names as left out."""
    everywhere = _printed_by_any(pack)
    for form in pack.forms.values():
        own = printed_paths(form) | set(form.paper.not_printed) if form.paper else frozenset()
        official = form.paper is not None and form.paper.kind == "official"
        for field in form.fields:
            path = f"{form.id}.{field.name}"
            if official or _is_in(path, own):
                continue
            if form.paper is not None:
                yield in_form(form.id, field.name, "填了却不印，也没有列入 not_printed")
            elif not _is_in(path, everywhere):
                yield in_form(form.id, field.name, "没有任何文书印这一项", WARNING)


def _printed_by_any(pack: Pack) -> frozenset[str]:
    papers = [form for form in pack.forms.values() if form.paper is not None]
    left_out = {path for form in papers if form.paper for path in form.paper.not_printed}
    printed = frozenset(left_out.union(*(printed_paths(form) for form in papers)))
    return printed | told_whole(pack, printed)


def told_whole(pack: Pack, printed: frozenset[str]) -> frozenset[str]:
    """Return the fields of forms that a service tells whole in one of the *printed* paths."""
    forms = (pack.forms.get(form) for path, form in TELLS_ALL_OF.items() if path in printed)
    return frozenset(f"{form.id}.{field.name}" for form in forms if form for field in form.fields)


def _is_in(path: str, paths: frozenset[str] | set[str]) -> bool:
    """Say whether a path, or some column of it, is among *paths*."""
    return path in paths or any(item.startswith(f"{path}.") for item in paths)


def blocks(pack: Pack) -> Iterator[Finding]:
    """Find rows of cells wider than their block, and outcomes of overflow nobody knows."""
    for form in pack.forms.values():
        for number, block in enumerate(form.paper.blocks if form.paper else (), start=1):
            for message in _cells(block):
                yield in_form(form.id, f"paper.block[{number}]", message)


def _cells(block: Block) -> Iterator[str]:
    for row in block.rows:
        if (width := sum(cell.span for cell in row)) > block.columns:
            yield f"一行占 {width} 列，多于 {block.columns} 列"
    for cell in block.heads:
        yield from _overflow(cell, COLUMN_OVERFLOWS)
    for cell in (cell for row in block.rows for cell in row):
        yield from _overflow(cell, OVERFLOWS)


def _overflow(cell: CellLayout, known: frozenset[str]) -> Iterator[str]:
    if cell.overflow not in known:
        yield f"没有“{cell.overflow}”这种处理；可用：{'、'.join(sorted(known))}"
