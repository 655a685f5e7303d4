"""jiuji check: find what is wrong in packs, workflows and forms before an office works by them."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.checking import check_path, read_packs
from jiuji_docs.definitions.checks import check_rooms, unreadable
from jiuji_docs.definitions.directory import parse_directory
from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.rules import RULES, advice, check_certificates, check_people_of
from jiuji_docs.definitions.source_lines import Sources
from jiuji_docs.domain.directory import misplaced
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.signing.keyring import Keyring


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
        help="政策包目录、表单文件、含三间数据室的目录，或本单位的目录（bank_files）",
    )
    parser.add_argument(
        "--directory",
        type=Path,
        metavar="FILE",
        help="本单位的机构人员名录；另查每个岗位是否有人、回避后是否有人可办",
    )
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="DIR",
        help="密钥目录；与 --directory 合用，另查签名、用印的人和单位有没有有效证书",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; a path that is not there is exit 2."""
    named = [*args.paths, *filter(None, (args.directory, args.keys))]
    missing = [str(path) for path in named if not path.exists()]
    if missing:
        say(tell(f"没有：{'、'.join(missing)}", f"no such path: {', '.join(missing)}"))
        return 2
    if args.paths:
        found = tuple(item for path in args.paths for item in check_path(path))
    else:
        found = check_rooms(Rooms.shipped())
    if args.directory:
        found += _check_people(args.directory, args.paths, args.keys)
    sources = Sources(named)
    named_lines = (replace(item, file=sources.named(item.file, item.place)) for item in found)
    found = tuple(dict.fromkeys(named_lines))
    if args.json:
        rows = [{**dataclasses.asdict(item), "advice": advice(item)} for item in found]
        print(json.dumps({"findings": rows}, ensure_ascii=False))
    else:
        _tell_people(found)
    return int(any(item.severity == ERROR for item in found))


def _check_people(path: Path, packs: Sequence[Path], keys: Path | None) -> tuple[Finding, ...]:
    """Return what the people of an office leave undone of the named packs, or of every shipped one."""
    try:
        directory = parse_directory(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError as error:
        return (
            unreadable(DefinitionError(path.name, f"不是 UTF-8 文本（第 {error.start} 字节）")),
        )
    except DefinitionError as error:
        return (unreadable(error),)
    wrong = [
        unreadable(DefinitionError(f"{path.name}.{at}", why)) for at, why in misplaced(directory)
    ]
    chosen = read_packs(packs) if packs else tuple(Catalog.shipped().packs.values())
    found = [*wrong, *(item for pack in chosen for item in check_people_of(pack, directory))]
    if keys is not None:
        ends = Keyring(keys).ends
        found += (item for pack in chosen for item in check_certificates(pack, directory, ends))
    return tuple(found)


def _tell_people(found: tuple[Finding, ...]) -> None:
    for item in found:
        print(item)
    for rule in sorted({item.rule for item in found if item.rule}):
        print(tell(f"怎样改 {rule}：", f"{rule}: ") + RULES[rule].advice)
    errors = sum(item.severity == ERROR for item in found)
    warnings = len(found) - errors
    say(tell(f"错误 {errors} 项，提醒 {warnings} 项", f"{errors} errors, {warnings} warnings"))
