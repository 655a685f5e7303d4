"""jiuji play: play a scenario through the same services as the browser."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.named_scenario import named_scenario
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.play_papers import write_papers
from jiuji_docs.services.play_state import Play
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``jiuji play``."""
    parser = subparsers.add_parser(
        "play",
        help="演示情景",
        description="按情景文件逐步办理，固定时钟，写出全部文书；有一项不符即以 1 退出。",
        epilog="例：jiuji play expenditure_town --out var/demo",
    )
    parser.add_argument("scenario", help="情景文件，或随附情景的名称，如 chaoyang-2021/city_tier")
    parser.add_argument(
        "--pack",
        default="",
        help="政策包编号或目录；不写则用情景文件所在的政策包目录，再用随附的",
    )
    parser.add_argument("--out", type=Path, help="文书写到哪个目录")
    parser.add_argument("--database", default="", help="默认用临时数据库")
    parser.add_argument(
        "--dry-run", action="store_true", help="每步先试办（不写入）再办理，说明结果并核对两者一致"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 给出结果")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Carry out the command."""
    chosen, catalog = named_scenario(args.scenario, args.pack, Settings.read().packs)
    with tempfile.TemporaryDirectory(prefix="jiuji-play-") as folder:
        return _play(args, chosen, catalog, Path(folder))


def _play(args: argparse.Namespace, chosen: Scenario, catalog: Catalog, folder: Path) -> int:
    database = args.database or f"sqlite:///{folder / 'play.db'}"
    settings = Settings(database, folder / "store", folder / "keys", folder / "office.toml")
    house, clock = open_house(chosen, settings, catalog)
    press = open_press(house)
    try:
        state = play(chosen, house, clock, press, _say, tries=args.dry_run)
        papers = write_papers(house, state.cases, args.out) if args.out else []
    finally:
        press.close()
        house.close()
    for line in state.failures:
        _say(f"不符：{line}")
    if args.json:
        print(json.dumps(_report(state, papers), ensure_ascii=False))
    else:
        _say(
            f"情景“{state.scenario.title}”：{'不符' if state.failures else '全部相符'}，文书 {len(papers)} 份"
        )
    return 1 if state.failures else 0


def _report(state: Play, papers: list[Path]) -> dict[str, object]:
    return {
        "scenario": state.scenario.id,
        "cases": state.cases,
        "failures": state.failures,
        "papers": [str(path) for path in papers],
    }


def _say(line: str) -> None:
    print(line, file=sys.stderr)
