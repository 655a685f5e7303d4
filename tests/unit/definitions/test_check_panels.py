"""Mistakes in parallel branches, panels and automatic steps are found where they were made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from jiuji_docs.definitions.checks import check_pack
from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.domain.errors import DefinitionError
from tests.common.consultation import consulting_pack, consulting_sources
from tests.common.relief import catalog

Plain = dict[str, Any]


def named(flow: Plain, kind: str, name: str) -> Plain:
    return next(item for item in flow[kind] if item["id"] == name)


def step(flow: Plain, name: str) -> Plain:
    return named(flow, "transition", name)


def without(flow: Plain, kind: str, name: str) -> None:
    flow[kind] = [item for item in flow[kind] if item["id"] != name]


def changed(change: Callable[[Plain], object]) -> PackSources:
    sources = consulting_sources()
    change(sources.workflow)  # type: ignore[arg-type]
    return sources


def test_the_pack_of_the_tests_is_clean() -> None:
    assert list(check_pack(consulting_pack())) == []


WRONG: dict[str, tuple[Callable[[Plain], object], str]] = {
    "a branch that opens nowhere": (
        lambda flow: named(flow, "branch", "bank").update(state="bank_asked"),
        "branch[bank]：错误：“bank_asked”不是主流程的环节",
    ),
    "a branch that begins elsewhere": (
        lambda flow: named(flow, "branch", "bank").update(first="house_asked"),
        "起始环节“house_asked”不属于本分支",
    ),
    "a branch without an end": (
        lambda flow: named(flow, "state", "bank_answered").update(final=False),
        "分支没有终点",
    ),
    "a branch nobody waits for": (
        lambda flow: step(flow, "checked").update(
            guards=[{"name": "branches_ended", "branches": ["house"]}]
        ),
        "branch[bank]：错误：没有一步等待它汇合",
    ),
    "a step out of a branch": (
        lambda flow: step(flow, "answer_bank").update(to="verified"),
        "transition[answer_bank]：错误：一步不能走出或走进并行分支",
    ),
    "a state of no branch": (
        lambda flow: named(flow, "state", "bank_asked").update(branch="bnak"),
        "没有“bnak”这个分支",
    ),
    "a seat without a step": (
        lambda flow: named(flow, "panel", "consultation")["roles"].append("town.head"),
        "“乡镇负责人”有席位，却没有发表意见的一步",
    ),
    "a panel whose refusal leads nowhere": (
        lambda flow: without(flow, "transition", "settle_disagreed"),
        "没有一步处理它的结果（panel_refused）",
    ),
    "more voices than seats": (
        lambda flow: (
            named(flow, "panel", "consultation").pop("share"),
            named(flow, "panel", "consultation").update(rule="count", count=9, seats="role"),
        ),
        "只有 4 席，达不到 9 人同意",
    ),
    "an answer that moves the case": (
        lambda flow: step(flow, "give_opinion").update(to="agreed"),
        "会签的一步只能在会签的环节办理并留在该环节",
    ),
    "an automatic step that needs a person": (
        lambda flow: step(flow, "checked").update(forms=["audit"]),
        "transition[checked]：错误：自动流转不能填表",
    ),
    "an automatic step without a condition": (
        lambda flow: step(flow, "checked").update(guards=[]),
        "自动流转须有条件",
    ),
    "automatic steps in a circle": (
        lambda flow: step(flow, "checked").update(to="stay"),
        "state[accepted]：错误：自动流转绕成了圈",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_found(name: str) -> None:
    change, message = WRONG[name]
    pack = read_pack(changed(change), catalog().form_sources)
    assert any(message in str(item) for item in check_pack(pack)), list(map(str, check_pack(pack)))


UNREADABLE: dict[str, tuple[Callable[[Plain], object], str]] = {
    "an unknown rule": (
        lambda flow: named(flow, "panel", "consultation").update(rule="most"),
        "rule 没有“most”",
    ),
    "a share above one": (
        lambda flow: named(flow, "panel", "consultation").update(share="3/2"),
        "“3/2”不是比例",
    ),
    "code for a share": (
        lambda flow: named(flow, "panel", "consultation").update(share="__import__('os')"),
        "不是比例",
    ),
    "a share without its rule": (
        lambda flow: named(flow, "panel", "consultation").update(rule="all"),
        "rule = share 时须写已规定的 share，其他时候不写",
    ),
    "an act without its panel": (
        lambda flow: step(flow, "give_opinion").pop("panel"),
        "panel 与 act 须同时写",
    ),
    "an unknown act": (
        lambda flow: step(flow, "give_opinion").update(act="veto"),
        "act 没有“veto”",
    ),
    "a seat out of place": (
        lambda flow: step(flow, "give_opinion").update(seat="panel_seat.account"),
        "加签、减签须写 seat，其他时候不写",
    ),
    "a table of nothing": (
        lambda flow: named(flow, "table", "tier").pop("amount"),
        "amount 和 choices 至少写一个",
    ),
    "a row for a column there is not": (
        lambda flow: named(flow, "table", "tier")["rows"][0].update(when={"audit.urgency": "x"}),
        "不是本表的列",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_meant_is_not_read(name: str) -> None:
    change, message = UNREADABLE[name]
    with pytest.raises(DefinitionError, match=message.replace("(", "\\(")):
        read_pack(changed(change), catalog().form_sources)


def test_a_gap_in_one_class_is_found_with_its_class() -> None:
    def by_class(flow: Plain) -> None:
        table = named(flow, "table", "tier")
        table["choices"] = [{"path": "audit.urgency", "values": ["severe", "normal"]}]
        table["rows"][0]["when"] = {"audit.urgency": ["normal"]}

    pack = read_pack(changed(by_class), catalog().form_sources)
    found = [str(item) for item in check_pack(pack)]
    assert any("audit.urgency = severe：缺档：" in item for item in found), found
    assert not any("audit.urgency = normal" in item for item in found), found


RIGHTS: dict[str, tuple[Plain, str]] = {
    "an unknown form": ({"form": "appeal"}, "没有“appeal”这张表单"),
    "an unknown field": ({"field": "shoe_size"}, "没有“shoe_size”这个字段"),
    "an unknown role": ({"roles": ["king"]}, "没有“king”这个岗位"),
    "an unknown state": ({"states": ["limbo"]}, "没有“limbo”这个环节"),
    "a field nobody may write": (
        {"form": "audit", "field": "opinion", "roles": ["town.auditor"], "access": "read"},
        "“audit.opinion”必填，但办理本步的岗位都不能填",
    ),
}


@pytest.mark.parametrize("name", RIGHTS)
def test_a_right_about_nothing_is_found(name: str) -> None:
    change, message = RIGHTS[name]
    right = {"form": "application", "roles": ["village.recorder"], "access": "hidden", **change}
    pack = read_pack(changed(lambda flow: flow.update(right=[right])), catalog().form_sources)
    assert any(message in str(item) for item in check_pack(pack)), list(map(str, check_pack(pack)))
