"""jiuji check: find what is wrong in packs, workflows and forms before an office works by them."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.checking import check_path
from jiuji_docs.definitions.checks import check_rooms
from jiuji_docs.definitions.finding import ERROR, Finding


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji check``."""
    parser = subparsers.add_parser(
        "check",
        help="检查政策包、流程和表单",
        description="检查定义文件；不写路径则检查随附的全部。有错误以 1 退出。",
        epilog="例：jiuji check workflows/chaoyang-2021",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="政策包目录、表单文件，或含三间数据室的目录",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; a path that is not there is exit 2."""
    missing = [str(path) for path in args.paths if not path.exists()]
    if missing:
        say(tell(f"没有：{'、'.join(missing)}", f"no such path: {', '.join(missing)}"))
        return 2
    if args.paths:
        found = tuple(item for path in args.paths for item in check_path(path))
    else:
        found = check_rooms(Rooms.shipped())
    if args.json:
        print(json.dumps({"findings": [dataclasses.asdict(i) for i in found]}, ensure_ascii=False))
    else:
        _tell_people(found)
    return int(any(item.severity == ERROR for item in found))


def _tell_people(found: tuple[Finding, ...]) -> None:
    for item in found:
        print(item)
    errors = sum(item.severity == ERROR for item in found)
    warnings = len(found) - errors
    say(tell(f"错误 {errors} 项，提醒 {warnings} 项", f"{errors} errors, {warnings} warnings"))
