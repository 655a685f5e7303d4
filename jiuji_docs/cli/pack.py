"""jiuji pack: the policy packs, what they decide, and what carries each clause."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from jiuji_docs.cli import pack_editions, pack_migrate
from jiuji_docs.cli.language import say, tell
from jiuji_docs.cli.pack_coverage import cover
from jiuji_docs.cli.pack_new import add_words, new, parts
from jiuji_docs.definitions.pack_directory import catalog_with, catalog_with_own
from jiuji_docs.definitions.parameter_readers import parameter_readers
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.explain import explain_step
from jiuji_docs.domain.workflow.policy import UNSET, Pack
from jiuji_docs.domain.workflow.time_limit_text import limit_lines
from jiuji_docs.domain.workflow.verdict import shown
from jiuji_docs.services.edition_list import published_texts
from jiuji_docs.services.settings import Settings

_NEW = (
    "例：jiuji pack new lianhe-2025 --title 莲河县临时救助办法 --issuer 莲河县民政局 "
    "--number 莲民发〔2025〕3号 --adaptation town_tier --out packs"
)

Parsers = argparse._SubParsersAction  # noqa: SLF001  # argparse has no public name for it


def register(subparsers: Parsers[argparse.ArgumentParser]) -> None:
    """Add ``jiuji pack list``, ``show``, ``coverage``, ``new`` and ``parts``."""
    parser = subparsers.add_parser(
        "pack", help="政策包", description="列出、查看、新建政策包。", epilog="例：jiuji pack list"
    )
    actions = parser.add_subparsers(
        required=True, metavar="list|show|coverage|publish|editions|migrate|new|parts"
    )
    listed = _action(actions, "list", "列出政策包", list_packs, "例：jiuji pack list")
    listed.add_argument("--database", default="", help="另说明在这个数据库里发布了没有")
    example = "例：jiuji pack show chaoyang-2021"
    action = _action(actions, "show", "查看一个政策包的规定和流程", show, example)
    action.add_argument("id", help="政策包编号，或政策包目录")
    title = "查看每一条由谁落实、由哪个情景证明；有一条没有即以 1 退出"
    action = _action(actions, "coverage", title, cover, "例：jiuji pack coverage --all")
    action.add_argument("id", nargs="?", default="", help="政策包编号，或政策包目录")
    action.add_argument("--all", action="store_true", help="所有政策包合计")
    add_words(_action(actions, "new", "为一份文件新建政策包", new, _NEW))
    _action(actions, "parts", "列出底本和可以选用的调整", parts, "例：jiuji pack parts")
    pack_editions.register(actions)
    pack_migrate.register(actions)


def _action(
    actions: Parsers[argparse.ArgumentParser],
    name: str,
    title: str,
    run: Callable[[argparse.Namespace], int],
    example: str,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=title, description=f"{title}。", epilog=example)
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)
    return parser


def list_packs(args: argparse.Namespace) -> int:
    """Print every pack."""
    settings = Settings.read(database=args.database)
    told = published_texts(settings)
    packs = [
        {**_about(pack), "published": told.get(pack.id, "")}
        for pack in catalog_with_own(settings.packs).packs.values()
    ]
    if args.json:
        print(json.dumps({"packs": packs}, ensure_ascii=False))
    else:
        for pack in packs:
            standing = f"　{pack['published']}" if pack["published"] else ""
            print(f"{pack['id']}　{pack['called']}{standing}")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one pack's settings and steps."""
    pack = _pack(args.id)
    if pack is None:
        return 2
    if args.json:
        print(json.dumps({**_about(pack), **_content(pack)}, ensure_ascii=False))
        return 0
    print(f"{pack.policy.called}　{pack.policy.issuer}")
    if pack.policy.note:
        print(pack.policy.note)
    if pack.policy.base:
        print(f"底本：{pack.policy.base}；调整：{'、'.join(pack.policy.adaptations) or '（无）'}")
    print("\n规定")
    readers = parameter_readers(pack)
    for parameter in pack.policy.parameters.values():
        place = pack.policy.place(parameter.clause)
        print(f"　{parameter.title}：{shown(parameter)}{f'　{place}' if place else ''}")
        print(f"　　{'、'.join(readers[parameter.id]) or parameter.descriptive}")
    for limit in pack.workflow.time_limits.values():
        print(f"　{limit.title}：{'；'.join(limit_lines(pack.workflow, limit))}")
    print("\n流程")
    for step in pack.workflow.transitions.values():
        print(f"　{step.title}（{step.id}）")
        for line in explain_step(pack, step):
            print(f"　　{line}")
    return 0


def _pack(name: str) -> Pack | None:
    try:
        catalog, pack, _room = catalog_with(name, Settings.read().packs)
        return catalog.pack(pack)
    except NotFound as error:
        say(tell(str(error), f"no pack “{name}”"))
        return None


def _about(pack: Pack) -> dict[str, Any]:
    policy = pack.policy
    return {
        "id": pack.id,
        "title": policy.title,
        "issuer": policy.issuer,
        "called": policy.called,
        "document_number": policy.document_number or UNSET,
        "checksum": pack.checksum,
        "base": policy.base,
        "adaptations": list(policy.adaptations),
    }


def _content(pack: Pack) -> dict[str, Any]:
    readers = parameter_readers(pack)
    return {
        "parameters": [
            {
                "id": p.id,
                "title": p.title,
                "value": p.value,
                "origin": p.origin,
                "clause": p.clause,
                "read_by": list(readers[p.id]),
                "descriptive": p.descriptive,
            }
            for p in pack.policy.parameters.values()
        ],
        "time_limits": [
            {"id": t.id, "title": t.title, "budget": t.budget, "origin": t.origin}
            for t in pack.workflow.time_limits.values()
        ],
        "steps": [
            {"id": s.id, "title": s.title, "explained": list(explain_step(pack, s))}
            for s in pack.workflow.transitions.values()
        ],
    }
