"""jiuji form notice: print what the public is told of a policy, in the name of a unit (政策告知)."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.services.house import House
from jiuji_docs.services.posters import PosterService
from jiuji_docs.services.settings import Settings

DONE, USAGE = 0, 2


def add_notice(verbs: Any) -> None:
    """Add the verb to ``jiuji form``."""
    notice = verbs.add_parser(
        "notice",
        help=tell("打印政策告知", "print the policy notice for the public"),
        epilog=tell("例：", "example: ")
        + "jiuji form notice chaoyang-2021 --unit yangshan -o 告知.pdf",
    )
    notice.add_argument("pack", help=tell("政策包编号", "pack id"))
    notice.add_argument("--unit", required=True, help=tell("张贴单位的编号", "unit id"))
    notice.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    notice.add_argument(
        "-o", "--output", type=Path, required=True, help=tell("输出 .pdf", "output .pdf")
    )
    notice.set_defaults(run=run_notice)


def run_notice(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form notice``."""
    if args.output.suffix.lower() != ".pdf":
        say(tell("输出文件应以 .pdf 结尾", "the output must end in .pdf"))
        return USAGE
    settings = Settings.read(database=args.database)
    with closing(House(settings)) as house:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            if args.pack not in house.pack_ids or not desk.accounts.has_unit(args.unit):
                say(tell("没有这个政策包或单位", "no such pack or unit"))
                return USAGE
            _name, pdf = PosterService(desk).policy_notice(args.pack, args.unit)
    args.output.write_bytes(pdf)
    say(tell(f"已写出 {args.output}", f"wrote {args.output}"))
    return DONE
