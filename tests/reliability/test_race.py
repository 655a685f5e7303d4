"""Four approvers press at once (同时审批): each case is decided exactly once, and nobody sees an error."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import insert, text

from jiuji_docs.cli.language import say
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.storage.models import Account, AccountRole
from tests.common.cases import case_at, fire

CASES = int(os.environ.get("JIUJI_RACE_CASES", "150"))
APPROVERS = 4


def test_four_approvals_of_each_case_at_once_decide_it_exactly_once(house: House) -> None:
    house.run(_four_heads)
    numbers = [case_at(house, "awaiting") for _ in range(CASES)]

    with ThreadPoolExecutor(APPROVERS * 2) as pool:
        presses = [
            pool.submit(_press, house, number, approver)
            for number in numbers
            for approver in range(APPROVERS)
        ]
        results = Counter(press.result() for press in presses)

    say(
        f"race: {CASES} cases × {APPROVERS} approvers on {house.engine.dialect.name}: {dict(results)}"
    )
    assert results["decided"] == CASES
    assert set(results) <= {"decided", "not_in_state", "stale_page"}
    with house.desk(write=False) as desk:
        rows = desk.work.session.execute(
            text(
                "SELECT case_id, count(*) FROM step WHERE transition = 'approve_town' GROUP BY case_id"
            )
        ).all()
        payments = desk.work.session.execute(text("SELECT count(*) FROM payment")).scalar_one()
        notices = (
            desk.work.session.execute(
                text("SELECT number FROM document WHERE paper = 'approval_notice' ORDER BY id")
            )
            .scalars()
            .all()
        )
    assert len(rows) == CASES
    assert {count for _case, count in rows} == {1}
    assert payments == CASES
    serials = sorted(int(number.split("〕")[1].removesuffix("号")) for number in notices)
    assert serials == list(range(1, CASES + 1))
    assert check_ledger(house).ok


def _press(house: House, number: str, approver: int) -> str:
    try:
        fire(house, f"yangshan.head{approver}", "approve_town", number)
    except Refused as refused:
        return refused.code
    return "decided"


def _four_heads(desk: Desk) -> None:
    for number in range(APPROVERS):
        name = f"yangshan.head{number}"
        session = desk.work.session
        session.execute(
            insert(Account).values(id=name, unit_id="yangshan", name=f"孙国{number}", post="副镇长")
        )
        session.execute(insert(AccountRole).values(account_id=name, role="town.head"))
