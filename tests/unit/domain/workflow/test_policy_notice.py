"""The public is told what a policy says, with the ways that really lead to help, and nothing it leaves open."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.workflow.parameter_text import value_text
from jiuji_docs.domain.workflow.policy import Pack, Parameter
from jiuji_docs.domain.workflow.policy_notice import policy_notice
from tests.common.adapted import adapted
from tests.common.relief import catalog


def told(pack: Pack) -> dict[str, tuple[str, ...]]:
    return {section.title: section.lines for section in policy_notice(pack)}


def test_each_tier_has_its_own_way() -> None:
    assert told(catalog().pack("chaoyang-2021"))["怎样办理"] == (
        "支出型，不超过 500.00 元：受理→入户调查→民主评议→乡镇审核→乡镇批准",
        "支出型，超过 500.00 元：受理→入户调查→民主评议→乡镇审核→县局批准",
        "急难型，不超过 500.00 元：先行救助→补登记→乡镇审核（急难）→乡镇确认",
        "急难型，超过 500.00 元：先行救助→补登记→乡镇审核（急难）→县局确认",
    )


@pytest.mark.parametrize("name", ["chengan-2015", "jiangsu-2016"])
def test_where_nobody_gave_the_town_a_ceiling_the_county_decides(name: str) -> None:
    ways = told(catalog().pack(name))["怎样办理"]
    assert ways[0] == "支出型：受理→入户调查→乡镇审核→县局批准"
    assert not any("元" in way for way in ways)


def test_times_are_told_as_set_and_what_is_open_by_name() -> None:
    times = told(catalog().pack("jining-2021"))["多长时间"]
    assert "调查初审时限：3 个工作日" in times
    assert "先行救助时限：二十四小时内的 24 小时；两小时内的 2 小时" in times
    assert times[-1].startswith("文件没有规定的：")
    assert "转办" not in "".join(times)


def test_what_is_told_is_what_the_pack_says_to_tell() -> None:
    rules = told(catalog().pack("chengan-2015"))["有关规定"]
    assert "谁可以申请：本县居民，包括没有本地户籍的常住人口" in rules
    assert "骗取救助后不再受理的期间：1 年" in rules
    assert "公示期（日）" in rules[-1]
    assert told(adapted([]))["有关规定"] == (
        "文件没有规定的：急难求助电话、受理行政复议的机关、受理行政诉讼的法院、救助标准、低保标准（元/月）",
    )


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("texts", ["乡（镇）", "工业区"], "乡（镇）、工业区"),
        ("window", "calendar_year", "同一自然年"),
        ("budget", "5wd", "5 个工作日"),
        ("money", "500.00", "500.00 元"),
        ("share", "1/1", "全部"),
        ("share", "2/3", "2/3"),
        ("flag", True, "是"),
        ("integer", 2, "2"),
        ("text", "unset", "未规定"),
    ],
)
def test_values_read_as_words(kind: str, value: object, text: str) -> None:
    assert value_text(Parameter("p", "某项", value, kind=kind)) == text
