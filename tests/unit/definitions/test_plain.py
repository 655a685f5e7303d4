"""Plain data is held against the vocabulary, key by key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.vocabulary import NODES, Key, Node
from jiuji_docs.domain.errors import DefinitionError

NODES_HERE = {
    "root": Node(
        "根",
        {
            "id": Key("text", "编号", required=True),
            "flag": Key("flag", "是否"),
            "count": Key("integer", "数"),
            "size": Key("number", "大小"),
            "day": Key("date", "日期"),
            "words": Key("texts", "词"),
            "one": Key("table:leaf", "一个"),
            "many": Key("tables:leaf", "多个"),
            "by_name": Key("named:leaf", "有名"),
            "grid": Key("grid:leaf", "格"),
            "free": Key("map", "对照"),
        },
    ),
    "leaf": Node("叶", {"name": Key("text", "名")}, others="scalar"),
}


def refused(**data: Any) -> str:
    with pytest.raises(DefinitionError) as caught:
        check_table({"id": "a", **data}, "root", NODES_HERE, "x.toml")
    return str(caught.value)


def test_an_unknown_key_is_refused_with_the_known_ones() -> None:
    text = refused(idd="b")
    assert text.startswith("x.toml: 不认识的键“idd”；是不是“id”？可用的键：id、flag")


def test_a_text_has_a_bound_also_inside_a_list() -> None:
    assert "文字过长（最多 4000 字）" in refused(words=["短", "长" * 4001])
    assert "文字过长" in refused(free={"a": "长" * 4001})
    check_table({"id": "长" * 4000}, "root", NODES_HERE, "x.toml")


def test_a_missing_key_is_named_with_its_meaning() -> None:
    with pytest.raises(DefinitionError, match="缺少键“id”（编号）"):
        check_table({}, "root", NODES_HERE, "x.toml")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"flag": 1}, "x.toml.flag: 应为 true 或 false"),
        ({"count": True}, "x.toml.count: 应为 整数"),
        ({"size": "9"}, "x.toml.size: 应为 数"),
        ({"day": "2024-02-08"}, "x.toml.day: 应为 日期"),
        ({"words": ["a", 1]}, "x.toml.words: 应为 文字列表"),
        ({"one": []}, "x.toml.one: 应为一组键值，不是 列表"),
        ({"many": {}}, "x.toml.many: 应为列表，不是 一组键值"),
        ({"many": [{"name": "b", "deep": []}]}, "x.toml.many[b].deep: 应为 单个值"),
        ({"by_name": {"c": {"name": 1}}}, "x.toml.by_name.c.name: 应为 文字"),
        ({"grid": [[{"name": 1}]]}, "x.toml.grid[1][1].name: 应为 文字"),
        ({"grid": [{}]}, "x.toml.grid[1]: 应为列表"),
        ({"free": {"a": 1}}, "x.toml.free: 应为 名称到文字的对照"),
    ],
)
def test_a_wrong_shape_is_refused_at_its_place(data: dict[str, Any], says: str) -> None:
    assert says in refused(**data)


def test_keys_that_are_not_listed_pass_where_a_node_takes_others() -> None:
    data = {"id": "a", "one": {"name": "b", "any": 3}}
    assert check_table(data, "root", NODES_HERE, "x.toml") is data


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def answer(data: dict[str, Any], node: str) -> str:
    """Return the refusal's text, or nothing when the data is taken."""
    try:
        check_table(data, node, NODES, "x.toml")
    except DefinitionError as error:
        return str(error)
    return ""


@given(
    st.dictionaries(st.sampled_from([*NODES["form"].keys, "x"]), VALUES),
    st.sampled_from([*NODES]),
)
def test_any_data_is_taken_or_refused_never_a_crash(data: dict[str, Any], node: str) -> None:
    text = answer(data, node)
    assert text == "" or text.startswith("x.toml")
    assert text or set(data) <= set(NODES[node].keys) or NODES[node].others
