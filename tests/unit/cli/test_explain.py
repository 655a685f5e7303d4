"""jiuji explain says who may do what at a state, to people and to machines."""

from __future__ import annotations

import json

import pytest

from jiuji_docs.cli import main

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in Chinese whatever the machine speaks."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def test_the_steps_of_a_state_with_role_target_condition_and_clause(capsys: Output) -> None:
    assert main(["explain", "chaoyang-2021", "--state", "awaiting_town"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("待乡镇审批（awaiting_town）\n  乡镇批准（approve_town）\n")
    assert "办理岗位：乡镇负责人" in said
    assert "金额在限额以内（乡镇审批限额 500 元" in said or "500" in said
    assert "办理后到：退回已受理、退回已评议" in said
    assert "依据：四（三）二" in said
    assert "不得办理：办过“乡镇审核”、“入户调查”的人；申请人本人和近亲属（回避）" in said
    assert "签名、用印：支出型临时救助审核确认表（本人签名）、批准通知书（单位用印）" in said


def test_debts_sides_and_what_must_be_written_are_told(capsys: Output) -> None:
    assert main(["explain", "chaoyang-2021", "--state", "start"]) == 0
    assert "可以后补：登记救助对象、登记救助事由" in capsys.readouterr().out
    assert main(["explain", "chaoyang-2021", "--state", "transfer_issued"]) == 0
    said = capsys.readouterr().out
    assert "限于：接收的一方" in said
    assert "须写：意见" in said
    assert main(["explain", "outgoing", "--state", "review"]) == 0
    assert "不得办理：别的单位的人" in capsys.readouterr().out


def test_one_role_sees_its_own_steps(capsys: Output) -> None:
    command = ["explain", "chaoyang-2021", "--state", "registered", "--role", "town.auditor"]
    assert main([*command, "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["states"]["registered"]
    assert [step["id"] for step in steps] == ["audit_emergency"]
    lines = dict(steps[0]["lines"])
    assert lines["办理后到"] == "待乡镇确认（500 元以内）、待县局确认（超过 500 元）"
    assert lines["适用"] == "急难型"


def test_without_a_state_every_state_is_explained_ends_too(capsys: Output) -> None:
    assert main(["explain", "outgoing"]) == 0
    said = capsys.readouterr().out
    assert "起草（draft）" in said
    assert "已归档（closed）\n  终点" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "没有政策包“nowhere”"),
        (["outgoing", "--state", "nowhere"], "没有 'nowhere'；可用：draft"),
        (["outgoing", "--role", "nobody"], "没有 'nobody'；可用：doc.drafter"),
    ],
)
def test_what_is_unknown_is_wrong_usage(words: list[str], message: str, capsys: Output) -> None:
    assert main(["explain", *words]) == 2
    assert message in capsys.readouterr().err
