"""jiuji document number: the register of document numbers, and where a series begins (发文字号登记簿)."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from jiuji_docs.cli.language import say, tell
from jiuji_docs.services.settings import Settings


def add_number(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document number``."""
    parser = verbs.add_parser(
        "number",
        help="发文字号登记簿",
        description=(
            "列出登记人员所在单位某年的发文字号和空号说明；"
            "与 --begin-at 一起用时，让一个系列接着纸质登记簿编号；"
            "void 作废一个尚未核发的字号，写明原因，公文退回复核，此号不再使用。"
        ),
        epilog="例：jiuji document number --by county.registrar --series 示民发 --begin-at 18\n"
        "　　jiuji document number void 示民发〔2024〕3号 --by county.registrar --reason 代字选错",
    )
    parser.add_argument("action", nargs="?", choices=("void",), metavar="void", help="作废一个字号")
    parser.add_argument(
        "number", nargs="?", default="", metavar="字号", help="如 示民发〔2024〕3号"
    )
    parser.add_argument("--reason", default="", metavar="原因", help="作废的原因")
    parser.add_argument("--by", required=True, metavar="账户", help="登记人员的账户")
    parser.add_argument("--year", type=int, help="年份，默认今年")
    parser.add_argument("--series", default="", metavar="机关代字", help="如 示民发")
    parser.add_argument("--begin-at", type=int, metavar="N", help="下一件从第几号起")
    parser.add_argument("--database", default="", help="数据库地址，默认用本机的")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; exit 2 when a series is to begin and is not named."""
    # Imported here: no other document command opens a database.
    from jiuji_docs.services.dispatch.number_register import (  # noqa: PLC0415
        begin_for,
        register_for,
    )

    if args.begin_at is not None and not args.series:
        say(tell("请用 --series 写明机关代字", "name the series with --series"))
        return 2
    settings = Settings.read(database=args.database)
    if args.action == "void":
        return _void(settings, args.by, args.number, args.reason)
    if args.begin_at is not None:
        begin_for(settings, args.by, args.series, args.year, args.begin_at)
    series = register_for(settings, args.by, args.year)
    if args.series:
        series = tuple(one for one in series if one.code == args.series)
    if args.json:
        print(json.dumps([asdict(one) for one in series], ensure_ascii=False, default=str))
        return 0
    for one in series:
        for line in one.rows:
            voided = f"作废（{line.voided_by}）：" if line.voided_at else ""
            print(f"{line.text}\t{line.dossier}\t{line.title}\t{line.who}\t{voided}{line.note}")
        text = f"{one.code}〔{one.year}〕已编至 {one.last} 号"
        say(tell(text, f"{one.code} {one.year}: last number {one.last}"))
    return 0


def _void(settings: Settings, account: str, number: str, reason: str) -> int:
    # Imported here: no other document command opens a database.
    from jiuji_docs.services.dispatch.number_register import void_for  # noqa: PLC0415

    if not (number and reason):
        say(tell("请写明字号和 --reason", "name the number and give --reason"))
        return 2
    dossier = void_for(settings, account, number, reason)
    say(
        tell(
            f"{number} 已作废，不再使用；公文 {dossier} 退回复核",
            f"{number} is void for good; {dossier} goes back to be rechecked",
        )
    )
    return 0
