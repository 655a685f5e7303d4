"""jiuji statistics: a year's figures on the terminal, as JSON or as a workbook."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.statistics.figures import Figures
from jiuji_docs.domain.statistics.tables import shown, tables
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.statistics.files import statistics_workbook
from jiuji_docs.services.statistics.service import StatisticsService


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji statistics``."""
    parser = subparsers.add_parser(
        "statistics",
        help=tell("一年的统计", "a year's figures"),
        description=tell(
            "列出一年受理的救助事项的数量、金额、用时、按时率和不予救助的理由；--xlsx 另存为带图的 Excel。",
            "Counts, sums, times, rates and reasons of a year's relief cases; --xlsx writes a workbook.",
        ),
        epilog=tell("例：", "example: ") + "jiuji statistics --year 2024 --xlsx 统计.xlsx",
    )
    parser.add_argument("--year", type=int, help=tell("年度，默认今年", "year, default this one"))
    parser.add_argument(
        "--by", default="", help=tell("以哪个账户的范围", "account whose scope counts")
    )
    parser.add_argument("--xlsx", type=Path, help=tell("另存为 Excel", "write a workbook too"))
    parser.add_argument("--json", action="store_true", help=tell("以 JSON 给出", "as JSON"))
    parser.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command."""
    with closing(House(Settings.read(database=args.database))) as house:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            reader = desk.actor(args.by) if args.by else None
            figures = StatisticsService(desk).figures(args.year, reader)
    if args.xlsx:
        args.xlsx.write_bytes(statistics_workbook(figures))
        say(tell(f"已写出 {args.xlsx}", f"wrote {args.xlsx}"))
    if args.json:
        print(json.dumps(_plain(figures), ensure_ascii=False))
    else:
        _show(figures)
    return 0


def _plain(figures: Figures) -> dict[str, object]:
    listed = {
        table.title: [dict(zip(table.heads, map(shown, row), strict=True)) for row in table.rows]
        for table in tables(figures)
    }
    return {"year": figures.year, "unit": figures.unit, "tables": listed}


def _show(figures: Figures) -> None:
    print(f"{figures.unit}　{figures.year} 年")
    for table in tables(figures):
        print(f"\n{table.title}\n" + "\t".join(table.heads))
        for row in table.rows:
            print("\t".join(map(shown, row)))
