"""jiuji diagram: the picture of a workflow, and its exchange formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.pack_directory import catalog_with
from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.charts.bpmn import bpmn
from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.dossier_chart import chart_of_flow
from jiuji_docs.domain.charts.mermaid import mermaid
from jiuji_docs.domain.charts.scxml import scxml
from jiuji_docs.domain.charts.sheet_svg import sheets, svg
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.rendering.chart_pdf import FACES, chart_pdf
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.settings import Settings

#: What writes a chart as text, by format.
FORMATS: dict[str, Callable[[Chart], str]] = {
    "svg": svg,
    "mermaid": mermaid,
    "bpmn": bpmn,
    "scxml": scxml,
}
#: The one format that is no text.
PDF = "pdf"


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji diagram``."""
    parser = subparsers.add_parser(
        "diagram",
        help="画流程图",
        description="把一个流程画成图，或写成其他软件能读的文件；不写 -o 则写到标准输出。",
        epilog="例：jiuji diagram chaoyang-2021 --format pdf -o flow.pdf",
    )
    parser.add_argument("workflow", help="政策包编号或目录，或公文流程 outgoing、incoming")
    parser.add_argument("--format", choices=(*FORMATS, PDF), default="svg", help="图的格式")
    parser.add_argument("--sheet", type=int, help="svg 只要第几页（A4 横排）；不写则各页相接")
    parser.add_argument("-o", "--out", type=Path, help="写到哪个文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; an unknown workflow or sheet is exit 2."""
    try:
        data = _written(chart_named(args.workflow), args)
    except NotFound as error:
        say(tell(str(error), f"no workflow or sheet of that name: “{args.workflow}”"))
        return 2
    if args.out:
        args.out.write_bytes(data)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    return 0


def chart_named(name: str) -> Chart:
    """Return the chart of a document flow, or of a pack named by id or directory.

    NotFound when there is none.
    """
    flow = shipped_flows().get(name)
    if flow:
        return chart_of_flow(flow)
    catalog, pack, _room = catalog_with(name, Settings.read().packs)
    return chart_of_pack(catalog.pack(pack))


def _written(chart: Chart, args: argparse.Namespace) -> bytes:
    if args.format == PDF:
        return chart_pdf(sheets(chart, FACES), chart.title, installed_fonts())
    if args.sheet is not None:
        every = sheets(chart)
        if args.format != "svg" or not 1 <= args.sheet <= len(every):
            raise NotFound(f"没有第 {args.sheet} 页；--sheet 只用于 svg，共 {len(every)} 页")
        return every[int(args.sheet) - 1].encode()
    text: str = FORMATS[args.format](chart)
    return text.encode()
