"""jiuji calendar: reckon one deadline day by day; take a holiday notice and derive deadlines anew."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys

from jiuji_docs.cli import calendar_apply
from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.calendar import BEIJING, Budget, Due, due
from jiuji_docs.services.calendar_file import CalendarFile
from jiuji_docs.services.settings import Settings

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji calendar due`` and ``jiuji calendar apply``."""
    title = tell("推算办理时限、采用放假安排", "reckon deadlines, take holiday notices")
    parser = subparsers.add_parser(
        "calendar", help=title, description=title, epilog="例：jiuji calendar due 2024-02-08 9wd"
    )
    verbs = parser.add_subparsers(required=True, metavar=tell("动作", "ACTION"))
    reckon = verbs.add_parser(
        "due",
        help=tell("从起点和期限推算到期日", "from a start and a budget to the deadline"),
        description=tell(
            "第一行是到期日（小时期限为到期时刻），其后逐日列出推算过程。",
            "The first line is the deadline alone, then the reckoning day by day.",
        ),
        epilog="例：jiuji calendar due 2024-02-08 9wd；jiuji calendar due 2022-01-29T22:40 24h",
    )
    reckon.add_argument(
        "start",
        metavar="START",
        help=tell(
            "起算日期 2024-02-08，或时刻 2022-01-29T22:40（北京时间）",
            "2024-02-08, or 2022-01-29T22:40 in Beijing time",
        ),
    )
    reckon.add_argument(
        "budget",
        metavar="BUDGET",
        help=tell(
            "期限：24h 自然小时，9wd 工作日，7d 日历日",
            "24h natural hours, 9wd working days, 7d calendar days",
        ),
    )
    reckon.add_argument("--json", action="store_true", help=tell("以 JSON 给出", "answer as JSON"))
    reckon.set_defaults(run=run)
    calendar_apply.register(verbs)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; what cannot be read is exit 2."""
    try:
        start, budget, found = _reckon(args.start, args.budget)
    except ValueError as error:
        say(tell("错误：", "error: ") + str(error))
        return 2
    _answer(start, budget, found, as_json=args.json)
    return 0


def _reckon(begin: str, limit: str) -> tuple[dt.datetime, Budget, Due]:
    """Return start, budget and deadline; ValueError where there is none."""
    budget = Budget.parse(limit)
    start = read_start(begin, clock_time=budget is not None and budget.unit == "h")
    found = due(start, limit, CalendarFile(Settings.read().calendar).table())
    if budget is None or found is None:
        raise ValueError("未规定期限，无从推算")
    return start, budget, found


def read_start(text: str, *, clock_time: bool) -> dt.datetime:
    """Return a start, in Beijing time unless it names another zone; ValueError in Chinese.

    A day alone is enough for days; hours need the time of day (*clock_time*).
    """
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"起点应写作 2024-02-08 或 2022-01-29T22:40，不是“{text}”") from None
    if clock_time and _DAY.fullmatch(text):
        raise ValueError("小时期限须写明起算时刻，如 2022-01-29T22:40")
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _answer(start: dt.datetime, budget: Budget, found: Due, *, as_json: bool) -> None:
    first = _first_line(budget, found)
    if not as_json:
        print("\n".join([first, *found.reckoning]))
        if found.provisional:
            say(tell("注意：", "note: ") + "含放假安排尚未公布的日子，结果为暂推")
        return
    plain = {
        "start": start.isoformat(),
        "budget": f"{budget.count}{budget.unit}",
        "due": first,
        "at": found.at.isoformat(),
        "provisional": found.provisional,
        "reckoning": found.reckoning,
    }
    json.dump(plain, sys.stdout, ensure_ascii=False)
    print()


def _first_line(budget: Budget, found: Due) -> str:
    """Return the ISO day, for hours the ISO local time; seconds only where there are any."""
    if budget.unit != "h":
        return found.at.date().isoformat()
    exact = "auto" if found.at.second or found.at.microsecond else "minutes"
    return found.at.replace(tzinfo=None).isoformat(timespec=exact)
