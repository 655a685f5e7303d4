"""Map the names of one edition of a pack to those of another (换版对照), and say what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.workflow.policy import Pack

#: The step by which a case is moved; no definition can have a transition of this name.
MOVE = "@edition"
MOVE_TITLE = "换版"


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a field or a form: it is called ``to`` now, or dropped; and why."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class EditionMap:
    """Old name → new name; what is not named keeps its name. ``fields`` are ``form.field`` paths."""

    states: Mapping[str, str] = field(default_factory=dict)
    debts: Mapping[str, str] = field(default_factory=dict)
    time_limits: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Fate] = field(default_factory=dict)
    forms: Mapping[str, Fate] = field(default_factory=dict)
    reason: str = ""

    def state(self, name: str) -> str:
        """Return where a case at *name* stands in the new edition."""
        return self.states.get(name, name)

    def moved(self, form: str, body: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return a form's plain values under their new names, and the paths of values that are lost."""
        values, lost = {}, []
        for name, value in body.items():
            path = f"{form}.{name}"
            fate = self.fields.get(path)
            if fate is not None and not fate.to:
                lost += [path] if value not in (None, "", [], False) else []
                continue
            values[fate.to if fate is not None else name] = value
        return values, tuple(lost)


def what_is_missing(names: EditionMap, old: Pack, new: Pack) -> Iterator[str]:
    """Yield in Chinese what the map names wrongly, and what it must name and does not."""
    for kind, title in (("states", "环节"), ("debts", "欠项"), ("time_limits", "时限")):
        yield from _names(names, kind, title, old, new)
    for name, state in old.workflow.states.items():
        if name not in names.states and name not in new.workflow.states:
            yield f"旧版环节“{state.title}”（{name}）在新版没有，[states] 应写明改到哪个环节"
    for name, debt in old.workflow.debts.items():
        if name not in names.debts and name not in new.workflow.debts:
            yield f"旧版欠项“{debt.title}”（{name}）在新版没有，[debts] 应写明改为哪一项"
    yield from _forms(names, old, new)


def _names(names: EditionMap, kind: str, title: str, old: Pack, new: Pack) -> Iterator[str]:
    for before, after in getattr(names, kind).items():
        if before not in getattr(old.workflow, kind):
            yield f"[{kind}]：旧版没有{title}“{before}”"
        if after not in getattr(new.workflow, kind):
            yield f"[{kind}]：新版没有{title}“{after}”"


def _forms(names: EditionMap, old: Pack, new: Pack) -> Iterator[str]:
    for name in sorted({path.partition(".")[0] for path in names.fields} | set(names.forms)):
        if name not in old.forms:
            yield f"旧版没有表单“{name}”"
    for name, form in old.forms.items():
        fields = {one.name: one for one in form.fields}
        paths = [path for path in names.fields if path.partition(".")[0] == name]
        if unknown := [path for path in paths if path.partition(".")[2] not in fields]:
            yield f"旧版没有字段：{'、'.join(unknown)}"
        if name in new.forms:
            there = {one.name: one for one in new.forms[name].fields}
            yield from _fields(names, name, fields, there)
        elif name not in names.forms:
            yield f"旧版表单“{form.title}”（{name}）在新版没有，[forms] 应写明不再使用及原因"


def _fields(
    names: EditionMap, form: str, old: Mapping[str, Field], new: Mapping[str, Field]
) -> Iterator[str]:
    """Say which fields of a form have no place in the new edition, or one of another kind."""
    for name, one in old.items():
        path = f"{form}.{name}"
        fate = names.fields.get(path)
        if fate is None and name not in new:
            yield f"旧版字段“{one.title}”（{path}）在新版没有，[fields] 应写明改称或舍去及原因"
            continue
        after = name if fate is None else fate.to
        if not after:
            continue
        if after not in new:
            yield f"[fields]：新版表单“{form}”没有字段“{after}”"
        elif fate is not None and after in old and after != name:
            yield f"[fields]：{path} 改称“{after}”，但旧版已有这个字段"
        elif _shape(one) != _shape(new[after]):
            yield f"字段“{one.title}”（{path}）在新版是另一种内容，只能舍去并写明原因"


def _shape(one: Field) -> tuple[Any, ...]:
    """Return what values of a field look like: its kind, and of rows the names and kinds of columns."""
    return (one.kind, *sorted((column.name, column.kind) for column in one.columns))
