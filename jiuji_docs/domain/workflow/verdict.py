"""Say whether a condition holds, and read what conditions look at."""

from __future__ import annotations

from typing import Any, NamedTuple

from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.policy import Pack, Parameter

#: How people see a thing that nobody decided.
UNSET_TEXT = "未规定"
#: How people see whose decision a value is.
ORIGIN_TEXT = {
    "seed": "文件规定",
    "national": "国家规定",
    "office": "本单位规定",
    "product": "软件采用的理解",
}


class GuardResult(NamedTuple):
    """Whether a condition holds; ``why`` says in Chinese why not, ``notes`` what to know.

    ``code`` is the stable name of the reason: what scenarios and the API see.
    """

    ok: bool
    why: str = ""
    code: str = ""
    notes: tuple[str, ...] = ()


#: A condition that holds and has nothing to say.
HOLDS = GuardResult(ok=True)


def holds(*notes: str) -> GuardResult:
    """Return that the condition holds; empty notes are dropped."""
    if not any(notes):
        return HOLDS
    return GuardResult(ok=True, notes=tuple(filter(None, notes)))


def fails(code: str, why: str) -> GuardResult:
    """Return that the condition does not hold, with the reason's code and Chinese sentence."""
    return GuardResult(ok=False, why=why, code=code)


def value_at(facts: Facts, path: str) -> Any:
    """Return the value at ``form.field``: entered now, else known, else None."""
    if facts.entering:
        form, _, name = path.partition(".")
        if form in facts.entering:
            return facts.entering[form].get(name)
    return facts.known.get(path)


class Setting(NamedTuple):
    """A parameter as a guard uses it: None when nobody decided; ``note`` says whose it is."""

    value: Any
    note: str


def setting(pack: Pack, name: str) -> Setting:
    """Return parameter *name*; what is unset never blocks, and says so."""
    parameter = pack.policy.parameters[name]
    if not parameter.is_set:
        return Setting(None, f"{parameter.title}：{UNSET_TEXT}")
    note = shown(parameter) if parameter.origin == "office" else ""
    return Setting(parameter.value, note and f"{parameter.title}：{note}")


def shown(parameter: Parameter) -> str:
    """Return a parameter's value as people see it, with its origin when the document is not it."""
    if not parameter.is_set:
        return UNSET_TEXT
    value = parameter.value
    if isinstance(value, bool):
        text = "是" if value else "否"
    elif isinstance(value, list | tuple):
        text = "、".join(str(item) for item in value)
    else:
        text = f"{value} 元" if parameter.kind == "money" else str(value)
    return text if parameter.origin == "seed" else f"{text}（{ORIGIN_TEXT[parameter.origin]}）"
