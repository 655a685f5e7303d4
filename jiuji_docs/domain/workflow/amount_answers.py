"""Answer what the table in force says of a case (救助金额测算); ``amount_words`` puts it in words.

"No row applies" is an answer, and so is "this cannot be reckoned, because nobody set the standard".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.amounts.asked import OFFICE, decided_apart
from jiuji_docs.domain.amounts.reckoning import reckon
from jiuji_docs.domain.amounts.table import AmountTable, Band, FactRule, Reckoned
from jiuji_docs.domain.amounts.use import AmountUse
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.known import alternatives, is_known
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.domain.workflow.verdict import value_at

#: The path that no form has: the case says its route itself.
_ROUTE = "case.route"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table says of one case. ``unset`` names settings nobody decided, ``missing`` facts nobody entered.

    Where one of the two says anything, nothing was reckoned.
    """

    use: AmountUse
    reckoned: Reckoned = field(default_factory=Reckoned)
    facts: tuple[str, ...] = ()
    #: Titles of the rows that were compared, of the case's own kind where there are any.
    compared: tuple[str, ...] = ()
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
    return Answer(use, _placed(reckoned, pack.policy), told, _compared(table, given))


def _compared(table: AmountTable, given: dict[str, Any]) -> tuple[str, ...]:
    """Return the rows of the case's own choices: what no choice rules out is what is worth reading."""
    near = [
        rule.title
        for rule in table.rules
        if all(
            isinstance(wanted, Band) or given.get(name) in wanted
            for name, wanted in rule.when.items()
        )
    ]
    return tuple(near or (rule.title for rule in table.rules))


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
    if path == _ROUTE:
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
