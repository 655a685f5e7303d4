"""jiuji account: units and people of an office, their passwords, and who may still log in."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say
from jiuji_docs.definitions.directory import parse_directory
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.deputies import COMMAND_LINE, Appointment, DeputyService
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
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="import|list|reset|deputy|…"
    )
    load = actions.add_parser("import", help="从名录文件建立机构和人员，已有的不动")
    load.add_argument("file", type=Path)
    actions.add_parser("list", help="列出账户")
    for name, what in (("reset", "重设密码"), ("disable", "停用"), ("enable", "启用")):
        actions.add_parser(name, help=what).add_argument("account")
    _register_deputies(actions)
    parser.set_defaults(run=run)


def _register_deputies(actions: Any) -> None:
    """Add ``jiuji account deputy list|add|end``."""
    parser = actions.add_parser("deputy", help="代理：列出、委托、结束")
    deputies = parser.add_subparsers(dest="deed", required=True, metavar="list|add|end")
    deputies.add_parser("list", help="列出代理")
    add = deputies.add_parser("add", help="为离岗人员委托代理人")
    add.add_argument("principal", help="被代理人的账户")
    add.add_argument("deputy", help="代理人的账户")
    for name, what in (("--from", "开始日期"), ("--to", "截止日期，含当日")):
        add.add_argument(
            name, dest=f"{name[2:]}_day", type=_day, required=True, metavar="2024-03-01", help=what
        )
    add.add_argument("--role", action="append", default=[], help="限于这个岗位，可以重复")
    add.add_argument("--step", action="append", default=[], help="限于这个环节，可以重复")
    add.add_argument("--ceiling", type=_yuan, help="金额上限（元）")
    add.add_argument("--reason", default="", help="事由")
    deputies.add_parser("end", help="结束代理").add_argument("id", type=int)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("日期应写作 2024-03-01") from error


def _yuan(text: str) -> Decimal:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text, re.ASCII):
        raise argparse.ArgumentTypeError("金额应写作 2000 或 2000.50")
    return Decimal(text)


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
    elif args.action == "deputy":
        _deputise(args, house)
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


def _deputise(args: argparse.Namespace, house: House) -> None:
    if args.deed == "list":
        with house.desk(write=False) as desk:
            for item in DeputyService(desk).everybodys():
                period = f"{item.first_day} 至 {item.last_day}"
                who = (item.principal, item.deputy, period, item.limits, item.standing)
                print("\t".join((str(item.id), *who)))
        return
    if args.deed == "end":
        house.run(lambda desk: DeputyService(desk).end(args.id, COMMAND_LINE, everybodys=True))
        say(f"代理 {args.id} 已结束")
        return
    asked = Appointment(
        args.principal,
        args.deputy,
        args.from_day,
        args.to_day,
        roles=args.role,
        steps=args.step,
        ceiling=args.ceiling,
        reason=args.reason,
    )
    made = house.run(lambda desk: DeputyService(desk).appoint(asked, COMMAND_LINE))
    say(f"代理 {made}：{args.deputy} 代理 {args.principal}，{args.from_day} 至 {args.to_day}")
