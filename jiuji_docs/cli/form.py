"""jiuji form: list the papers; print one, blank, filled from a data file or with its example; posters."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from jiuji_docs.cli.form_posting import add_notice, add_poster
from jiuji_docs.cli.language import say, tell
from jiuji_docs.definitions.examples import example
from jiuji_docs.services.form_list import numbered_forms, origin_text
from jiuji_docs.services.form_printing import print_form

KINDS = (".pdf", ".docx")
DONE, USAGE = 0, 2


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji form print``, ``jiuji form list`` and ``jiuji form poster``."""
    parser = subparsers.add_parser(
        "form",
        help=tell("打印表单", "print a form"),
        epilog=tell("例：", "example: ") + "jiuji form print application -o 申请书.pdf",
    )
    verbs = parser.add_subparsers(required=True, metavar=tell("动作", "ACTION"))
    one = verbs.add_parser(
        "print",
        help=tell("打印空白或已填的表单", "print a blank or filled form"),
        description=tell(
            "打印一张表单。数据文件中 [form.表单编号] 为各表单的字段，"
            "其余表（如 [case]、[unit]）为其他已知内容。",
            "Print one form. In the data file, [form.ID] holds the fields of a form; other tables "
            "such as [case] and [unit] hold what else is known.",
        ),
        epilog=tell("例：", "example: ") + "jiuji form print application -o 申请书.pdf",
    )
    one.add_argument("form", help=tell("表单编号，如 application", "form id, e.g. application"))
    source = one.add_mutually_exclusive_group()
    source.add_argument("--data", type=Path, help=tell("TOML 数据文件", "TOML data file"))
    source.add_argument(
        "--example",
        action="store_true",
        help=tell("用所附的填写示例", "fill with the shipped example"),
    )
    one.add_argument(
        "-o", "--output", type=Path, required=True, help=tell("输出 .pdf 或 .docx", "output file")
    )
    one.set_defaults(run=run)
    every = verbs.add_parser("list", help=tell("列出全套文书 F01 至 F29", "list papers F01 to F29"))
    every.set_defaults(run=run_list)
    add_notice(verbs)
    add_poster(verbs)


def run(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form print``."""
    kind = args.output.suffix.lower()
    if kind not in KINDS:
        say(tell("输出文件应以 .pdf 或 .docx 结尾", "the output must end in .pdf or .docx"))
        return USAGE
    try:
        data = example(args.form) if args.example else _read(args.data)
    except (ValueError, RecursionError) as error:
        say(tell(f"{args.data} 不是 TOML 文件：{error}", f"{args.data} is not TOML: {error}"))
        return USAGE
    printed = print_form(args.form, data)
    args.output.write_bytes(printed.pdf if kind == ".pdf" else printed.docx)
    for finding in printed.findings:
        say(tell("提醒：", "note: ") + finding)
    say(tell(f"已写出 {args.output}（{printed.pages} 页）", f"wrote {args.output}"))
    return DONE


def run_list(args: argparse.Namespace) -> int:
    """Carry out ``jiuji form list``: number, id, title, basis, origin, one form a line."""
    del args
    for form in numbered_forms():
        basis = "、".join(form.basis)
        print("\t".join((form.number, form.id, form.title, basis, origin_text(form))))
    return DONE


def _read(path: Path | None) -> dict[str, Any] | None:
    return tomllib.loads(path.read_text("utf-8")) if path is not None else None
