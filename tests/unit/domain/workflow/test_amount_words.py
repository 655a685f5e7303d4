"""What a table says of a case is told whole: whose table, what was looked at, each step, the way on."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.workflow.amount_answers import Answer, answer, use_of
from jiuji_docs.domain.workflow.amount_words import explanation, in_short, on_paper
from jiuji_docs.domain.workflow.facts import Facts
from tests.common.relief import facts, pack

OFFICE = {"subsistence_standard": "753.00", "amount_table_source": "示民发〔2024〕3号"}


def found(table: str, known: dict[str, Any], office: dict[str, Any] | None = None) -> Answer:
    rules = pack({"amount_table": table, **(OFFICE if office is None else office)})
    case = _case(known)
    use = use_of(rules, case)
    assert use is not None
    return answer(rules, case, use)


def _case(known: dict[str, Any]) -> Facts:
    entered = {f"amount_table_facts.{name}": value for name, value in known.items()}
    return facts("reviewed", known={"application.household_size": 3, **entered})


def texts(one: Answer) -> list[str]:
    return [line.text for line in explanation(one)]


def test_a_range_is_told_step_by_step_and_the_form_says_the_result_first() -> None:
    one = found("formula-months", {"class": "low_income"})
    lines = texts(one)
    assert "本地依据：示民发〔2024〕3号" in lines[0]
    assert lines[1].startswith("要素：救助类型 支出型，对象类别 低保")
    assert "上限：低保月标准 753.00 × 人数 3 × 5 = 11,295.00 元" in lines
    assert lines[-1] == "可在 4,518.00 元至 11,295.00 元之间确定，并写明理由"
    paper = on_paper(one)
    assert paper.startswith("测算结果：4,518.00 元至 11,295.00 元。依据：")
    assert all(line in paper for line in lines[:-1])


def test_what_was_entered_counts_before_what_the_case_says() -> None:
    one = found("formula-months", {"class": "low_income", "persons": 2, "kind": "emergency"})
    assert in_short(one) == "50,000.00 元以内"
    assert "人数 2" in texts(one)[1]


def test_no_row_names_the_rows_of_its_kind_and_what_is_not_ruled() -> None:
    one = found("weisi-2024", {"class": "other", "self_paid": "19999"})
    lines = texts(one)
    assert in_short(one) == "没有相符的档次"
    assert "其他家庭，医疗自负二万至四万元：四至六倍" in lines[-2]
    assert "特困" not in lines[-2]
    assert "未规定" in lines[-1]
    assert on_paper(one).count("没有相符的档次") == 1


@pytest.mark.parametrize(
    ("table", "known", "office", "short", "says"),
    [
        ("jinshe", {"persons": 2}, None, "4,000.00 元以内", "可在 4,000.00 元以内确定"),
        ("hanjiang-2020", {}, None, "要素不全，未测算", "还不能测算：请填写急难程度"),
        ("hanjiang-2020", {"severity": "grave"}, None, "按支出型的标准办理", "按支出型"),
        ("shanghai-29", {}, {}, "低保标准（元/月）未规定", "按本表不能算出金额"),
        (
            "by-days",
            {
                "category": "illness",
                "days_in_month": 30,
                "persons": 1,
                "spent": "100",
                "given": "100",
            },
            None,
            "累计不超过实际支出已用完",
            "已救助 100.00 元",
        ),
        (
            "formula-months",
            {"class": "other", "self_paid": "130000"},
            None,
            "13,000.00 元",
            "救助金额 13,000.00 元",
        ),
    ],
)
def test_every_kind_of_answer_has_its_words(
    table: str, known: dict[str, Any], office: dict[str, Any] | None, short: str, says: str
) -> None:
    one = found(table, known, office)
    assert in_short(one) == short
    assert any(says in line for line in texts(one))
    assert on_paper(one).startswith(f"测算结果：{short}。")


def test_a_register_has_no_table() -> None:
    rules = pack({"amount_table": "jinshe"})
    register = rules.workflow.registers[0]
    assert use_of(rules, facts("open", register)) is None
