"""jiuji diagram: the picture of a workflow, and its exchange formats."""

from __future__ import annotations

import argparse

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.charts.bpmn import bpmn
from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.dossier_chart import chart_of_flow
from jiuji_docs.domain.charts.mermaid import mermaid
from jiuji_docs.domain.charts.scxml import scxml
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.drawing import svg

#: What writes a chart, by format.
FORMATS = {"mermaid": mermaid, "bpmn": bpmn, "scxml": scxml}


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji diagram``."""
    parser = subparsers.add_parser(
        "diagram",
        help="画流程图",
        description="把一个流程画成图，或写成其他软件能读的文件，写到标准输出。",
        epilog="例：jiuji diagram chaoyang-2021 --format svg > flow.svg",
    )
    parser.add_argument("workflow", help="流程（政策包）编号，或公文流程 outgoing、incoming")
    parser.add_argument("--format", choices=("svg", *FORMATS), default="svg", help="图的格式")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; an unknown workflow is exit 2."""
    try:
        if args.format == "svg":
            print(svg(Catalog.shipped().pack(args.workflow).workflow), end="")
        else:
            print(FORMATS[args.format](chart_named(args.workflow)), end="")
    except NotFound as error:
        say(tell(str(error), f"no workflow “{args.workflow}”"))
        return 2
    return 0


def chart_named(name: str) -> Chart:
    """Return the chart of a pack or of a document flow; NotFound when there is none."""
    flow = shipped_flows().get(name)
    return chart_of_flow(flow) if flow else chart_of_pack(Catalog.shipped().pack(name))
