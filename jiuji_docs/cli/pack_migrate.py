"""jiuji pack migrate: move running cases to another edition by a map, or say what that would do (换版)."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say
from jiuji_docs.cli.pack_editions import add_common, with_house
from jiuji_docs.definitions.read_edition_map import load_edition_map
from jiuji_docs.domain.workflow.edition_map import EditionMap
from jiuji_docs.domain.workflow.facts import SYSTEM
from jiuji_docs.services.edition_migration import Migration, migrate
from jiuji_docs.services.edition_moving import CaseMove
from jiuji_docs.services.house import House

#: Numbers of cases told of a group that all fare alike.
NAMED = 3


def register(actions: Any) -> None:
    """Add the verb to ``jiuji pack``."""
    parser: argparse.ArgumentParser = actions.add_parser(
        "migrate",
        help="把在办事项换到另一版",
        description=(
            "按对照表把旧版的在办事项换到新版。先用 --dry-run 看每一件会怎样；"
            "对照表有缺漏则一件也不动，以 1 退出。"
        ),
        epilog="例：jiuji pack migrate chaoyang-2021@1 chaoyang-2021@2 --map 换版.toml --dry-run",
    )
    parser.add_argument("old", help="旧版，如 chaoyang-2021@1，或校验和的前几位")
    parser.add_argument("new", help="新版")
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help="对照表；名称都没变可不写")
    parser.add_argument("--dry-run", action="store_true", help="只报告，不改动")
    parser.add_argument("--all", action="store_true", help="有一件不能换就一件也不换")
    parser.add_argument("--by", default=SYSTEM.account, metavar="ACCOUNT", help="由谁换版")
    add_common(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 all moved, 1 the map or a case says no, 2 wrong usage."""

    def action(house: House) -> int:
        names = load_edition_map(args.map) if args.map else EditionMap()
        found = migrate(
            house,
            args.old,
            args.new,
            names,
            by=args.by,
            dry_run=args.dry_run,
            together=args.all,
        )
        if args.json:
            print(json.dumps(dataclasses.asdict(found), ensure_ascii=False))
        else:
            _tell(found, dry_run=args.dry_run)
        return int(bool(found.findings or found.refused))

    return with_house(args, action)


def _tell(found: Migration, *, dry_run: bool) -> None:
    for line in found.findings:
        print(f"对照表：{line}")
    groups: defaultdict[CaseMove, list[str]] = defaultdict(list)
    for move in found.cases:
        groups[dataclasses.replace(move, case="")].append(move.case)
    for alike, numbers in groups.items():
        rest = f" 等 {len(numbers)} 件" if len(numbers) > NAMED else f"（{len(numbers)} 件）"
        print("、".join(numbers[:NAMED]) + rest)
        for line in _lines(alike, found.titles):
            print(f"　　{line}")
    if found.templates:
        print(f"换版后出具的文书用新版的版式：{'、'.join(found.templates)}")
    moved = len(found.cases) - found.refused
    if found.findings:
        say(f"对照表有 {len(found.findings)} 处缺漏，没有改动")
    elif found.undone:
        why = "试算" if dry_run else "有不能换的"
        say(
            f"{why}，没有改动：{found.old} → {found.new}，可换 {moved} 件，不能换 {found.refused} 件"
        )
    else:
        say(f"{found.old} → {found.new}，已换 {moved} 件，未换 {found.refused} 件")


def _lines(move: CaseMove, titles: Mapping[str, str]) -> list[str]:
    """Return what becomes of a case, line by line; what stays as it was is left out."""
    before, after = (titles.get(one, one) for one in (move.state_before, move.state_after))
    stays = f"环节不变：{after}" if before == after else f"环节：{before} → {after}"
    can, could = set(move.offered_after), set(move.offered_before)
    parts = [
        ("不再可办", [titles.get(one, one) for one in move.offered_before if one not in can]),
        ("新可办", [titles.get(one, one) for one in move.offered_after if one not in could]),
        ("未了欠项", move.debts),
        ("并行分支", move.branches),
        ("正在表决", move.panels),
        ("时限", move.clocks),
        ("字段改称", move.renamed),
        ("不再带入新版", move.lost),
        ("不能换", move.refusals),
    ]
    lines = [f"{title}：{'、'.join(items)}" for title, items in parts if items]
    return [stays, *lines] if before else lines
