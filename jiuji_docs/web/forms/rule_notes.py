"""Say at a box when a rule of its form asks for it (何时必填), instead of a bare 选填."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiuji_docs.domain.forms.definition import FormDefinition

#: Rule → (parameter that names its field, or the field itself; when it must be filled in).
_NAMED: Mapping[str, tuple[str, str]] = {
    "amount_when_money": ("amount", "发放救助金时必填"),
    "method_when_money": ("method", "发放救助金时必填"),
    "reason_when_cash": ("reason", "现金发放时必填"),
    "named_when": ("asks", "选“是”时必填"),
    "relation_when_proxy": ("relation", "由他人代领时必填"),
    "identity_or_reason": ("reason", "身份不明时必填"),
}
#: Rule → the fields it names itself, and when they must be filled in.
_OWN: Mapping[str, tuple[tuple[str, ...], str]] = {
    "proxy_named": (("proxy_name",), "由他人代办时必填"),
    "account_when_transfer": (
        ("bank", "bank_account", "account_name"),
        "银行卡、存折发放时必填",
    ),
}


def rule_notes(form: FormDefinition) -> dict[str, str]:
    """Return by field name when the form's rules make it necessary."""
    return dict(_notes(form))


def _notes(form: FormDefinition) -> Iterator[tuple[str, str]]:
    for rule in form.rules:
        parameter, when = _NAMED.get(rule.name, ("", ""))
        names, own = _OWN.get(rule.name, ((), ""))
        for name in (str(rule.parameters.get(parameter, "")), *names):
            if name:
                yield name, f"（{when or own}）"
