"""jiuji pack new and parts: begin a pack for a document, and say what packs are made of."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.assembling import Shelf
from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.checking import check_path
from jiuji_docs.definitions.finding import ERROR
from jiuji_docs.definitions.new_pack import new_pack
from jiuji_docs.definitions.pack_directory import catalog_with
from jiuji_docs.definitions.pack_outline import Outline, outline
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.services.settings import Settings

#: The base of relief cases.
RELIEF = "relief"


def add_words(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``jiuji pack new``."""
    parser.add_argument("id", help="编号：小写字母、数字和连字符，如 chuxiong-2021")
    parser.add_argument("--title", required=True, help="文件标题")
    parser.add_argument("--issuer", required=True, help="发文机关")
    parser.add_argument(
        "--number", required=True, help="发文字号，如 示民发〔2025〕3号；没有或未见写 unset"
    )
    parser.add_argument(
        "--in-force",
        type=dt.date.fromisoformat,
        metavar="日期",
        help="施行日期，如 2025-03-01；不写则取发文字号里年份的第一天",
    )
    made_of = parser.add_mutually_exclusive_group()
    made_of.add_argument("--base", default="", help=f"底本；不写则为 {RELIEF}")
    made_of.add_argument("--like", default="", metavar="包", help="底本和调整照另一个政策包")
    parser.add_argument(
        "--adaptation", action="append", default=[], metavar="调整", help="选用的调整，可写多次"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="目录", help="写到哪个目录之下")


def new(args: argparse.Namespace) -> int:
    """Write the directory of a new pack and check it; nothing that is there is overwritten."""
    chosen = _outline(args)
    room = args.out / chosen.id
    if room.exists():
        say(tell(f"已有 {room}，不覆盖", f"{room} is there already"))
        return 2
    _write(room, new_pack(chosen))
    found = check_path(room)
    for item in found:
        print(item)
    if args.json:
        print(json.dumps({"pack": chosen.id, "directory": str(room)}, ensure_ascii=False))
    _say_what_next(room)
    return int(any(item.severity == ERROR for item in found))


def _outline(args: argparse.Namespace) -> Outline:
    base, adaptations = args.base or RELIEF, list(args.adaptation)
    if args.like:
        catalog, name, _room = catalog_with(args.like, Settings.read().packs)
        policy = catalog.pack(name).policy
        if not policy.base:
            raise DefinitionError("--like", f"“{name}”自成一体，没有底本，不能照它新建")
        base = policy.base
        adaptations = list(dict.fromkeys((*policy.adaptations, *adaptations)))
    words = {"title": args.title, "issuer": args.issuer, "number": args.number}
    chosen = outline(args.id, words, args.in_force, base, adaptations)
    if chosen.id in Catalog.shipped().packs:
        raise DefinitionError("ID", f"“{chosen.id}”是随附的政策包，请另取编号")
    return chosen


def _write(room: Path, files: Mapping[str, str]) -> None:
    """Write the whole directory or nothing: what cannot be finished is never left half made."""
    room.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{room.name}-", dir=room.parent) as folder:
        draft = Path(folder) / room.name
        for name, text in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        draft.rename(room)


def _say_what_next(room: Path) -> None:
    start = room / "scenarios" / "start.toml"
    say(tell(f"已新建 {room}。接着：", f"made {room}. Next:"))
    say(tell(f"  对照原件填写 {room / 'policy.toml'}", f"  fill in {room / 'policy.toml'}"))
    say(f"  jiuji check {room}")
    say(f"  jiuji play {start}")


def parts(args: argparse.Namespace) -> int:
    """Print the bases and adaptations a pack may be made of."""
    shelf = Shelf.of(Rooms.shipped().workflows)
    bases = [{"id": name, "title": files["policy"]["title"]} for name, files in shelf.bases.items()]
    changes = [
        {"id": item.id, "title": item.title, "needs": list(item.needs)}
        for item in shelf.adaptations.values()
    ]
    if args.json:
        print(json.dumps({"bases": bases, "adaptations": changes}, ensure_ascii=False))
        return 0
    print("底本")
    for base in bases:
        print(f"　{base['id']}　{base['title']}")
    print("调整")
    for item in shelf.adaptations.values():
        needs = f"（须同时选 {'、'.join(item.needs)}）" if item.needs else ""
        print(f"　{item.id}　{item.title}{needs}")
    return 0
