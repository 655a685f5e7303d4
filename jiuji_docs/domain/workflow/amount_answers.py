"""Answer what the table in force says of a case, with the explanation line by line (救助金额测算).

"No row applies" is an answer, and so is "this cannot be reckoned, because nobody set the standard".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.amounts.asked import OFFICE, ROUTE, decided_apart
from jiuji_docs.domain.amounts.reckoning import reckon
from jiuji_docs.domain.amounts.table import AmountTable, FactRule, Line, Reckoned
from jiuji_docs.domain.amounts.use import AmountUse
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.known import alternatives, is_known
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.domain.workflow.verdict import UNSET_TEXT, value_at


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table says of one case. ``unset`` names settings nobody decided, ``missing`` facts nobody entered.

    Where one of the two says anything, nothing was reckoned.
    """

    use: AmountUse
    reckoned: Reckoned = field(default_factory=Reckoned)
    facts: tuple[str, ...] = ()
    unset: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_reckoned(self) -> bool:
        """Whether the table could be applied at all."""
        return not (self.unset or self.missing)

    @property
    def row(self) -> str:
        """Return the title of the row that applies; empty where none does."""
        rows = self.use.table.rules
        return next((rule.title for rule in rows if rule.id == self.reckoned.rule), "")


def use_of(pack: Pack, facts: Facts) -> AmountUse | None:
    """Return the table in force for a case: one for such cases, else the one for all; None for neither.

    A register's item is no relief and has none.
    """
    if facts.route in pack.workflow.registers:
        return None
    for use in pack.amounts:
        if not use.path or value_at(facts, use.path) == use.value:
            return use
    return None


def answer(pack: Pack, facts: Facts, use: AmountUse) -> Answer:
    """Return what the table of *use* says of a case."""
    table, given = use.table, _given(use, facts, pack.policy)
    told = tuple(
        f"{table.facts[name].title} {_shown(table.facts[name], v)}" for name, v in given.items()
    )
    unset = tuple(_unset(table, given, pack.policy))
    if unset:
        return Answer(use, facts=told, unset=unset)
    try:
        reckoned = reckon(table, given)
    except FormInvalid as invalid:
        missing = tuple(text for texts in invalid.errors.values() for text in texts)
        return Answer(use, facts=told, missing=missing)
    return Answer(use, _placed(reckoned, pack.policy), told)


def _placed(reckoned: Reckoned, policy: Policy) -> Reckoned:
    """Return the explanation with the pack's own clauses by document and place."""
    lines = tuple(
        replace(line, clause=policy.place(line.clause) or line.clause) for line in reckoned.lines
    )
    return replace(reckoned, lines=lines)


def _given(use: AmountUse, facts: Facts, policy: Policy) -> dict[str, Any]:
    """Return the facts that are known, each from the first place that says it."""
    found = {}
    for fact in use.table.facts.values():
        values = (_value(path, facts, policy) for path in _paths(use, fact))
        value = next((one for one in values if is_known(one)), fact.default)
        if value is not None:
            found[fact.id] = str(value) if fact.kind == "choice" else value
    return found


def _paths(use: AmountUse, fact: FactRule) -> tuple[str, ...]:
    """Return where a fact may stand: what was entered for the table counts before what others say."""
    elsewhere = alternatives(fact.known_from) if fact.known_from else ()
    return elsewhere if decided_apart(fact) else (f"{use.form}.{fact.id}", *elsewhere)


def _value(path: str, facts: Facts, policy: Policy) -> Any:
    if path == ROUTE:
        return facts.route
    if path.startswith(OFFICE):
        parameter = policy.parameters.get(path.removeprefix(OFFICE))
        return parameter.value if parameter is not None and parameter.is_set else None
    return value_at(facts, path)


def _unset(table: AmountTable, given: dict[str, Any], policy: Policy) -> Iterator[str]:
    """Yield the titles of parameters that a fact comes from alone and that nobody set."""
    for fact in table.facts.values():
        if fact.id in given or fact.optional or not decided_apart(fact):
            continue
        name = alternatives(fact.known_from)[0].removeprefix(OFFICE)
        parameter = policy.parameters.get(name)
        yield parameter.title if parameter is not None else fact.title


def _shown(fact: FactRule, value: Any) -> str:
    if fact.kind == "choice":
        return fact.choices.get(str(value), str(value))
    if fact.kind == "money":
        return f"{figures(Decimal(value))} 元"
    return str(value)


def explanation(found: Answer) -> tuple[Line, ...]:
    """Return everything the page and the paper say: whose table, what was looked at, each step, the way on."""
    table = found.use.table
    adopted = f"；本地依据：{found.use.adopted_by}" if found.use.adopted_by else ""
    head = Line(f"依据：{table.title}（{table.source}{adopted}）")
    looked_at = Line("要素：" + ("，".join(found.facts) or "无"))
    if found.unset:
        why = f"{'、'.join(found.unset)}：{UNSET_TEXT}，按本表不能算出金额，由审批人员确定"
        return head, looked_at, Line(why)
    if found.missing:
        return head, looked_at, Line("还不能测算：" + "；".join(found.missing))
    steps = found.reckoned.lines[1:]
    return head, looked_at, *steps, *_way_on(found)


def _way_on(found: Answer) -> Iterator[Line]:
    """Yield which rows were compared and what the document says where none applies."""
    if found.reckoned.rule:
        return
    table = found.use.table
    yield Line("逐档比对，都不相符：" + "；".join(rule.title for rule in table.rules))
    said = table.otherwise or f"没有相符档次时怎么办，文件{UNSET_TEXT}"
    yield Line(f"{said}，由审批人员写明理由决定")


def in_short(found: Answer) -> str:
    """Return the answer in one line, as an opinion on paper cites it."""
    reckoned = found.reckoned
    if not found.is_reckoned:
        return f"{'、'.join(found.unset)}{UNSET_TEXT}" if found.unset else "要素不全，未测算"
    if not reckoned.rule:
        return "没有相符的档次"
    if reckoned.refused:
        return reckoned.refused
    if reckoned.most is None:
        return reckoned.then
    if reckoned.least == reckoned.most:
        return f"{figures(reckoned.most)} 元"
    low = "" if reckoned.least is None else f"{figures(reckoned.least)} 元至 "
    return f"{low}{figures(reckoned.most)} 元{'' if low else '以内'}"
