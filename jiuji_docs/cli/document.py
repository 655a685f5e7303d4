"""jiuji document: import the text of a circular, typeset a document file, check any."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from jiuji_docs.cli.document_check import add_check
from jiuji_docs.cli.language import say
from jiuji_docs.services.official_documents import (
    import_file,
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
        description="把公文的纯文本导入为公文稿文件，或把公文稿文件排成 PDF、DOCX（GB/T 9704—2012）。",
        epilog="例：jiuji document import 通知.txt -o 通知.toml",
    )
    verbs = parser.add_subparsers(required=True, metavar="动作")
    _add_import(verbs)
    _add_render(verbs)
    add_check(verbs)


def _add_import(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser(
        "import",
        help="导入纯文本",
        description="导入公文的纯文本；改动和缺项逐条列出。",
        epilog="例：jiuji document import 通知.txt -o 通知.toml",
    )
    parser.add_argument("text", type=Path, help="纯文本文件（UTF-8）")
    parser.add_argument("-o", "--out", type=Path, required=True, help="公文稿文件（.toml）")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出改动和缺项")
    parser.set_defaults(run=run_import)


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
    parser.set_defaults(run=run_render)


def run_import(args: argparse.Namespace) -> int:
    """Carry out ``jiuji document import``; findings are told, they do not fail it."""
    imported = import_file(args.text, args.out)
    if args.json:
        found = [asdict(one) for one in imported.findings]
        print(json.dumps({"file": str(args.out), "findings": found}, ensure_ascii=False))
    else:
        for one in imported.findings:
            say(f"{one.rule}\t{f'第 {one.line} 行' if one.line else '全文'}\t{one.message}")
    say(f"已写出 {args.out}：{imported.document.full_title}")
    return 0


def run_render(args: argparse.Namespace) -> int:
    """Carry out ``jiuji document render``; exit 2 for a suffix that is neither PDF nor DOCX."""
    suffix = args.out.suffix.lower()
    if suffix not in _SUFFIXES:
        say(f"-o 的后缀应为 {' 或 '.join(_SUFFIXES)}：{args.out}")
        return 2
    document = load_document(args.document)
    if suffix == ".docx":
        args.out.write_bytes(render_docx(document, margin_mode=args.margin_mode))
        say(f"已写出 {args.out}")
        return 0
    paper = render_pdf(document, margin_mode=args.margin_mode)
    args.out.write_bytes(paper.pdf)
    for character, family in paper.substitutions:
        say(f"生僻字“{character}”改用 {family}")
    say(f"已写出 {args.out}，共 {paper.pages} 页")
    return 0
