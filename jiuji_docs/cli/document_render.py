"""jiuji document render: typeset a document file, with seals, and tell what had to give."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from jiuji_docs.cli.language import say
from jiuji_docs.services.official_documents import load_document
from jiuji_docs.services.official_printing import Printed, print_docx, print_pdf
from jiuji_docs.services.printing_fonts import FONT_CHOICES, printing_fonts
from jiuji_docs.services.seal_files import load_seal
from jiuji_docs.services.settings import Settings

_SUFFIXES = (".pdf", ".docx")


def add_render(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document render``."""
    parser = verbs.add_parser(
        "render",
        help="排版",
        description="把公文稿文件排成 PDF 或 DOCX，由 -o 的后缀决定；PDF 可以用印、加盖骑缝章。",
        epilog="例：jiuji document render 通知.toml -o 通知.pdf --seal 印章.toml",
    )
    parser.add_argument("document", type=Path, help="公文稿文件（.toml）")
    parser.add_argument("-o", "--out", type=Path, required=True, help="写到 .pdf 或 .docx")
    parser.add_argument(
        "--seal",
        type=Path,
        action="append",
        default=[],
        metavar="印章.toml",
        help="印章文件；联合行文每个机关一个，可重复",
    )
    parser.add_argument(
        "--margin-mode",
        choices=("dialog", "ink"),
        default="dialog",
        help="dialog：页边距 37/35/28/26 毫米；ink：印出的字面对齐版心",
    )
    parser.add_argument("--preprinted", action="store_true", help="套打：红头印在纸上，不再印出")
    parser.add_argument(
        "--fonts",
        choices=FONT_CHOICES,
        help="bundled：自带字库；office：本机关的字体，缺的用自带字库",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 给出页数和各项提示")
    parser.set_defaults(run=run_render)


def run_render(args: argparse.Namespace) -> int:
    """Carry out ``jiuji document render``; exit 2 for a suffix that is neither PDF nor DOCX."""
    if args.out.suffix.lower() not in _SUFFIXES:
        say(f"-o 的后缀应为 {' 或 '.join(_SUFFIXES)}：{args.out}")
        return 2
    printed = _printed(args)
    args.out.write_bytes(printed.data)
    for note in printed.notes:
        say(f"{note.where}：{note.message}" if note.where else note.message)
    if args.json:
        notes = [asdict(note) for note in printed.notes]
        told = {"file": str(args.out), "pages": printed.pages, "findings": notes}
        print(json.dumps(told, ensure_ascii=False))
    say(f"已写出 {args.out}" + (f"，共 {printed.pages} 页" if printed.pages else ""))
    return 0


def _printed(args: argparse.Namespace) -> Printed:
    document = load_document(args.document)
    seals = [load_seal(path) for path in args.seal]
    mode, blank = args.margin_mode, args.preprinted
    if args.out.suffix.lower() == ".docx":
        return print_docx(document, seals=seals, margin_mode=mode, preprinted=blank)
    fonts, notes = printing_fonts(Settings.read(), args.fonts)
    printed = print_pdf(document, fonts, seals=seals, margin_mode=mode, preprinted=blank)
    return Printed(printed.data, printed.pages, (*notes, *printed.notes))
