"""jiuji diagram: the picture of a workflow."""

from __future__ import annotations

import argparse

from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.drawing import svg
from jiuji_docs.domain.workflow.mermaid import mermaid

#: Formats at hand, and formats of a later version.
FORMATS = {"svg": svg, "mermaid": mermaid}
LATER = ("bpmn", "scxml")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji diagram``."""
    parser = subparsers.add_parser(
        "diagram",
        help="画流程图",
        description="把一个流程画成图，写到标准输出。",
        epilog="例：jiuji diagram chaoyang-2021 --format svg > flow.svg",
    )
    parser.add_argument("workflow", help="流程（政策包）编号")
    parser.add_argument("--format", choices=(*FORMATS, *LATER), default="svg", help="图的格式")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command; an unknown workflow or a format not at hand is exit 2."""
    if args.format in LATER:
        say(
            tell(
                f"{args.format} 格式尚未提供；现有：{'、'.join(FORMATS)}",
                f"format {args.format} is not available yet; there are: {', '.join(FORMATS)}",
            )
        )
        return 2
    try:
        workflow = Catalog.shipped().pack(args.workflow).workflow
    except NotFound as error:
        say(tell(str(error), f"no workflow “{args.workflow}”"))
        return 2
    print(FORMATS[args.format](workflow), end="")
    return 0
