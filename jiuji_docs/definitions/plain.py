"""Check plain data against the vocabulary: what is unknown, missing or misshapen is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from jiuji_docs.definitions.vocabulary import Key, Node
from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.errors import DefinitionError

Nodes = Mapping[str, Node]


def check_table(data: Any, name: str, nodes: Nodes, where: str) -> dict[str, Any]:
    """Return *data* when node *name* allows it, else raise DefinitionError at its place."""
    if not isinstance(data, dict):
        raise DefinitionError(where, f"应为一组键值，不是 {_shape(data)}")
    node = nodes[name]
    for key in data:
        if key not in node.keys and not node.others:
            raise DefinitionError(where, _unknown_key(key, node))
    for key, rule in node.keys.items():
        if rule.required and key not in data:
            raise DefinitionError(where, f"缺少键“{key}”（{rule.meaning}）")
    for key, value in data.items():
        rule = node.keys.get(key) or Key(node.others, "")
        _check_value(value, rule.kind, nodes, f"{where}.{key}" if where else key)
    return data


def _unknown_key(key: str, node: Node) -> str:
    """Return what to say of a key there is not, with the one that was probably meant."""
    near = get_close_matches(key, node.keys, n=1)
    meant = f"是不是“{near[0]}”？" if near else ""
    return f"不认识的键“{key}”；{meant}可用的键：{'、'.join(node.keys)}"


def _check_value(value: Any, kind: str, nodes: Nodes, where: str) -> None:
    family, _, node = kind.partition(":")
    if node:
        _NESTED[family](value, node, nodes, where)
    elif not _SCALARS[kind](value):
        raise DefinitionError(where, f"应为 {_NAMES[kind]}，不是 {_shape(value)}")
    elif any(len(text) > LONGEST_TEXT for text in _texts_of(value)):
        raise DefinitionError(where, f"文字过长（最多 {LONGEST_TEXT} 字）")
    else:
        for text in _texts_of(value):
            _refuse_unseen(text, where)


def _refuse_unseen(text: str, where: str) -> None:
    """Refuse what no form may hold either: NUL stops a database, a direction mark disguises a name."""
    try:
        clean(text, lines=True)
    except ValueError as error:
        raise DefinitionError(where, f"文字的{error}") from error


def _texts_of(value: Any) -> Iterator[str]:
    """Yield every text of a value, lists and tables with their keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        if isinstance(value, dict):
            yield from value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts_of(item)


def _check_list(value: Any, node: str, nodes: Nodes, where: str) -> None:
    if not isinstance(value, list):
        raise DefinitionError(where, f"应为列表，不是 {_shape(value)}")
    for index, item in enumerate(value, start=1):
        check_table(item, node, nodes, f"{where}[{_name_of(item, index)}]")


def _check_grid(value: Any, node: str, nodes: Nodes, where: str) -> None:
    if not isinstance(value, list):
        raise DefinitionError(where, f"应为列表，不是 {_shape(value)}")
    for index, item in enumerate(value, start=1):
        _check_list(item, node, nodes, f"{where}[{index}]")


def _check_named(value: Any, node: str, nodes: Nodes, where: str) -> None:
    if not isinstance(value, dict):
        raise DefinitionError(where, f"应为一组键值，不是 {_shape(value)}")
    for name, item in value.items():
        check_table(item, node, nodes, f"{where}.{name}")


def _check_one(value: Any, node: str, nodes: Nodes, where: str) -> None:
    check_table(value, node, nodes, where)


def _name_of(item: Any, index: int) -> str:
    """Return what people call a list's item: its own name when it has one, else its position."""
    if isinstance(item, dict):
        for key in ("id", "name"):
            if isinstance(item.get(key), str) and item[key]:
                return str(item[key])
    return str(index)


#: Characters of one text; a definition says things in sentences.
LONGEST_TEXT = 4000
#: Bits of an integer that may be shown; Python refuses to write out very long ones.
_LONGEST_INTEGER = 256


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_integer(value) or (isinstance(value, Decimal) and value.is_finite())


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str | bool | dt.date) or _is_number(value)


def _is_date(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_SCALARS: Mapping[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "flag": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "number": _is_number,
    "date": _is_date,
    "texts": _is_texts,
    "scalar": _is_scalar,
    "map": _is_map,
    "any": lambda _value: True,
}
_NAMES: Mapping[str, str] = {
    "text": "文字",
    "flag": "true 或 false",
    "integer": "整数",
    "number": "数",
    "date": "日期",
    "texts": "文字列表",
    "scalar": "单个值",
    "map": "名称到文字的对照",
    "any": "任意值",
}
_NESTED: Mapping[str, Callable[[Any, str, Nodes, str], None]] = {
    "table": _check_one,
    "tables": _check_list,
    "named": _check_named,
    "grid": _check_grid,
}


def _shape(value: Any) -> str:
    """Return what a wrong value is, in words of the file."""
    if isinstance(value, dict):
        return "一组键值"
    if isinstance(value, list):
        return "列表"
    if isinstance(value, int) and value.bit_length() > _LONGEST_INTEGER:
        return "过大的整数"
    return f"“{value}”"
