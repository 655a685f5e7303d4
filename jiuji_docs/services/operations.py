"""Operations a scenario may name besides transitions: payment batches and exceptions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.cases.bank_file import RETURN_HEADS
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.exceptions import ExceptionService
from jiuji_docs.services.payments import PaymentService

Operation = Callable[[Desk, Actor, Mapping[str, Any], dict[str, Any], Mapping[str, str]], None]


def _batch(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """pay.batch: put what waits into a batch."""
    del values, cases
    notes["batch"] = PaymentService(desk).make_batch(actor).number


def _review(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """pay.review: confirm the batch just made."""
    del values, cases
    PaymentService(desk).review(notes["batch"], actor)


def _export(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """pay.export: send the list to the bank."""
    del values, cases
    notes["csv"], notes["xlsx"] = PaymentService(desk).export(notes["batch"], actor)


def _return_file(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """pay.return-file: take a return file; ``failed`` lists rows with the bank's reason, ``text`` is raw."""
    del cases
    batch = notes["batch"]
    text = values.get("text") or _return_text(desk, batch, values.get("failed", {}))
    PaymentService(desk).take_return(batch, str(text).encode(), actor)


def _return_text(desk: Desk, batch: str, failed: Mapping[str, str]) -> str:
    lines = [",".join(RETURN_HEADS)]
    for row in desk.payments.rows(desk.payments.batch(batch).id):
        reason = failed.get(str(row.row))
        verdict = "失败" if reason else "成功"
        amount = f"{Decimal(row.amount):.2f}"
        lines.append(f"{batch},{row.row},{row.bank_account},{amount},{verdict},{reason or ''}")
    return "\n".join(lines) + "\n"


def _reissue(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """pay.reissue: issue the failed payment of a case again, to a corrected account."""
    del notes
    case = desk.cases.get(cases[values.get("case", "case")])
    failed = [
        row.id for row in desk.payments.of_case(case.id) if row.state in ("failed", "replaced")
    ]
    PaymentService(desk).reissue(failed[-1], values, actor)


def _exception(
    desk: Desk,
    actor: Actor,
    values: Mapping[str, Any],
    notes: dict[str, Any],
    cases: Mapping[str, str],
) -> None:
    """override.repeat: a county officer admits the same matter again."""
    del notes, cases
    ExceptionService(desk).grant(
        actor,
        id_number=values["id_number"],
        cause=values["cause"],
        occurred_on=values["occurred_on"],
        reason=values["reason"],
    )


OPERATIONS: Mapping[str, Operation] = {
    "pay.batch": _batch,
    "pay.review": _review,
    "pay.export": _export,
    "pay.return-file": _return_file,
    "pay.reissue": _reissue,
    "override.repeat": _exception,
}

#: What people call the operations.
TITLES: Mapping[str, str] = {
    "pay.batch": "制作发放批次",
    "pay.review": "复核批次",
    "pay.export": "导出清单报银行",
    "pay.return-file": "导入银行回盘",
    "pay.reissue": "更正账户重发",
    "override.repeat": "批准再次救助的例外",
}
