"""jiuji init: create or migrate the database, and load the demo county if asked."""

from __future__ import annotations

import argparse
import sys

from jiuji_docs.services.demo_cases import play_demo_cases
from jiuji_docs.services.demo_dossiers import play_demo_dossiers
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import enrol_demo, keep_passwords, prepare


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji init``."""
    parser = subparsers.add_parser(
        "init",
        help="建立或升级数据库",
        description="建立或升级数据库；--demo 另建示范县、人员、20 件示范事项和几件示范公文。",
        epilog="例：jiuji init --demo",
    )
    parser.add_argument("--demo", action="store_true", help="建立示范县")
    parser.add_argument("--database", default="", help="数据库地址，默认 sqlite:///var/jiuji.db")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command."""
    house = House(Settings.read(database=args.database))
    try:
        prepare(house, _say)
        if args.demo:
            passwords = enrol_demo(house, _say)
            where = keep_passwords(house, passwords)
            play_demo_cases(house, _say)
            play_demo_dossiers(house, _say)
            for account, password in passwords.items():
                print(f"{account}\t{password}")
            if where is not None:
                _say(f"示范账户的随机密码已存于 {where}（仅本机可读）")
    finally:
        house.close()
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr)
