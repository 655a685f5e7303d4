"""jiuji calendar apply: take a holiday notice (放假安排) and derive the running deadlines anew."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.errors import DefinitionError, SetUpError
from jiuji_docs.services.house import House
from jiuji_docs.services.rederiving import Moved, rederive
from jiuji_docs.services.settings import Settings

#: No notice of one year is longer.
LONGEST = 100_000


def register(verbs: Any) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "apply",
        help=tell("采用新公布的放假安排，重新推算时限", "take a holiday notice, derive anew"),
        description=tell(
            "检查放假安排文件，存为本单位的日历，并重新推算所有正在计时的时限；不写文件则只重新推算。",
            "Check the notice, keep it as the office's calendar and derive every running clock anew.",
        ),
        epilog="例：jiuji calendar apply 2027.toml（内容如 [year.2027] 下写 off 和 on 两个日期列表）",
    )
    parser.add_argument(
        "notice", nargs="?", metavar="FILE", help=tell("放假安排文件", "the notice as TOML")
    )
    parser.add_argument("--database", default="")
    parser.add_argument("--json", action="store_true", help=tell("以 JSON 给出", "answer as JSON"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; a notice that cannot be right is exit 2 and changes nothing."""
    house = House(Settings.read(database=args.database))
    try:
        house.refuse_unprepared()
        years = _take(house, Path(args.notice)) if args.notice else ()
        moved = rederive(house)
    except (DefinitionError, SetUpError, OSError, ValueError) as error:
        say(tell("错误：", "error: ") + str(error))
        return 2
    finally:
        house.close()
    _answer(years, moved, as_json=args.json)
    return 0


def _take(house: House, notice: Path) -> tuple[int, ...]:
    with notice.open("rb") as stream:
        content = stream.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise ValueError(f"{notice} 太大，不是一年的放假安排")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{notice} 不是 UTF-8 文字") from None
    return house.calendar.take(text, str(notice))


def _answer(years: tuple[int, ...], moved: tuple[Moved, ...], *, as_json: bool) -> None:
    if as_json:
        plain = {
            "years": list(years),
            "moved": [
                {"case": one.case, "limit": one.limit, "old": one.old, "new": one.new}
                for one in moved
            ],
        }
        json.dump(plain, sys.stdout, ensure_ascii=False)
        print()
        return
    for year in years:
        print(tell(f"已采用 {year} 年放假安排", f"took the notice of {year}"))
    for one in moved:
        print(f"{one.case}　{one.limit}：{one.old} → {one.new}")
    print(tell(f"重新推算，{len(moved)} 个时限有变", f"derived anew, {len(moved)} changed"))
