"""jiuji amount: reckon an amount by a published table, and explain it."""

from __future__ import annotations

import argparse
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say
from jiuji_docs.domain.amounts.reckoning import reckon, refuses
from jiuji_docs.domain.amounts.table import AmountTable, FactRule, Reckoned
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.money import capitals, figures, parse_yuan

#: A file of facts larger than this holds something else.
_LARGEST = 100_000


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji amount``."""
    parser = subparsers.add_parser(
        "amount",
        help="测算救助金额",
        description=(
            "按一份公布的救助标准测算金额，逐行说明怎样算出；没有相符的档次也是一个答案。"
            "不写要素文件时，列出这份标准要哪些要素。有要素不对、超出标准时以 1 退出。"
        ),
        epilog="例：jiuji amount formula-months 要素.toml --check 6024.00",
    )
    parser.add_argument(
        "table", metavar="标准", help="救助标准表的编号，或自己的一份 .toml；list 列出全部"
    )
    parser.add_argument("facts", nargs="?", type=Path, metavar="要素.toml", help="要素：编号 = 值")
    parser.add_argument("--check", metavar="金额", help="这个金额可不可以给")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 reckoned, 1 when nothing may be given or the checked sum may not."""
    # Imported here: the tables are read only to reckon.
    from jiuji_docs.definitions.read_amounts import (  # noqa: PLC0415
        amount_file,
        amount_table,
        shipped_amounts,
    )

    if args.table == "list":
        for table in shipped_amounts().values():
            print(f"{table.id}\t{table.title}\t{table.source}")
        return 0
    own = args.table.endswith(".toml")
    table = amount_file(Path(args.table)) if own else amount_table(args.table)
    if args.facts is None:
        _explain_facts(table)
        return 0
    reckoned = reckon(table, _facts(args.facts))
    objection = refuses(reckoned, _sum(args.check)) if args.check else ""
    if args.json:
        print(json.dumps(_plain(table, reckoned, objection), ensure_ascii=False))
    else:
        print("\n".join(_told(reckoned)), flush=True)
        for why in filter(None, (reckoned.refused, objection and f"不可以：{objection}")):
            say(why)
    return int(bool(objection) or not reckoned.rule or bool(reckoned.refused))


def _sum(text: str) -> Decimal:
    try:
        return parse_yuan(text)
    except ValueError as error:
        raise DefinitionError("--check", str(error)) from error


def _facts(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise DefinitionError(path.name, "文件过大，不像要素文件")
    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise DefinitionError(path.name, f"不是 TOML：{error}") from error


def _explain_facts(table: AmountTable) -> None:
    print(f"# {table.title}（{table.source}）")
    if table.note:
        print(f"# {table.note}")
    for fact in table.facts.values():
        print(f"{fact.id} = {_example(fact)}\t# {fact.title}{_bounds(fact)}")


def _example(fact: FactRule) -> str:
    if fact.default is not None:
        return json.dumps(fact.default, ensure_ascii=False)
    if fact.kind == "choice":
        return json.dumps(next(iter(fact.choices)))
    return '"0.00"' if fact.kind == "money" else str(fact.least)


def _bounds(fact: FactRule) -> str:
    if fact.kind == "choice":
        return "：" + "、".join(f"{key} {text}" for key, text in fact.choices.items())
    bounds = f"（{fact.least} 至 {fact.most}）" if fact.kind == "integer" else "（元，写作文本）"
    return bounds + ("，部分档次才用" if fact.optional else "")


def _told(reckoned: Reckoned) -> list[str]:
    lines = [f"{line.text}{f'（{line.clause}）' if line.clause else ''}" for line in reckoned.lines]
    if reckoned.most is not None and reckoned.least == reckoned.most:
        lines.append(f"大写：人民币{capitals(reckoned.most)}")
    return lines


def _plain(table: AmountTable, reckoned: Reckoned, objection: str) -> dict[str, Any]:
    money = {
        name: None if value is None else figures(value).replace(",", "")
        for name, value in (("least", reckoned.least), ("most", reckoned.most))
    }
    return {
        "table": table.id,
        "checksum": table.checksum,
        "rule": reckoned.rule,
        **money,
        "then": reckoned.then,
        "refused": reckoned.refused,
        "objection": objection,
        "lines": [{"text": line.text, "clause": line.clause} for line in reckoned.lines],
    }
