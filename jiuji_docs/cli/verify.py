"""jiuji verify: say who signed a file, when, and whether one byte changed; or check the ledger."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from jiuji_docs.cli.language import say
from jiuji_docs.domain.errors import SigningError
from jiuji_docs.services import verification
from jiuji_docs.services.settings import Settings


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji verify``."""
    parser = subparsers.add_parser(
        "verify",
        help="验签、核验台账",
        description=(
            "核验文件上的数字签名：谁签的、何时签、签后有没有改动一个字节；归档包（文件夹或 .zip）"
            "核验每个文件和清单签名；--ledger 核验办理台账。"
            "有效以 0 退出，无效以 1 退出，无法核验以 2 退出。"
        ),
        epilog="例：jiuji verify var/demo/审核确认表.pdf --sha256 9f86…",
    )
    parser.add_argument("file", nargs="?", type=Path, help="已签名的 PDF，或归档包")
    parser.add_argument("--root", type=Path, help="信任的根证书（PEM 或 DER），默认用本机的")
    parser.add_argument("--sha256", help="登记的摘要，另行比对")
    parser.add_argument(
        "--ledger", action="store_true", help="核验办理台账的哈希链，和已发布的政策包版本"
    )
    parser.add_argument("--database", default="", help="台账所在的数据库，默认用本机的")
    parser.add_argument("--json", action="store_true", help="以 JSON 给出结果")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command: 0 valid, 1 not valid, 2 nothing could be judged."""
    if (args.file is None) == (not args.ledger):
        say("请指定一个文件，或用 --ledger 核验台账（二者择一）")
        return 2
    return _ledger(args) if args.ledger else _file(args)


def verify_package(path: Path, root: Path | None, *, as_json: bool) -> int:
    """Check an archive package and say the verdict: 0 valid, 1 not valid, 2 nothing could be judged."""
    # Imported here: a PDF is judged without it.
    from jiuji_docs.services import package_check  # noqa: PLC0415

    try:
        report = package_check.check_package(path, [verification.root_certificate(root)])
    except SigningError as error:
        say(f"错误：{error}")
        return 2
    if as_json:
        print(json.dumps({"ok": report.ok, **asdict(report)}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(package_check.in_words(report)))
    return 0 if report.ok else 1


def _file(args: argparse.Namespace) -> int:
    if args.file.is_dir() or args.file.suffix.lower() == ".zip":
        return verify_package(args.file, args.root, as_json=args.json)
    try:
        report = verification.verify_file(args.file, root=args.root, sha256=args.sha256)
    except SigningError as error:
        say(f"错误：{error}")
        return 2
    if args.json:
        print(json.dumps(verification.as_plain(report), ensure_ascii=False, indent=2))
    else:
        print("\n".join([f"文件：{args.file}", *verification.in_words(report)]))
    return 0 if report.ok else 1


def _ledger(args: argparse.Namespace) -> int:
    # Imported here: judging a file needs neither database nor definitions.
    from jiuji_docs.services.ledger_check import (  # noqa: PLC0415
        changed_editions,
        check_ledger,
        house_for_check,
    )

    house = house_for_check(Settings.read(database=args.database))
    try:
        report = check_ledger(house)
        editions = changed_editions(house)
    finally:
        house.close()
    ok = report.ok and not editions
    if args.json:
        plain = asdict(report) | {"ok": ok, "editions": editions}
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        print("\n".join([report.message, *editions]))
    return 0 if ok else 1
