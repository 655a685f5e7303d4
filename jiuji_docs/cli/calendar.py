"""jiuji calendar due: reckon one deadline, day by day."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.calendar import BEIJING, Budget, due


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji calendar``."""
    parser = subparsers.add_parser("calendar", help="推算办理时限", description="推算办理时限。")
    actions = parser.add_subparsers(required=True)
    reckon = actions.add_parser(
        "due",
        help="从起点和时限推算到期日",
        description="时限：24h 自然小时、9wd 工作日、7d 日历日。第一行是到期日（或时刻），其后逐日列出。",
        epilog="例：jiuji calendar due 2024-02-08 9wd",
    )
    reckon.add_argument("start", help="起点：2024-02-08 或 2022-01-29T22:40（北京时间）")
    reckon.add_argument("budget", help="时限：24h、9wd、7d")
    reckon.add_argument("--json", action="store_true", help="以 JSON 给出")
    reckon.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; wrong input is exit 2."""
    try:
        start = read_start(args.start)
        parsed = Budget.parse(args.budget)
        found = due(start, args.budget, load_day_table())
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if parsed is None or found is None:
        print("未规定时限，无从推算", file=sys.stderr)
        return 2
    first = f"{found.at:%Y-%m-%dT%H:%M}" if parsed.unit == "h" else found.at.date().isoformat()
    if args.json:
        answer = {"due": first, "provisional": found.provisional, "reckoning": found.reckoning}
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    print(first)
    print("\n".join(found.reckoning))
    return 0


def read_start(text: str) -> dt.datetime:
    """Return a start in Beijing time; ValueError with a Chinese message."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"起点应写作 2024-02-08 或 2022-01-29T22:40，不是「{text}」") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
