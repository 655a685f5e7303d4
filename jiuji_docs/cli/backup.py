"""jiuji backup and jiuji restore: database and papers together in one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.services.settings import Settings


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji backup`` and ``jiuji restore``."""
    backup = subparsers.add_parser(
        "backup",
        help="备份数据库和文书",
        description="把数据库和文书库存成一个文件，办理不必停；密钥不在其中，须另行保管。",
        epilog="例：jiuji backup 2024-02-29.jiuji",
    )
    restore = subparsers.add_parser(
        "restore",
        help="恢复数据库和文书",
        description="逐字节核对备份后恢复；目标数据库和文书库必须是空的。",
        epilog="例：jiuji restore 2024-02-29.jiuji --database sqlite:///var/jiuji.db",
    )
    for parser, run in ((backup, run_backup), (restore, run_restore)):
        parser.add_argument("file", type=Path, metavar="FILE", help="备份文件")
        parser.add_argument("--database", default="", help="数据库地址，默认用本机的")
        parser.set_defaults(run=run)


def run_backup(args: argparse.Namespace) -> int:
    """Carry out ``jiuji backup``."""
    # Imported here: the overview of all commands needs neither definitions nor database.
    from jiuji_docs.services.backups import back_up  # noqa: PLC0415
    from jiuji_docs.services.house import House  # noqa: PLC0415

    settings = Settings.read(database=args.database)
    house = House(settings)
    try:
        report = back_up(house, args.file)
    finally:
        house.close()
    say(
        tell(
            f"已备份：文书 {report.papers} 份，{report.size} 字节；密钥 {settings.keys} 须另行保管",
            f"backed up {report.papers} papers, {report.size} bytes; keep {settings.keys} apart",
        )
    )
    _tell_head(report.entries, report.head)
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Carry out ``jiuji restore``."""
    from jiuji_docs.services.backups import restore  # noqa: PLC0415

    if not args.file.exists():
        raise SetUpError(tell(f"没有这个文件：{args.file}", f"no such file: {args.file}"))
    report = restore(args.file, Settings.read(database=args.database))
    say(tell(f"已恢复：文书 {report.papers} 份", f"restored {report.papers} papers"))
    _tell_head(report.entries, report.head)
    return 0


def _tell_head(entries: int, head: str) -> None:
    """Print the ledger's head: noted down elsewhere, it shows a cut or rewritten ledger."""
    print(f"{entries}\t{head}")
