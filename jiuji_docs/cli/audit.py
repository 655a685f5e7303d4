"""jiuji audit: run the audit checks, and take in the list of the dead that one of them compares with."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.audit.report import AuditReport
from jiuji_docs.services.audit.files import audit_workbook
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings

DONE, FINDING, USAGE = 0, 1, 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji audit``."""
    parser = subparsers.add_parser(
        "audit",
        help=tell("监督检查", "audit checks"),
        description=tell(
            "run 检查一年的事项（近亲属、死亡人员、回盘、公示、签名、重复、欠项、现金等），有发现即以 1 退出；"
            "deceased 导入死亡名单（CSV：身份证号,死亡日期），只存加密后的标记。",
            "run checks a year's cases and exits 1 on findings; deceased imports a CSV list.",
        ),
        epilog=tell("例：", "example: ") + "jiuji audit run --year 2024 --by county.auditor",
    )
    parser.add_argument(
        "action", choices=("run", "deceased"), metavar="ACTION", help="run、deceased"
    )
    parser.add_argument(
        "file", nargs="?", type=Path, help=tell("deceased：名单文件", "deceased: the file")
    )
    parser.add_argument("--year", type=int, help=tell("年度，默认今年", "year, default this one"))
    parser.add_argument(
        "--by", default="", help=tell("以哪个账户的范围", "account whose scope counts")
    )
    parser.add_argument("--xlsx", type=Path, help=tell("另存为 Excel", "write a workbook too"))
    parser.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    parser.add_argument("--json", action="store_true", help=tell("以 JSON 给出", "as JSON"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 nothing found, 1 findings, 2 wrong usage."""
    if args.action == "deceased" and args.file is None:
        say(tell("请给出名单文件", "name the list's file"))
        return USAGE
    with closing(House(Settings.read(database=args.database))) as house:
        house.refuse_unprepared()
        if args.action == "deceased":
            return _take(house, args.file.read_bytes(), args.by)
        report = _report(house, args)
    if args.xlsx:
        args.xlsx.write_bytes(audit_workbook(report))
    if args.json:
        print(json.dumps(_plain(report), ensure_ascii=False))
    else:
        _show(report)
    return FINDING if report.lines else DONE


def _take(house: House, data: bytes, account: str) -> int:
    added, known = house.run(lambda desk: AuditService(desk).take_deceased(data, account))
    say(tell(f"死亡名单：新增 {added} 人，已有 {known} 人", f"added {added}, known {known}"))
    return DONE


def _report(house: House, args: argparse.Namespace) -> AuditReport:
    def check(desk: Any) -> AuditReport:
        reader = desk.actor(args.by) if args.by else None
        service = AuditService(desk)
        report = service.report(args.year, reader)
        service.note(report, reader)
        return report

    return house.run(check)


def _plain(report: AuditReport) -> dict[str, Any]:
    return {
        "year": report.year,
        "cases": report.cases,
        "findings": [asdict(line) for line in report.lines],
    }


def _show(report: AuditReport) -> None:
    for title, count in report.counts:
        print(f"{count:>4}  {title}")
    for line in report.lines:
        print(
            f"{line.title}\t{line.about}\t{line.town}\t{line.name}\t{line.detail}\t{line.clause}\t{line.remedy}"
        )
    found = len(report.lines)
    say(tell(f"{report.year} 年 {report.cases} 件，发现 {found} 处", f"{found} finding(s)"))
