"""jiuji archive: the catalogue of what is filed."""

from __future__ import annotations

import argparse
import json
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.services.settings import Settings

#: Columns of the catalogue (归档文件目录).
COLUMNS = {
    "reference": "档号",
    "item": "件号",
    "retention": "保管期限",
    "case_number": "受理号",
    "pages": "页数",
    "filed_at": "归档时间",
}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji archive``."""
    parser = subparsers.add_parser(
        "archive",
        help="归档目录",
        description="catalogue 列出某年的归档文件目录；export 和 verify 归档包尚未提供。",
        epilog="例：jiuji archive catalogue --year 2024 --json",
    )
    parser.add_argument(
        "action", choices=("catalogue", "export", "verify"), metavar="ACTION", help="catalogue"
    )
    parser.add_argument("file", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--year", type=int, help="年度，默认今年")
    parser.add_argument("--database", default="", help="数据库地址，默认用本机的")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; packages are not made yet, which is said and exits 2."""
    if args.action != "catalogue":
        say(
            tell(
                f"archive {args.action}：归档包尚未提供，目前可用 catalogue",
                f"archive {args.action}: packages are not there yet; use catalogue",
            )
        )
        return 2
    year, rows = _catalogue(args)
    if args.json:
        print(json.dumps({"year": year, "files": rows}, ensure_ascii=False))
        return 0
    print("\t".join(COLUMNS.values()))
    for row in rows:
        print("\t".join(str(row[name]) for name in COLUMNS))
    say(tell(f"{year} 年归档 {len(rows)} 件", f"{len(rows)} case(s) filed in {year}"))
    return 0


def _catalogue(args: argparse.Namespace) -> tuple[int, list[dict[str, Any]]]:
    # Imported here: the overview of all commands needs neither definitions nor database.
    from jiuji_docs.services.filing import FilingService  # noqa: PLC0415
    from jiuji_docs.services.house import House  # noqa: PLC0415

    house = House(Settings.read(database=args.database))
    try:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            year, rows = FilingService(desk).catalogue(args.year)
            return year, [_plain(row) for row in rows]
    finally:
        house.close()


def _plain(row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return {**values, "filed_at": row.filed_at.isoformat(timespec="seconds")}
