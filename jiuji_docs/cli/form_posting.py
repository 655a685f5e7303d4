"""jiuji form poster, jiuji form notice: print what a unit hangs up for the public (张贴)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.posters import PosterService
from jiuji_docs.services.settings import Settings

DONE, USAGE = 0, 2


def add_poster(verbs: Any) -> None:
    """Add the verb ``poster`` to ``jiuji form``."""
    poster = verbs.add_parser(
        "poster",
        help=tell("打印扫码求助海报", "print the self-report poster"),
        epilog=tell("例：", "example: ")
        + "jiuji form poster yangshan --address http://10.1.2.3:6543 -o 海报.pdf",
    )
    poster.add_argument("town", help=tell("乡镇的单位编号", "unit id of the town"))
    poster.add_argument(
        "--address",
        default="",
        help=tell("手机能打开的网页地址，默认用设置 jiuji.address", "address that phones can open"),
    )
    _add_places(poster, run_poster)


def add_notice(verbs: Any) -> None:
    """Add the verb ``notice`` to ``jiuji form``."""
    notice = verbs.add_parser(
        "notice",
        help=tell("打印政策告知", "print the policy notice for the public"),
        epilog=tell("例：", "example: ")
        + "jiuji form notice chaoyang-2021 --unit yangshan -o 告知.pdf",
    )
    notice.add_argument("pack", help=tell("政策包编号", "pack id"))
    notice.add_argument("--unit", required=True, help=tell("张贴单位的编号", "unit id"))
    _add_places(notice, run_notice)


def run_poster(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form poster``."""

    def make(desk: Desk) -> bytes:
        address = args.address or desk.house.settings.address
        return PosterService(desk).poster(args.town, address)[1]

    return _write(args, make)


def run_notice(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form notice``; a pack or unit there is not is told."""

    def make(desk: Desk) -> bytes | None:
        if args.pack not in desk.house.pack_ids or not desk.accounts.has_unit(args.unit):
            say(tell("没有这个政策包或单位", "no such pack or unit"))
            return None
        return PosterService(desk).policy_notice(args.pack, args.unit)[1]

    return _write(args, make)


def _add_places(verb: Any, run: Callable[[argparse.Namespace], int]) -> None:
    verb.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    verb.add_argument(
        "-o", "--output", type=Path, required=True, help=tell("输出 .pdf", "output .pdf")
    )
    verb.set_defaults(run=run)


def _write(args: argparse.Namespace, make: Callable[[Desk], bytes | None]) -> int:
    """Write the PDF that *make* gives; nothing where it gives none."""
    if args.output.suffix.lower() != ".pdf":
        say(tell("输出文件应以 .pdf 结尾", "the output must end in .pdf"))
        return USAGE
    with closing(House(Settings.read(database=args.database))) as house:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            pdf = make(desk)
    if pdf is None:
        return USAGE
    args.output.write_bytes(pdf)
    say(tell(f"已写出 {args.output}", f"wrote {args.output}"))
    return DONE
