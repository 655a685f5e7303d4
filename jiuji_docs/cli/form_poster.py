"""jiuji form poster: print the poster whose QR opens a town's self-report page."""

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


def add_poster(verbs: Any) -> None:
    """Add the verb to ``jiuji form``."""
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
    poster.add_argument("--database", default="", help=tell("数据库地址", "database URL"))
    poster.add_argument(
        "-o", "--output", type=Path, required=True, help=tell("输出 .pdf", "output .pdf")
    )
    poster.set_defaults(run=run_poster)


def run_poster(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form poster``."""
    if args.output.suffix.lower() != ".pdf":
        say(tell("输出文件应以 .pdf 结尾", "the output must end in .pdf"))
        return USAGE
    settings = Settings.read(database=args.database)
    with closing(House(settings)) as house:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            _name, pdf = PosterService(desk).poster(args.town, args.address or settings.address)
    args.output.write_bytes(pdf)
    say(tell(f"已写出 {args.output}", f"wrote {args.output}"))
    return DONE
