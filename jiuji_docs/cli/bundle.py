"""jiuji bundle: print all papers of a village's day, or of one case, as one file for the printer."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from contextlib import closing
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.services.bundles.command import bundle_for_command
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings

DONE, FINDING, USAGE = 0, 1, 2
_WIDTH = 30


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji bundle``."""
    parser = subparsers.add_parser(
        "bundle",
        help=tell("打印全套文书", "print all papers as one file"),
        description=tell(
            "把一村（乡镇、县）某日办理的事项，或者一件事项的全部文书装订成一个 PDF：字体只嵌入一次，前有目录，"
            "适合双面打印；中断后再运行同一命令，接着做。是打印副本，不是签名原件。有文书尚未印好即以 1 退出。",
            "Bind all papers of a unit's day, or of one case, to one PDF; run it again after a break.",
        ),
        epilog=tell("例：", "example: ")
        + "jiuji bundle --unit lihua --day 2024-02-23 -o 梨花村.pdf",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--unit", help=tell("村、乡镇或县的单位编号", "unit id"))
    what.add_argument("--case", help=tell("受理号：只要这一件", "case number"))
    parser.add_argument(
        "--day", type=dt.date.fromisoformat, help=tell("办理日期，默认今天", "day, default today")
    )
    parser.add_argument(
        "--by",
        default="",
        help=tell("以哪个账户的范围，并记查阅", "account whose scope counts; readings are logged"),
    )
    parser.add_argument(
        "--single-sided", action="store_true", help=tell("单面打印，不加空白页", "no blank backs")
    )
    parser.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, help=tell("输出 .pdf", "output .pdf")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 when every paper is in, 1 when some are missing, 2 for wrong usage."""
    if args.output.suffix.lower() != ".pdf":
        say(tell("输出文件应以 .pdf 结尾", "the output must end in .pdf"))
        return USAGE
    began = time.monotonic()
    with closing(House(Settings.read(database=args.database))) as house:
        house.refuse_unprepared()
        made, missing = bundle_for_command(
            house,
            args.output,
            unit=args.unit or "",
            day=args.day,
            case=args.case or "",
            by=args.by,
            duplex=not args.single_sided,
            hear=_bar,
        )
    spent = time.monotonic() - began
    kept = f"（{made.kept} 件沿用上次做好的）" if made.kept else ""
    counted = f"{made.cases} 件事项{kept}，{made.papers} 份文书，{made.sides} 面"
    say(
        tell(
            f"已写出 {args.output}：{counted}，{spent:.1f} 秒",
            f"wrote {args.output}: {made.papers} papers, {made.sides} sides, {spent:.1f} s",
        )
    )
    for line in missing:
        say(tell("缺：", "missing: ") + line)
    return FINDING if missing else DONE


def _bar(what: str, done: int, total: int) -> None:
    """Draw the progress bar on a terminal; elsewhere say each tenth."""
    if sys.stderr.isatty():
        full = _WIDTH * done // max(total, 1)
        end = "\n" if done == total else ""
        bar = "█" * full + "░" * (_WIDTH - full)
        print(f"\r{what} {bar} {done}/{total}", end=end, file=sys.stderr, flush=True)
    elif done == total or done % max(total // 10, 1) == 0:
        say(f"{what} {done}/{total}")
