"""jiuji explain: who may do what while a case stands at a state."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from jiuji_docs.cli.diagram import chart_named
from jiuji_docs.cli.language import say, tell
from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.explanation import StepAt, steps_at
from jiuji_docs.domain.errors import NotFound


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji explain``."""
    parser = subparsers.add_parser(
        "explain",
        help="说明谁能办什么",
        description="说明事项处在某一环节时，哪些岗位能办哪一步，条件、去向和依据是什么。",
        epilog="例：jiuji explain chaoyang-2021 --state awaiting_county --role county.approver",
    )
    parser.add_argument("workflow", help="流程（政策包）编号，或公文流程 outgoing、incoming")
    parser.add_argument("--state", help="环节编号；不写则逐个环节说明")
    parser.add_argument("--role", default="", help="只说明一个岗位（编号）")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; an unknown workflow, state or role is exit 2."""
    try:
        chart = chart_named(args.workflow)
    except NotFound as error:
        say(tell(str(error), f"no workflow “{args.workflow}”"))
        return 2
    try:
        places = [args.state] if args.state else list(chart.places)
        found = {place: steps_at(chart, place, args.role) for place in places}
    except KeyError as error:
        known = "、".join([*chart.places] if args.role in ("", *chart.roles) else [*chart.roles])
        say(tell(f"没有 {error}；可用：{known}", f"there is no {error}; known: {known}"))
        return 2
    if args.json:
        steps = {place: [asdict(step) for step in rows] for place, rows in found.items()}
        print(json.dumps({"workflow": chart.id, "states": steps}, ensure_ascii=False))
    else:
        print(
            "\n".join(line for place, rows in found.items() for line in _told(chart, place, rows))
        )
    return 0


def _told(chart: Chart, place: str, steps: tuple[StepAt, ...]) -> list[str]:
    lines = [f"{chart.places[place].title}（{place}）"]
    if not steps:
        lines.append("  没有可以办理的环节" if not chart.places[place].final else "  终点")
    for step in steps:
        lines.append(f"  {step.title}（{step.id}）")
        lines += [f"    {head}：{text}" for head, text in step.lines]
    return lines
