"""Operations a scenario may name besides transitions: payment batches, exceptions, meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.cases.bank_file import RETURN_HEADS
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.rosters.roster import Member
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.duties.recording import Done, DutyService
from jiuji_docs.services.exceptions import ExceptionService
from jiuji_docs.services.funds.operations import FUND_OPERATIONS, FUND_TITLES
from jiuji_docs.services.meetings.operation import play_meeting
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.payments import PaymentService
from jiuji_docs.services.rosters.keeping import NewVersion, RosterService


@dataclass(frozen=True, slots=True)
class Asked:
    """What an operation works with: who asks, the step's values, and what earlier operations left.

    ``notes`` is shared by the whole play (the batch just made); ``cases`` maps labels to case numbers.
    """

    desk: Desk
    actor: Actor
    values: Mapping[str, Any]
    notes: dict[str, Any]
    cases: Mapping[str, str]
    pack: str = ""


Operation = Callable[[Asked], None]


def _batch_made(asked: Asked) -> str:
    """Return the batch the play made before; Refused when the step that should have made it did not."""
    if "batch" not in asked.notes:
        raise Refused("no_batch", "前面没有制成发放批次")
    return str(asked.notes["batch"])


def _batch(asked: Asked) -> None:
    """pay.batch: put what waits into a batch."""
    asked.notes["batch"] = PaymentService(asked.desk).make_batch(asked.actor).number


def _review(asked: Asked) -> None:
    """pay.review: confirm the batch just made."""
    PaymentService(asked.desk).review(_batch_made(asked), asked.actor)


def _export(asked: Asked) -> None:
    """pay.export: send the list to the bank."""
    asked.notes["csv"], asked.notes["xlsx"] = PaymentService(asked.desk).export(
        _batch_made(asked), asked.actor
    )


def _return_file(asked: Asked) -> None:
    """pay.return-file: take a return file; ``failed`` lists rows with the bank's reason, ``text`` is raw."""
    batch = _batch_made(asked)
    text = asked.values.get("text") or _return_text(
        asked.desk, batch, asked.values.get("failed", {})
    )
    PaymentService(asked.desk).take_return(batch, str(text).encode(), asked.actor)


def _return_text(desk: Desk, batch: str, failed: Mapping[str, str]) -> str:
    lines = [",".join(RETURN_HEADS)]
    for row in desk.payments.rows(desk.payments.batch(batch).id):
        reason = failed.get(str(row.row))
        verdict = "失败" if reason else "成功"
        amount = f"{Decimal(row.amount):.2f}"
        lines.append(f"{batch},{row.row},{row.bank_account},{amount},{verdict},{reason or ''}")
    return "\n".join(lines) + "\n"


def _reissue(asked: Asked) -> None:
    """pay.reissue: issue the failed payment of a case again, to a corrected account."""
    case = asked.desk.cases.get(asked.cases[asked.values.get("case", "case")])
    failed = [
        row.id
        for row in asked.desk.payments.of_case(case.id)
        if row.state in ("failed", "replaced")
    ]
    PaymentService(asked.desk).reissue(failed[-1], asked.values, asked.actor)


def _exception(asked: Asked) -> None:
    """override.repeat: a county officer admits the same matter again."""
    ExceptionService(asked.desk).grant(
        asked.actor,
        id_number=asked.values["id_number"],
        cause=asked.values["cause"],
        occurred_on=asked.values["occurred_on"],
        reason=asked.values["reason"],
    )


def _meeting(asked: Asked) -> None:
    """meeting.hold: prepare a meeting and issue its minutes; ``notes["meeting"]`` keeps what came of it."""
    asked.notes["meeting"] = play_meeting(
        asked.desk, asked.actor, asked.pack, asked.values, asked.cases
    )


def _audit(asked: Asked) -> None:
    """audit.run: run the checks of a year; ``finds`` names those that must find something, ``clean`` not."""
    report = AuditService(asked.desk).report(asked.values.get("year"), asked.actor)
    found = {line.check for line in report.lines}
    missed = set(asked.values.get("finds", ())) - found
    wrong = set(asked.values.get("clean", ())) & found
    if missed or wrong:
        raise Refused("audit_differs", f"应发现而没有：{sorted(missed)}；不应发现：{sorted(wrong)}")
    asked.notes["audit"] = report


def _duty(asked: Asked) -> None:
    """duty.done: record a scheduled duty of the actor's unit; ``period`` is its key, such as 2024-Q1."""
    values = asked.values
    DutyService(asked.desk).record(
        Done(
            asked.pack,
            values["duty"],
            values.get("period", ""),
            values.get("done_on") or local_date(asked.desk.now()),
            values["note"],
            values.get("file_name", ""),
            str(values.get("file", "")).encode(),
            tuple((name, str(data).encode()) for name, data in values.get("more", {}).items()),
            values.get("entry", {}),
        ),
        asked.actor,
    )


def _roster(asked: Asked) -> None:
    """roster.set: write the next version of a roster of the actor's unit."""
    values = asked.values
    new = NewVersion(
        asked.pack,
        values["roster"],
        values.get("valid_from") or local_date(asked.desk.now()),
        tuple(Member(**one) for one in values["members"]),
        values.get("note", ""),
    )
    RosterService(asked.desk).write(new, asked.actor)


OPERATIONS: Mapping[str, Operation] = {
    "pay.batch": _batch,
    "pay.review": _review,
    "pay.export": _export,
    "pay.return-file": _return_file,
    "pay.reissue": _reissue,
    "override.repeat": _exception,
    "meeting.hold": _meeting,
    "audit.run": _audit,
    "duty.done": _duty,
    "roster.set": _roster,
    **FUND_OPERATIONS,
}

#: What people call the operations.
TITLES: Mapping[str, str] = {
    "pay.batch": "制作发放批次",
    "pay.review": "复核批次",
    "pay.export": "导出清单报银行",
    "pay.return-file": "导入银行回盘",
    "pay.reissue": "更正账户重发",
    "override.repeat": "批准再次救助的例外",
    "meeting.hold": "召开会议并签发纪要",
    "audit.run": "监督检查",
    "duty.done": "记录定期任务",
    "roster.set": "写名册的新版",
    **FUND_TITLES,
}
