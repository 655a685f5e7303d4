"""Say at a box when it must be filled in (何时必填), and by what other box that is decided (显示条件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.rule import Names

#: Rule → (parameter that names its field, parameter that names what decides, the deciding values, in words).
_NAMED: Mapping[str, tuple[str, str, str, str]] = {
    "amount_when_money": ("amount", "modes", "money", "发放救助金时必填"),
    "method_when_money": ("method", "modes", "money", "发放救助金时必填"),
    "reason_when_cash": ("reason", "method", "cash", "现金发放时必填"),
    "named_when": ("asks", "answer", "true", "选“是”时必填"),
    "relation_when_proxy": ("relation", "", "", "由他人代领时必填"),
    "identity_or_reason": ("reason", "", "", "身份不明时必填"),
}
#: Rule → (the fields it names itself, what decides, the deciding values, in words).
_OWN: Mapping[str, tuple[tuple[str, ...], str, str, str]] = {
    "proxy_named": (("proxy_name",), "is_proxy", "true", "由他人代办时必填"),
    "account_when_transfer": (
        ("bank", "bank_account", "account_name"),
        "payment_method",
        "card passbook",
        "银行卡、存折发放时必填",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """When a field is asked for: in words, and as ``field=value value``, empty where always shown."""

    note: str
    when: str = ""


def asked_for(form: FormDefinition) -> dict[str, Asked]:
    """Return by field name when the form's rules or conditions make it necessary."""
    return {**dict(_by_condition(form)), **dict(_by_rule(form))}


def _by_condition(form: FormDefinition) -> Iterator[tuple[str, Asked]]:
    titles = {field.name: field for field in form.fields}
    for field in form.fields:
        if field.required_when is None or field.required_when[0] not in titles:
            continue
        name, value = field.required_when
        other = titles[name]
        yield field.name, Asked(f"（{_when(other, value)}时必填）", f"{name}={value}")


def _when(other: Field, value: str) -> str:
    if other.kind == "boolean":
        return f"{'勾选' if value == 'true' else '没有勾选'}“{other.title}”"
    words = {choice.value: choice.title for choice in other.choices}.get(value, value)
    return f"{other.title}为“{words}”"


def _by_rule(form: FormDefinition) -> Iterator[tuple[str, Asked]]:
    for rule in form.rules:
        if rule.name in _OWN:
            names, decides, values, words = _OWN[rule.name]
            yield from ((name, _asked(words, decides, values)) for name in names)
        elif rule.name in _NAMED:
            yield _named(rule.parameters, *_NAMED[rule.name])


def _named(names: Names, field: str, decides: str, values: str, words: str) -> tuple[str, Asked]:
    return names[field], _asked(words, names.get(decides, ""), values)


def _asked(words: str, decides: str, values: str) -> Asked:
    return Asked(f"（{words}）", f"{decides}={values}" if decides else "")
