"""jiuji bench: measure this program, beside its neighbours where there are some."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from jiuji_docs.cli.language import say, tell

if TYPE_CHECKING:
    from jiuji_docs.services.bench.measure import Measure

NAMES = (
    "steps",
    "step",
    "engine",
    "papers",
    "documents",
    "race",
    "case",
    "worklist",
    "growth",
    "payments",
    "bundle",
    "bundle_day",
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji bench``."""
    parser = subparsers.add_parser(
        "bench",
        help="测速",
        description=(
            "测速：steps 办理步数，step 一步的开销，engine 与其他引擎比较，papers 印制，documents 公文，"
            "race 四人同时审批，case 整件事项，bundle 打印全套，bundle_day 一日百件的打印册，"
            "worklist 百万件中的待办首页，"
            "growth 件数增长后一步的开销，payments 五千行发放表的导入，all 全部；"
            "与裸语句、默认用法同场比较。有一项不达标即以 1 退出。"
        ),
        epilog="例：jiuji bench race --database postgresql+psycopg://…",
    )
    parser.add_argument("name", choices=(*NAMES, "all"), metavar="NAME", help="、".join(NAMES))
    parser.add_argument(
        "--database",
        default="",
        help="step、engine、race、worklist、growth 用的空数据库，默认临时建一个",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 when every target is met, else 1."""
    # Imported here: rendering, database and services are needed only to measure.
    from jiuji_docs.services.bench.suite import run_benches  # noqa: PLC0415

    names = NAMES if args.name == "all" else (args.name,)
    measures = []
    for bench, measure in run_benches(names, args.database):
        measures.append(measure)
        if not args.json:
            print(f"{bench:<10}{_line(measure)}", flush=True)
    if args.json:
        keys = ("name", "value", "unit", "target", "met")
        plain = [
            {key: getattr(measure, key) for key in keys}
            | ({"note": measure.note} if measure.note else {})
            for measure in measures
        ]
        print(json.dumps({"measures": plain}, ensure_ascii=False))
    missed = sum(not measure.met for measure in measures)
    if missed:
        say(tell(f"{missed} 项未达标", f"{missed} target(s) not met"))
    return int(bool(missed))


def _line(measure: Measure) -> str:
    """Return one line of the table; a figure that could not be had says why."""
    mark = tell("达标", "met") if measure.met else tell("未达标", "NOT MET")
    if measure.note:
        mark, value = tell("不可比", "no figure"), "—"
        return f"{value:>10}\t{measure.target}\t{mark}\t{measure.title}（{measure.note}）"
    return f"{measure.value:>10g} {measure.unit}\t{measure.target}\t{mark}\t{measure.title}"
