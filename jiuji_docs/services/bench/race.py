"""Let four approvers press at once on each of many cases (同时审批), and count what came of it."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.bench.ground import awaiting_approval, ground, take
from jiuji_docs.services.bench.measure import Measure, at_most, exactly
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger

CASES, APPROVERS = 60, 4
#: What the three who come too late are told.
TOO_LATE = frozenset({"not_in_state", "stale_page"})
#: Seconds nobody should wait longer for an answer.
PATIENCE = 5.0


def measure_race(database: str = "") -> tuple[Measure, ...]:
    """Return decisions, clear refusals and errors of simultaneous approvals on *database*."""
    with ground(database) as house:
        house.run(_approvers)
        numbers = [awaiting_approval(house) for _ in range(CASES)]
        with ThreadPoolExecutor(APPROVERS * 2) as pool:
            presses = [
                pool.submit(_press, house, number, f"yangshan.head{approver}")
                for number in numbers
                for approver in range(APPROVERS)
            ]
            told = [press.result() for press in presses]
        results = Counter("refused" if what in TOO_LATE else what for what, _ in told)
        payments = _payments(house, numbers)
        whole = check_ledger(house).ok
    others = len(told) - results["decided"] - results["refused"]
    return (
        exactly("decided", "批准成功", results["decided"], "件", CASES),
        exactly("refused", "晚到者得到明白答复", results["refused"], "次", CASES * (APPROVERS - 1)),
        exactly("errors", "未处理的错误", others, "次", 0),
        exactly("payments", "发放", payments, "笔", CASES),
        exactly("ledger", "台账完整", int(whole), "", 1),
        at_most("longest_wait", "最长等待", max(spent for _, spent in told), "秒", PATIENCE),
    )


def _press(house: House, number: str, who: str) -> tuple[str, float]:
    """Return what the approver was told, and after how many seconds."""
    began = time.perf_counter()
    try:
        take(house, "approve_town", number, who=who)
        told = "decided"
    except Refused as refused:
        told = refused.code
    except Exception as error:  # noqa: BLE001 - counting these is what the benchmark is for
        told = type(error).__name__
    return told, time.perf_counter() - began


def _payments(house: House, numbers: list[str]) -> int:
    with house.desk(write=False) as desk:
        return sum(len(desk.payments.of_case(desk.cases.get(number).id)) for number in numbers)


def _approvers(desk: Desk) -> None:
    """Add four heads of one town, none of whom can log in."""
    for number in range(APPROVERS):
        desk.accounts.add_account(
            id=f"yangshan.head{number}",
            unit_id="yangshan",
            name=f"测试{number}",
            post="副镇长",
            password_hash="",
            roles=("town.head",),
        )
