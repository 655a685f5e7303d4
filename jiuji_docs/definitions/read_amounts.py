"""Turn the plain data of an amount table into an AmountTable (救助标准表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.vocabulary import AMOUNT_NODES
from jiuji_docs.domain.amounts.facts import read_fact
from jiuji_docs.domain.amounts.table import (
    FACT_KINDS,
    AmountRule,
    AmountTable,
    Band,
    Cap,
    FactRule,
    Sum,
)
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.domain.money import parse_yuan

Plain = Mapping[str, Any]
_BOUNDS = ("over", "at_least", "at_most", "below")
#: A sum within a sum within a sum; no published table goes deeper.
DEEPEST = 4


@cache
def shipped_amounts() -> Mapping[str, AmountTable]:
    """Return the amount tables that came with the program, by id."""
    room = files("jiuji_docs.definitions.workflows") / "amounts"
    names = sorted(entry.name for entry in room.iterdir() if entry.name.endswith(".toml"))
    read = [
        read_amounts(load_file(room / name, f"amounts/{name}"), f"amounts/{name}") for name in names
    ]
    return {table.id: table for table in read}


def amount_table(table_id: str) -> AmountTable:
    """Return a shipped table; NotFound names those at hand."""
    tables = shipped_amounts()
    if table_id not in tables:
        raise NotFound(f"没有救助标准表“{table_id}”；已有：{'、'.join(tables)}")
    return tables[table_id]


def amount_file(path: Path) -> AmountTable:
    """Return the table that an office's own file describes; DefinitionError names file and place."""
    table = read_amounts(load_file(path, path.name), path.name)
    if table.id != path.stem:
        raise DefinitionError(path.name, f"id 应与文件名相同，不是“{table.id}”")
    return table


def read_amounts(data: Plain, where: str) -> AmountTable:
    """Return the table that *data* describes; DefinitionError names file and place."""
    check_table(data, "amounts", AMOUNT_NODES, where)
    facts = {name: _fact(name, item, f"{where}.fact.{name}") for name, item in data["fact"].items()}
    rules = _by_id(data["rule"], f"{where}.rule")
    caps = _by_id(data.get("cap", ()), f"{where}.cap")
    return AmountTable(
        id=data["id"],
        title=data["title"],
        source=data["source"],
        facts=facts,
        rules=tuple(_rule(item, facts, place) for place, item in rules),
        caps=tuple(_cap(item, facts, place) for place, item in caps),
        note=data.get("note", ""),
        checksum=checksum(data),
        document=data.get("document", ""),
        otherwise=data.get("otherwise", ""),
        beyond_with_reason=data.get("beyond_with_reason", False),
        reason_within=data.get("reason_within", True),
    )


def _by_id(items: Iterable[Plain], where: str) -> list[tuple[str, Plain]]:
    placed = [(f"{where}[{item['id']}]", item) for item in items]
    seen: set[str] = set()
    for place, item in placed:
        if item["id"] in seen:
            raise DefinitionError(place, "编号重复")
        seen.add(item["id"])
    return placed


def _fact(name: str, data: Plain, where: str) -> FactRule:
    if data["kind"] not in FACT_KINDS:
        raise DefinitionError(where, f"要素的种类只有 {'、'.join(FACT_KINDS)}：{data['kind']}")
    if (data["kind"] == "choice") != bool(data.get("choices")):
        raise DefinitionError(where, "choice 要写 choices，别的种类不写")
    fact = FactRule(
        name,
        data["title"],
        data["kind"],
        dict(data.get("choices", {})),
        data.get("least", 0),
        data.get("most", 1_000),
        data.get("optional", False),
        data.get("default"),
        data.get("known_from", ""),
    )
    if fact.default is not None:
        try:
            read_fact(fact, fact.default)
        except ValueError as error:
            raise DefinitionError(f"{where}.default", str(error)) from error
    return fact


def _rule(data: Plain, facts: Mapping[str, FactRule], where: str) -> AmountRule:
    if ("most" in data) == bool(data.get("then")):
        raise DefinitionError(where, "写 most（给多少）或 then（怎么办），两者之一")
    if data.get("refuses") and "most" in data:
        raise DefinitionError(where, "refuses 只写在不给金额（then）的一档")
    least, most = (
        _sum(data[key], facts, f"{where}.{key}") if key in data else None
        for key in ("least", "most")
    )
    return AmountRule(
        data["id"],
        data["title"],
        _when(data.get("when", {}), facts, f"{where}.when"),
        least,
        most,
        data.get("then", ""),
        data.get("clause", ""),
        data.get("refuses", False),
        data.get("meeting", False),
    )


