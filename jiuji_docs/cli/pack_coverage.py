"""jiuji pack coverage: what carries each clause, and which scenario shows it (条款落实)."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from typing import Any

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.coverage import Coverage, coverage
from jiuji_docs.definitions.pack_directory import catalog_with
from jiuji_docs.definitions.scenarios import scenarios_in, shipped_scenarios
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.services.settings import Settings

Rows = dict[str, tuple[Coverage, ...]]


def cover(args: argparse.Namespace) -> int:
    """Print what carries each clause; one that nothing carries or no scenario shows is exit 1."""
    if bool(args.id) == args.all:
        say(tell("请写一个政策包编号，或写 --all", "name one pack, or --all"))
        return 2
    try:
        rows = _all() if args.all else _one(args.id)
    except NotFound as error:
        say(tell(str(error), f"no pack “{args.id}”"))
        return 2
    if args.json:
        print(json.dumps(_report(rows, whole=args.all), ensure_ascii=False))
    elif args.all:
        _sum_up(rows)
    else:
        for row in next(iter(rows.values())):
            print(_line(row))
    return int(_name_missing(rows))


def _all() -> Rows:
    packs = Catalog.shipped().packs.values()
    return {pack.id: coverage(pack, shipped_scenarios(pack.id)) for pack in packs}


def _one(name: str) -> Rows:
    """Return the rows of a shipped pack, or of the pack in a directory."""
    catalog, pack, room = catalog_with(name, Settings.read().packs)
    return {pack: coverage(catalog.pack(pack), scenarios_in(room))}


def _line(row: Coverage) -> str:
    carried = "、".join(row.elements) or f"（{row.clause.reason or '没有落实'}）"
    played = f"；情景：{'、'.join(row.scenarios)}" if row.scenarios else ""
    return f"{row.clause.id}　{row.clause.place}　{row.clause.summary}\n　　{carried}{played}"


def _sum_up(rows: Rows) -> None:
    """Print one line per pack and one for all, of the clauses that are the document's own."""
    counts = {name: _counts(pack) for name, pack in rows.items()}
    for name, count in counts.items():
        print(f"{name}　{_sentence(count)}")
    whole = sum(counts.values(), Counter())
    print(f"合计　{len(counts)} 个政策包　{_sentence(whole)}")


def _counts(rows: tuple[Coverage, ...]) -> Counter[str]:
    own = [row for row in rows if row.is_own]
    return Counter(
        own=len(own),
        reasoned=sum(not row.elements and row.is_answered for row in own),
        shown=sum(bool(row.elements and row.scenarios) for row in own),
    )


def _sentence(count: Counter[str]) -> str:
    outside, shown = count["reasoned"], count["shown"]
    return f"{count['own']} 条：{shown} 条由情景证明，{outside} 条无须由软件落实（各有理由）"


def _name_missing(rows: Rows) -> bool:
    """Name the clauses that nothing carries and those that no scenario shows; say whether any."""
    every = [row for pack in rows.values() for row in pack]
    open_ones = [row.clause.id for row in every if not row.is_answered]
    unshown = [row.clause.id for row in every if not row.is_proved]
    if open_ones:
        say(tell(f"没有落实：{'、'.join(open_ones)}", f"not carried: {', '.join(open_ones)}"))
    if unshown:
        names = "、".join(unshown)
        say(tell(f"没有情景证明：{names}", f"shown by no scenario: {', '.join(unshown)}"))
    return bool(open_ones or unshown)


def _report(rows: Rows, *, whole: bool) -> dict[str, Any]:
    packs = [{"pack": name, "clauses": [_row(row) for row in pack]} for name, pack in rows.items()]
    return {"packs": packs} if whole else packs[0]


def _row(row: Coverage) -> dict[str, Any]:
    return {
        "clause": row.clause.id,
        "place": row.clause.place,
        "summary": row.clause.summary,
        "document": row.clause.document,
        "elements": list(row.elements),
        "scenarios": list(row.scenarios),
        "reason": row.clause.reason,
    }
