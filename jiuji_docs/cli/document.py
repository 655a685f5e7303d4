"""jiuji document: import, typeset, check and number official documents (公文)."""

from __future__ import annotations

import argparse

from jiuji_docs.cli.document_check import add_check
from jiuji_docs.cli.document_import import add_import
from jiuji_docs.cli.document_number import add_number
from jiuji_docs.cli.document_render import add_render


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document import``, ``render``, ``check`` and ``number``."""
    parser = subparsers.add_parser(
        "document",
        help="公文导入、排版、检查与编号",
        description="把公文的文本、DOCX 或网页导入为公文稿文件，把公文稿文件排成 PDF、DOCX"
        "（GB/T 9704—2012），检查任何人的公文，查看发文字号登记簿。",
        epilog="例：jiuji document import 通知.txt -o 通知.toml",
    )
    verbs = parser.add_subparsers(required=True, metavar="动作")
    for add in (add_import, add_render, add_check, add_number):
        add(verbs)
