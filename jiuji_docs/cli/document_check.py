"""jiuji document check: judge a document file by GB/T 9704 and the regulations (公文检查)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from jiuji_docs.cli.language import say, tell

_SPOKEN = {"error": "错误", "warning": "提醒", "info": "参考"}


def add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji document check``."""
    parser = verbs.add_parser(
        "check",
        help="检查是否合乎国标",
        description=(
            "按 GB/T 9704—2012 和公文处理条例检查公文稿（.toml）、Word 文件（.docx）或成品 PDF。"
            "国标规定的记为错误，一般、推荐的记为提醒，其余供参考；有错误时以 1 退出。"
        ),
        epilog="例：jiuji document check 通知.pdf --report 检查报告.pdf",
    )
    parser.add_argument("file", type=Path, help="公文稿、Word 文件或 PDF")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出")
    parser.add_argument("--report", type=Path, metavar="报告.pdf", help="另写一页检查报告")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 when nothing the standard demands is broken, else 1."""
    # Imported here: the report needs the press, and most checks want none.
    from jiuji_docs.services.inspection import inspect_file  # noqa: PLC0415

    inspected = inspect_file(args.file)
    if args.report:
        from jiuji_docs.services.conformance_report import report_pdf  # noqa: PLC0415

        args.report.write_bytes(report_pdf(inspected))
        say(tell(f"已写出 {args.report}", f"wrote {args.report}"))
    if args.json:
        print(json.dumps(inspected.plain(), ensure_ascii=False))
    else:
        for one in inspected.findings:
            print(f"{_SPOKEN[one.severity]}\t{one.rule}\t{one.clause}\t{one.place}\t{one.message}")
    if inspected.unjudged:
        say(tell("无法检查：", "cannot be judged: ") + inspected.unjudged)
        return 1
    counts = [sum(one.severity == kind for one in inspected.findings) for kind in _SPOKEN]
    say(tell("错误 {}，提醒 {}，参考 {}", "{} errors, {} warnings, {} notes").format(*counts))
    return int(bool(inspected.errors))
