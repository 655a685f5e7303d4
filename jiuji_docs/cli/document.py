"""jiuji document: import the text of a circular, typeset a document file, check any."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from jiuji_docs.cli.document_check import add_check
from jiuji_docs.cli.document_import import add_import
from jiuji_docs.cli.document_number import add_number
from jiuji_docs.cli.language import say
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.services.official_documents import (
    load_document,
    render_docx,
    render_pdf,
)

_SUFFIXES = (".pdf", ".docx")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document import``, ``render`` and ``check``."""
    parser = subparsers.add_parser(
        "document",
        help="公文导入、排版与检查",
        description="把公文的文本、DOCX 或网页导入为公文稿文件，"
        "或把公文稿文件排成 PDF、DOCX（GB/T 9704—2012）。",
        epilog="例：jiuji document import 通知.txt -o 通知.toml",
    )
    verbs = parser.add_subparsers(required=True, metavar="动作")
    add_import(verbs)
    _add_render(verbs)
    add_check(verbs)
    add_number(verbs)


def _add_render(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser(
        "render",
        help="排版",
        description="把公文稿文件排成 PDF 或 DOCX，由 -o 的后缀决定。",
        epilog="例：jiuji document render 通知.toml -o 通知.pdf",
    )
    parser.add_argument("document", type=Path, help="公文稿文件（.toml）")
    parser.add_argument("-o", "--out", type=Path, required=True, help="写到 .pdf 或 .docx")
    parser.add_argument(
        "--margin-mode",
        choices=("dialog", "ink"),
        default="dialog",
        help="dialog：页边距 37/35/28/26 毫米；ink：印出的字面对齐版心",
    )
    parser.add_argument(
        "--preprinted", action="store_true", help="套打：发文机关标志和红线留给印好的红头纸"
    )
    parser.add_argument(
        "--seal",
        type=Path,
        action="append",
        default=[],
        metavar="印章.toml",
        help="用印（只用于 PDF）：印章单位、直径，可有图片和骑缝章；联合行文可写几个",
    )
    parser.set_defaults(run=run_render)


def run_render(args: argparse.Namespace) -> int:
    """Carry out ``jiuji document render``; exit 2 for a suffix that is neither PDF nor DOCX."""
    suffix = args.out.suffix.lower()
    if suffix not in _SUFFIXES:
        say(f"-o 的后缀应为 {' 或 '.join(_SUFFIXES)}：{args.out}")
        return 2
    document = load_document(args.document)
    options = {"margin_mode": args.margin_mode, "preprinted": args.preprinted}
    if suffix == ".docx":
        if args.seal:
            say("印章只盖在 PDF 上：Word 文件可以随意改动，盖了章也不能作数")
            return 2
        args.out.write_bytes(render_docx(document, **options))
        say(f"已写出 {args.out}")
        return 0
    paper = render_pdf(document, **options)
    if args.seal:
        paper = _sealed(paper, document, args.seal)
    args.out.write_bytes(paper.pdf)
    for character, family in paper.substitutions:
        say(f"生僻字“{character}”改用 {family}")
    say(f"已写出 {args.out}，共 {paper.pages} 页")
    return 0


def _sealed(
    paper: RenderedPaper, document: OfficialDocument, files: Sequence[Path]
) -> RenderedPaper:
    """Set the seals of these files and say whose places stay open."""
    # Imported here: most documents are rendered without a seal.
    from jiuji_docs.definitions.read_seal import read_seal  # noqa: PLC0415
    from jiuji_docs.services.official_sealing import seal  # noqa: PLC0415

    made = seal(paper, document, [read_seal(path) for path in files])
    for name in made.open_seats:
        say(f"“{name}”的用印位置留空，由实物印章加盖")
    return made.paper
