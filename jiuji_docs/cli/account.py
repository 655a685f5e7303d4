"""jiuji account: units and people of an office, their passwords, and who may still log in."""

from __future__ import annotations

import argparse
from pathlib import Path

from jiuji_docs.cli.language import say
from jiuji_docs.definitions.directory import parse_directory
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.directories import enrol, listing, renew_password, set_active
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import prepare


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji account``."""
    parser = subparsers.add_parser(
        "account",
        help="机构、人员和密码",
        description="从名录文件建立机构和人员，停用、启用账户，重设密码。密码随机生成，只显示一次。",
        epilog="例：jiuji account import 名录.toml（写法见 workflows/demo/directory.toml）",
    )
    parser.add_argument("--database", default="")
    actions = parser.add_subparsers(dest="action", required=True, metavar="import|list|reset|…")
    load = actions.add_parser("import", help="从名录文件建立机构和人员，已有的不动")
    load.add_argument("file", type=Path)
    actions.add_parser("list", help="列出账户")
    for name, what in (("reset", "重设密码"), ("disable", "停用"), ("enable", "启用")):
        actions.add_parser(name, help=what).add_argument("account")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command."""
    house = House(Settings.read(database=args.database))
    try:
        prepare(house, say)
        return _act(args, house)
    finally:
        house.close()


def _act(args: argparse.Namespace, house: House) -> int:
    if args.action == "import":
        directory = parse_directory(args.file.read_text("utf-8"), args.file.name)
        for account, password in house.run(lambda desk: enrol(desk, directory)).items():
            print(f"{account}\t{password}")
    elif args.action == "list":
        for line in listing(house):
            print("\t".join(line))
    elif args.action == "reset":
        print(f"{args.account}\t{house.run(lambda desk: renew_password(desk, args.account))}")
    elif args.action in ("enable", "disable"):
        active = args.action == "enable"
        house.run(lambda desk: set_active(desk, args.account, active=active))
        say(f"{args.account} 已{'启用' if active else '停用'}")
    else:
        raise Refused("usage", "没有这个操作")
    return 0
