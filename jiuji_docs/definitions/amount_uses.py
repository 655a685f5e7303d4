"""Say which amount tables a pack goes by, and make the forms that ask for their facts (救助标准的采用)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.definitions.read_amounts import read_amounts
from jiuji_docs.domain.amounts.asked import OFFICE, asked, entered_paths
from jiuji_docs.domain.amounts.facts import read_fact
from jiuji_docs.domain.amounts.table import AmountTable, FactRule
from jiuji_docs.domain.amounts.use import AmountUse, facts_form
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.workflow.policy import Policy

Plain = dict[str, Any]
#: The kind of a parameter that chooses a table, and the condition that holds amounts against it.
KIND, GUARD = "amount_table", "amount_by_table"
#: The parameter with the locality's own document that adopts another one's table.
ADOPTED_BY = "amount_table_source"


def chosen_tables(policy: Policy, tables: Mapping[str, Plain]) -> dict[str, AmountTable]:
    """Return the table each set parameter chooses; DefinitionError where there is no such table."""
    chosen = {}
    for parameter in policy.parameters.values():
        if parameter.kind != KIND or not parameter.is_set:
            continue
        if parameter.value not in tables:
            known = "、".join(sorted(tables)) or "（无）"
            raise DefinitionError(
                f"{policy.id}/policy.toml.parameter[{parameter.id}]",
                f"没有救助标准表“{parameter.value}”；可用：{known}",
            )
        where = f"amounts/{parameter.value}.toml"
        chosen[parameter.id] = read_amounts(tables[parameter.value], where)
        if chosen[parameter.id].id != parameter.value:
            raise DefinitionError(where, f"id 应与文件名相同，不是“{chosen[parameter.id].id}”")
    return chosen


def chosen_ids(policy: Plain) -> frozenset[str]:
    """Return the ids of the tables that the plain data of a policy chooses."""
    parameters = policy.get("parameter", ())
    return frozenset(str(one.get("value")) for one in parameters if one.get("kind") == KIND)


def uses(
    policy: Policy, workflow: Plain, chosen: Mapping[str, AmountTable]
) -> tuple[AmountUse, ...]:
    """Return the tables in force, those for some cases before the one for all others."""
    found = {
        name: AmountUse(name, table, *_only_where(workflow, name), _adopted_by(policy, table))
        for name, table in chosen.items()
    }
    return tuple(sorted(found.values(), key=lambda use: not use.path))


def _only_where(workflow: Plain, parameter: str) -> tuple[str, str]:
    """Return the path and value a condition ties the table to; empty where none does."""
    for step in workflow.get("transition", ()):
        for guard in step.get("guards", ()):
            of_it = guard.get("name") == GUARD and guard.get("parameter") == parameter
            if of_it and "path" in guard and "value" in guard:
                return str(guard["path"]), str(guard["value"])
    return "", ""


def _adopted_by(policy: Policy, table: AmountTable) -> str:
    """Return the locality's document that adopts the table; nothing where the table is its own."""
    source = policy.parameters.get(ADOPTED_BY)
    adopted = source is not None and source.is_set and table.document != policy.id
    return str(source.value) if source is not None and adopted else ""


def settled_facts(table: AmountTable, policy: Policy) -> dict[str, Any]:
    """Return the facts that a set parameter decides for every case, read and checked.

    Raises ValueError in Chinese for a parameter that is no value of its fact.
    """
    return {
        fact.id: read_fact(fact, value)
        for fact in table.facts.values()
        if (value := _set_value(fact, policy)) is not None
    }


def _set_value(fact: FactRule, policy: Policy) -> Any:
    for path in alternatives(fact.known_from) if fact.known_from else ():
        parameter = policy.parameters.get(path.removeprefix(OFFICE))
        if path.startswith(OFFICE) and parameter is not None and parameter.is_set:
            return parameter.value
    return None


def fact_forms(policy: Policy, chosen: Mapping[str, AmountTable]) -> Iterator[Plain]:
    """Yield the plain data of one form for each table that asks a case for facts (测算要素)."""
    for name, table in chosen.items():
        try:
            facts = asked(table, settled_facts(table, policy))
        except ValueError as error:
            raise DefinitionError(
                f"{policy.id}/policy.toml.parameter[{name}]", str(error)
            ) from error
        if facts:
            yield {
                "id": facts_form(name),
                "title": f"测算要素：{table.title}",
                "basis": [table.source],
                "section": [{"title": table.title, "field": [_field(fact) for fact in facts]}],
            }


def _field(fact: FactRule) -> Plain:
    """Return a fact as a field with its bounds.

    What only some rows use may be left empty, and what the case says already.
    """
    known = entered_paths(fact)
    needed = not (fact.optional or known or fact.default is not None)
    field: Plain = {"name": fact.id, "title": fact.title, "kind": fact.kind, "required": needed}
    if fact.kind == "integer":
        field |= {"minimum": fact.least, "maximum": fact.most}
    if fact.kind == "choice":
        field["choices"] = [{"value": v, "title": t} for v, t in fact.choices.items()]
    if fact.default is not None:
        field["default"] = fact.default
    if known:
        field["known_from"] = "|".join(known)
    if fact.optional:
        field["hint"] = "只有部分档次用到"
    return field
