"""An amount table's file is refused at the place that is wrong, and nothing in it is ever carried out."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from jiuji_docs.definitions.read_amounts import amount_table, read_amounts
from jiuji_docs.domain.errors import DefinitionError, NotFound

RIGHT: dict[str, Any] = {
    "id": "t",
    "title": "标准",
    "source": "文件",
    "fact": {
        "standard": {"title": "标准", "kind": "money"},
        "persons": {"title": "人数", "kind": "integer", "least": 1},
        "kind": {"title": "类型", "kind": "choice", "choices": {"a": "甲", "b": "乙"}},
    },
    "rule": [{"id": "r", "title": "档", "when": {"kind": "a"}, "most": {"of": ["standard"]}}],
}


def broken(*path: Any, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(RIGHT)
    place: Any = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return data


def test_a_right_table_is_read() -> None:
    table = read_amounts(RIGHT, "t.toml")
    assert table.rules[0].most is not None
    assert table.checksum


@pytest.mark.parametrize(
    ("data", "place", "says"),
    [
        (broken("surprise", value=1), "t.toml", "不认识的键"),
        (broken("rule", 0, "most", value={"code": "1+1"}), "most", "不认识的键"),
        (broken("rule", 0, "most", value={}), "most", "一种办法"),
        (
            broken("rule", 0, "most", value={"yuan": "1", "of": ["standard"], "share": "1"}),
            "most",
            "一种",
        ),
        (broken("rule", 0, "most", value={"yuan": "__import__('os')"}), "most.yuan", "金额"),
        (broken("rule", 0, "most", value={"of": ["nobody"]}), "most", "没有要素"),
        (broken("rule", 0, "most", value={"of": ["kind"]}), "most", "choice"),
        (
            broken("rule", 0, "most", value={"of": ["standard"], "factor": "-1"}),
            "factor",
            "不小于 0",
        ),
        (
            broken("rule", 0, "most", value={"of": ["standard"], "factor": "NaN"}),
            "factor",
            "不小于 0",
        ),
        (broken("rule", 0, "most", value={"of": ["standard"], "factor": "x"}), "factor", "应为数"),
        (
            broken("rule", 0, "most", value={"share": "0.1", "of": ["standard", "persons"]}),
            "most",
            "一个",
        ),
        (
            broken("rule", 0, "most", value={"of": ["standard"], "per": "standard"}),
            "per",
            "integer",
        ),
        (broken("rule", 0, "most", value={"smallest": [{"yuan": "1"}]}), "smallest", "两个"),
        (broken("rule", 0, "when", value={"kind": "c"}), "when.kind", "没有选项"),
        (broken("rule", 0, "when", value={"standard": {}}), "when.standard", "一头"),
        (broken("rule", 0, "when", value={"standard": {"above": "1"}}), "when.standard", "不认识"),
        (broken("rule", 0, "when", value={"kind": {"over": "1"}}), "when.kind", "choice"),
        (broken("rule", 0, "when", value="kind == 'a'"), "when", "一组键值"),
        (broken("rule", 0, "then", value="别处"), "rule[r]", "两者之一"),
        (broken("rule", 0, "refuses", value=True), "rule[r]", "只写在不给金额"),
        (broken("fact", "kind", "choices", value={}), "fact.kind", "choices"),
        (broken("fact", "persons", "kind", value="float"), "fact.persons", "种类"),
        (broken("fact", "persons", "default", value=0), "persons.default", "1 至"),
        (broken("rule", value=[*RIGHT["rule"], *RIGHT["rule"]]), "rule[r]", "重复"),
        (
            broken(
                "cap", value=[{"id": "c", "title": "顶", "most": {"yuan": "1"}, "already": "kind"}]
            ),
            "already",
            "choice",
        ),
    ],
)
def test_a_broken_table_is_refused_at_its_place(
    data: dict[str, Any], place: str, says: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_amounts(data, "t.toml")
    assert place in str(caught.value)
    assert says in str(caught.value)


def test_sums_within_sums_have_an_end() -> None:
    deep: dict[str, Any] = {"yuan": "1"}
    for _ in range(6):
        deep = {"smallest": [deep, {"yuan": "2"}]}
    with pytest.raises(DefinitionError, match="一种办法"):
        read_amounts(broken("rule", 0, "most", value=deep), "t.toml")


def test_an_unknown_table_names_those_there_are() -> None:
    with pytest.raises(NotFound, match="gansu-2021"):
        amount_table("nowhere")
