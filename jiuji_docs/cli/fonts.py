"""jiuji fonts: build the font files, and list what is there."""

from __future__ import annotations

import argparse
from pathlib import Path

from jiuji_docs.cli.language import say
from jiuji_docs.rendering.font_build import build_fonts
from jiuji_docs.rendering.fonts import default_directory, installed_fonts, read_fonts


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji fonts build`` and ``jiuji fonts list``."""
    parser = subparsers.add_parser(
        "fonts",
        help="生成字库",
        description="从系统的开源字体生成本系统的字库（仿宋、楷、黑、宋、小标宋、生僻字）。",
        epilog="例：jiuji fonts build --out var/fonts",
    )
    verbs = parser.add_subparsers(required=True, metavar="动作")
    build = verbs.add_parser("build", help="生成字库", epilog="例：jiuji fonts build")
    build.add_argument("--out", type=Path, help="字库目录，默认 JIUJI_FONTS，否则 var/fonts")
    build.add_argument("--fandol", type=Path, help="已有 Fandol 字体文件的目录（不联网时用）")
    build.set_defaults(run=run_build)
    listing = verbs.add_parser("list", help="列出字库", epilog="例：jiuji fonts list")
    listing.set_defaults(run=run_list)


def run_build(args: argparse.Namespace) -> int:
    """Build; exit 1 when a stand-in had to be taken."""
    out = args.out or default_directory()
    build_fonts(out, say, directory=args.fandol)
    return 1 if read_fonts(out).findings else 0


def run_list(args: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes its arguments
    """Print each family with its file."""
    fonts = installed_fonts()
    for family, path in fonts.families.items():
        print(f"{family}\t{path}")
    for finding in fonts.findings:
        say(finding)
    return 0
