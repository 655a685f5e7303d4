"""jiuji payments: bring in a sheet of payments from the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.errors import JiujiError

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.funds.payment_imports import ImportReport

#: A file larger than this is not read at all.
_LARGEST = 20_000_000


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji payments``."""
    parser = subparsers.add_parser(
        "payments", help="发放：导入发放表", epilog="例：jiuji payments import 发放表.xlsx"
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verb = verbs.add_parser(
        "import",
        help="导入 Excel 发放表，成为一个待复核的发放批次",
        description=(
            "逐行核对受理号、姓名、身份证号、账号、金额与案件的批准，有一行不符整表不收，逐行说明原因。"
            "整表收下以 0 退出，有问题以 1 退出，不是发放表以 2 退出。"
        ),
        epilog="例：jiuji payments import 发放表.xlsx --as county.finance --report 问题.xlsx",
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="Excel 文件（.xlsx）")
    verb.add_argument("--as", dest="account", default="", metavar="ACCOUNT", help="制表人的账户")
    verb.add_argument("--check", action="store_true", help="只核对，不收")
    verb.add_argument("--report", type=Path, metavar="FILE", help="把问题清单另存为 Excel")
    verb.add_argument("--database", default="")
    verb.add_argument("--json", action="store_true", help="以 JSON 给出")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 taken, 1 refused with reasons, 2 nothing that could be judged."""
    # Imported here: the database and openpyxl are needed only to import.
    from jiuji_docs.services.house import House  # noqa: PLC0415
    from jiuji_docs.services.settings import Settings  # noqa: PLC0415

    if not args.check and not args.account:
        say(tell("请用 --as 写明制表人的账户", "name the clerk with --as"))
        return 2
    house = House(Settings.read(database=args.database))
    try:
        house.refuse_unprepared()
        data = _read(args.file)
        report = house.run(lambda desk: _take(desk, args, data))
    except (JiujiError, OSError) as error:
        say(tell("错误：", "error: ") + str(error))
        return 2
    finally:
        house.close()
    if args.report:
        args.report.write_bytes(report.xlsx())
    _answer(report, as_json=args.json)
    return int(bool(report.findings))


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_LARGEST)


def _take(desk: Desk, args: argparse.Namespace, data: bytes) -> ImportReport:
    from jiuji_docs.services.funds.payment_imports import PaymentImportService  # noqa: PLC0415

    service = PaymentImportService(desk)
    if args.check:
        return service.check(data)
    return service.take(data, args.file.name, desk.actor(args.account))


def _answer(report: ImportReport, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report.plain(), ensure_ascii=False))
        return
    for finding in report.findings:
        place = f"（{finding.column}）" if finding.column else ""
        print(f"第 {finding.row} 行{place}：{finding.message}")
    if report.findings:
        say(f"{report.rows} 行中有 {report.wrong} 行不能发放，整表未收，未作任何更改")
        return
    taken = f"批次 {report.batch}，" if report.batch else "可以收下，"
    print(f"{taken}{report.rows} 笔，共 {report.total:,.2f} 元")
