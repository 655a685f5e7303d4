"""jiuji pack publish and editions: packs are published once and never change; cases keep theirs (版本)."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import DefinitionError, NotFound, Refused, SetUpError
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services.edition_list import EditionLine, EditionService
from jiuji_docs.services.house import House
from jiuji_docs.services.publishing import NotFit, left_undone, publish
from jiuji_docs.services.settings import Settings

#: Characters of a checksum that are shown; as many name an edition.
SHORT = 12


def register(actions: Any) -> None:
    """Add the verbs to ``jiuji pack``."""
    parser = _action(actions, "publish", "发布数据文件中的政策包为新的一版", publish_one)
    parser.add_argument("--by", default=SYSTEM.account, metavar="ACCOUNT", help="由谁发布")
    parser.add_argument(
        "--from",
        dest="from_day",
        type=dt.date.fromisoformat,
        metavar="DATE",
        help="自哪天起按这一版受理，默认今天",
    )
    _action(actions, "editions", "列出已发布的各版和各版上的事项", list_editions)


def _action(
    actions: Any, name: str, title: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    example = f"例：jiuji pack {name} chaoyang-2021"
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=title, description=f"{title}。", epilog=example
    )
    parser.add_argument("id", help="政策包编号")
    add_common(parser)
    parser.set_defaults(run=run)
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options every verb on the database has."""
    parser.add_argument("--database", default="", help="数据库地址，默认 sqlite:///var/jiuji.db")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")


def with_house(args: argparse.Namespace, action: Callable[[House], int]) -> int:
    """Carry out *action* on a prepared database; what cannot be done is one line and exit 2."""
    house = House(Settings.read(database=args.database))
    try:
        house.refuse_unprepared()
        return action(house)
    except NotFit as unfit:
        for line in (unfit.message, *map(str, unfit.findings)):
            say(line)
        return 1
    except (Refused, NotFound, SetUpError, DefinitionError) as error:
        say(tell("错误：", "error: ") + str(error))
        return 2
    finally:
        house.close()


def publish_one(args: argparse.Namespace) -> int:
    """Publish one pack; lint errors are listed and exit 1."""

    def action(house: House) -> int:
        done = publish(house, args.id, args.by, in_force_from=args.from_day)
        undone = left_undone(house, args.id)
        if args.json:
            told = {**dataclasses.asdict(done), "people": [one.message for one in undone]}
            print(json.dumps(told, ensure_ascii=False, default=str))
        else:
            print(
                f"已发布“{done.pack}”第 {done.number} 版（{done.checksum[:SHORT]}），"
                f"自 {done.in_force_from} 起按此受理；在办事项仍按原来的版本办理"
            )
            for one in undone:
                print(f"提醒：{one.message}（{one.rule}）")
        return 0

    return with_house(args, action)


def list_editions(args: argparse.Namespace) -> int:
    """Print every edition of a pack; one whose text was changed is exit 1."""

    def action(house: House) -> int:
        with house.desk(write=False) as desk:
            lines = EditionService(desk).lines(args.id)
        if args.json:
            rows = [dataclasses.asdict(line) for line in lines]
            print(json.dumps({"pack": args.id, "editions": rows}, ensure_ascii=False, default=str))
        else:
            for line in lines:
                print(_in_words(line))
        return int(not all(line.intact for line in lines))

    return with_house(args, action)


def _in_words(line: EditionLine) -> str:
    cases = f"在办 {line.open_cases} 件，共 {line.cases} 件"
    if line.published_at is None:
        return f"未留存　{line.checksum[:SHORT]}　{cases}，按第 1 版办理"
    by = "系统" if line.published_by == SYSTEM.account else line.published_by
    when = f"{line.published_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    marks = ("（现行）" if line.current else "") + ("" if line.intact else "　存档已被改动")
    return (
        f"第 {line.number} 版{marks}　{line.checksum[:SHORT]}　"
        f"{when} {by}发布，{line.in_force_from} 起用　{cases}"
    )
