"""jiuji document import: read a document's text, DOCX or web page into a document file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jiuji_docs.cli.language import say
from jiuji_docs.domain.documents.import_notes import KINDS
from jiuji_docs.domain.documents.import_text import Imported
from jiuji_docs.services.official_documents import import_file


def add_import(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document import``."""
    parser = verbs.add_parser(
        "import",
        help="导入公文",
        description="导入公文的纯文本、DOCX 或网页；改动、缺项和存疑逐条列出。",
        epilog="例：jiuji document import 通知.txt -o 通知.toml",
    )
    parser.add_argument("source", type=Path, help="纯文本、DOCX 或 HTML 文件，按内容识别")
    parser.add_argument("-o", "--out", type=Path, required=True, help="公文稿文件（.toml）")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出改动、缺项和存疑")
    parser.set_defaults(run=run_import)


def run_import(args: argparse.Namespace) -> int:
    """Carry out ``jiuji document import``; findings are told, they do not fail it."""
    imported = import_file(args.source, args.out)
    if args.json:
        told = {"file": str(args.out), "findings": [_plain(one) for one in imported.findings]}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for one in imported.findings:
        place = f"第 {one.line} {imported.unit}" if one.line else "全文"
        say(f"{KINDS[one.kind]}\t{one.rule}\t{place}\t{one.message}")
    say(f"已写出 {args.out}：{imported.document.full_title}{_counts(imported)}")
    return 0


def _plain(finding: Any) -> dict[str, Any]:
    """Return a finding for JSON; halves of characters cannot be written."""
    plain = asdict(finding)
    plain["removed"] = plain["removed"].encode("utf-8", "replace").decode("utf-8")
    return plain


def _counts(imported: Imported) -> str:
    counts = {kind: sum(one.kind == kind for one in imported.findings) for kind in KINDS}
    told = "，".join(f"{KINDS[kind]} {count} 条" for kind, count in counts.items() if count)
    return f"（{told}）" if told else ""
