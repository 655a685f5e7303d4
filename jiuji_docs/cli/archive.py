"""jiuji archive: the catalogue of what is filed, packages to hand over, and their checking."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
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
        help="归档目录、归档包",
        description=(
            "catalogue 列出某年的归档文件目录；export 把归档的公文和案卷各导出成一个归档包（BagIt，"
            "带清单、办理记录和签名）；verify 核验归档包。"
        ),
        epilog="例：jiuji archive export --year 2024 --by county.archivist --to var/archive",
    )
    parser.add_argument(
        "action",
        choices=("catalogue", "export", "verify"),
        metavar="ACTION",
        help="catalogue、export 或 verify",
    )
    parser.add_argument("file", nargs="?", type=Path, help="verify：归档包（文件夹或 .zip）")
    parser.add_argument("--year", type=int, help="年度，默认今年")
    parser.add_argument("--by", default="", metavar="账户", help="export：档案人员的账户")
    parser.add_argument("--to", type=Path, metavar="文件夹", help="export：放归档包的文件夹")
    parser.add_argument("--reference", default="", metavar="档号", help="export：只导出这一件")
    parser.add_argument("--zip", action="store_true", help="export：每件一个 .zip 文件")
    parser.add_argument("--root", type=Path, help="verify：信任的根证书，默认用本机的")
    parser.add_argument("--database", default="", help="数据库地址，默认用本机的")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; exit 2 when something needed is not given."""
    if args.action == "export":
        return _export(args)
    if args.action == "verify":
        return _verify(args)
    year, rows = _catalogue(args)
    if args.json:
        print(json.dumps({"year": year, "files": rows}, ensure_ascii=False))
        return 0
    print("\t".join(COLUMNS.values()))
    for row in rows:
        print("\t".join(str(row[name]) for name in COLUMNS))
    say(tell(f"{year} 年归档 {len(rows)} 件", f"{len(rows)} case(s) filed in {year}"))
    return 0


def _export(args: argparse.Namespace) -> int:
    # Imported here: only an export needs the press.
    from jiuji_docs.services.archive_packages import ArchiveExport  # noqa: PLC0415
    from jiuji_docs.services.house import House  # noqa: PLC0415
    from jiuji_docs.services.start import open_press  # noqa: PLC0415

    if not (args.by and args.to):
        say(tell("请用 --by 和 --to 写明账户和文件夹", "give --by and --to"))
        return 2
    with closing(House(Settings.read(database=args.database))) as house:
        house.refuse_unprepared()
        with closing(open_press(house)) as press:
            paths = ArchiveExport(house, press.printer).write(
                args.by, args.year, args.to, reference=args.reference, zipped=args.zip
            )
    if args.json:
        print(json.dumps([str(path) for path in paths], ensure_ascii=False))
    else:
        for path in paths:
            print(path)
        say(tell(f"导出归档包 {len(paths)} 个", f"{len(paths)} package(s) exported"))
    return 0


def _verify(args: argparse.Namespace) -> int:
    # Imported here: checking a package needs neither database nor definitions.
    from jiuji_docs.cli.verify import verify_package  # noqa: PLC0415

    if args.file is None:
        say(tell("请写明归档包", "name the package"))
        return 2
    return verify_package(args.file, args.root, as_json=args.json)


def _catalogue(args: argparse.Namespace) -> tuple[int, list[dict[str, Any]]]:
    # Imported here: the overview of all commands needs neither definitions nor database.
    from jiuji_docs.services.filing import FilingService  # noqa: PLC0415
    from jiuji_docs.services.house import House  # noqa: PLC0415

    house = House(Settings.read(database=args.database))
    try:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            service = FilingService(desk)
            year, rows = service.catalogue(args.year)
            documents = service.documents(year)
            return year, [*map(_plain, rows), *map(_plain, documents)]
    finally:
        house.close()


def _plain(row: Any) -> dict[str, Any]:
    """Return a line of the catalogue; a document stands under the number of its dossier."""
    values = {name: getattr(row, name, "") for name in COLUMNS}
    number = values["case_number"] or row.number
    filed_at = row.filed_at.isoformat(timespec="seconds")
    return {**values, "case_number": number, "filed_at": filed_at}