def _cap(data: Plain, facts: Mapping[str, FactRule], where: str) -> Cap:
    already = data.get("already", "")
    if already:
        _known(already, facts, ("money",), f"{where}.already")
    return Cap(
        data["id"],
        data["title"],
        _sum(data["most"], facts, f"{where}.most"),
        _when(data.get("when", {}), facts, f"{where}.when"),
        already,
        data.get("clause", ""),
    )


def _when(data: Any, facts: Mapping[str, FactRule], where: str) -> dict[str, frozenset[str] | Band]:
    if not isinstance(data, dict):
        raise DefinitionError(where, "应为一组键值")
    return {name: _condition(name, value, facts, f"{where}.{name}") for name, value in data.items()}


def _condition(
    name: str, value: Any, facts: Mapping[str, FactRule], where: str
) -> frozenset[str] | Band:
    if isinstance(value, dict):
        _known(name, facts, ("money", "integer"), where)
        return _band(value, where)
    fact = _known(name, facts, ("choice",), where)
    wanted = frozenset([value] if isinstance(value, str) else value)
    if unknown := sorted(wanted - set(fact.choices)):
        raise DefinitionError(where, f"没有选项“{unknown[0]}”；可用：{'、'.join(fact.choices)}")
    return wanted


def _band(data: Plain, where: str) -> Band:
    if unknown := sorted(set(data) - set(_BOUNDS)):
        raise DefinitionError(where, f"不认识的键“{unknown[0]}”；可用的键：{'、'.join(_BOUNDS)}")
    if not data:
        raise DefinitionError(where, "范围至少要有一头")
    return Band(**{name: _number(value, f"{where}.{name}") for name, value in data.items()})


def _sum(data: Plain, facts: Mapping[str, FactRule], where: str, depth: int = 1) -> Sum:
    ways = [key for key in ("yuan", "share", "smallest", "largest") if key in data]
    if len(ways) > 1 or (not ways and "of" not in data) or depth > DEEPEST:
        raise DefinitionError(where, "金额只能用一种办法算出：yuan、of、share、smallest 或 largest")
    if not ways or ways == ["share"]:
        named = tuple(data.get("of", ()))
        for name in named:
            _known(name, facts, ("money", "integer"), where)
        if not named or (ways and len(named) != 1):
            raise DefinitionError(where, "of 应写要素；share 只写一个")
        return _product(data, named, facts, where)
    if ways == ["yuan"]:
        return Sum("yuan", _yuan(data["yuan"], f"{where}.yuan"))
    parts = tuple(_sum(part, facts, f"{where}.{ways[0]}", depth + 1) for part in data[ways[0]])
    if len(parts) < 2:  # noqa: PLR2004 - one alone needs no choosing
        raise DefinitionError(where, f"{ways[0]} 至少要有两个")
    return Sum(ways[0], parts=parts)


def _product(data: Plain, named: tuple[str, ...], facts: Mapping[str, FactRule], where: str) -> Sum:
    key = "share" if "share" in data else "factor"
    per = data.get("per", "")
    if per and not _known(per, facts, ("integer",), f"{where}.per").least:
        raise DefinitionError(f"{where}.per", "除以的要素，下限应大于 0")
    factor = _number(data.get(key, "1"), f"{where}.{key}")
    return Sum("share" if key == "share" else "product", factor, named, per)


def _known(
    name: str, facts: Mapping[str, FactRule], kinds: tuple[str, ...], where: str
) -> FactRule:
    if name not in facts:
        raise DefinitionError(where, f"没有要素“{name}”；已有：{'、'.join(facts)}")
    if facts[name].kind not in kinds:
        raise DefinitionError(
            where, f"要素“{name}”是 {facts[name].kind}，这里要 {'或'.join(kinds)}"
        )
    return facts[name]


def _yuan(text: Any, where: str) -> Decimal:
    try:
        return parse_yuan(str(text))
    except ValueError as error:
        raise DefinitionError(where, str(error)) from error


def _number(value: Any, where: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise DefinitionError(where, f"应为数：{value!r}") from error
    if isinstance(value, bool) or not number.is_finite() or not 0 <= number < Decimal(10) ** 12:
        raise DefinitionError(where, f"应为不小于 0 的数：{value!r}")
    return number
