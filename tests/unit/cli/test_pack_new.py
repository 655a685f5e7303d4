"""jiuji pack new begins a pack that is sound at once, wherever it is laid."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from jiuji_docs.cli import main
from jiuji_docs.definitions.named_scenario import named_scenario
from jiuji_docs.definitions.pack_directory import catalog_of
from jiuji_docs.definitions.scenarios import load_scenario
from jiuji_docs.domain.workflow.policy import UNSET
from jiuji_docs.domain.workflow.tiers import TierTable
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from tests.common.blank_press import BlankPress
from tests.common.relief import catalog

Output = pytest.CaptureFixture[str]

WORDS = [
    "--title",
    "莲河县临时救助办法",
    "--issuer",
    "莲河县民政局",
    "--number",
    "莲民发【2025】3号",
]
TIERED = ["--adaptation", "town_tier", "--adaptation", "publicity"]

REFUSED = {
    "an id with capitals": (["Lianhe"], "编号用小写字母"),
    "an id that is a path": (["../lianhe"], "编号用小写字母"),
    "an id that is shipped": (["chaoyang-2021"], "是随附的政策包"),
    "an adaptation there is not": (["lianhe-2025", "--adaptation", "miracle"], "miracle"),
    "one that needs another": (["lianhe-2025", "--adaptation", "town_approval"], "须一并选用"),
    "a base there is not": (["lianhe-2025", "--base", "moon"], "没有底本“moon”"),
    "a pack there is not": (["lianhe-2025", "--like", "nowhere"], "没有政策包“nowhere”"),
    "a title of two lines": (["lianhe-2025", "--title", "甲\n乙"], "一行文字"),
    "no title": (["lianhe-2025", "--title", " "], "一行文字"),
    "a number without a year": (["lianhe-2025", "--number", "无"], "--in-force"),
}


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in Chinese whatever the machine speaks."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Begin the pack of an invented county."""
    assert main(["pack", "new", "lianhe-2025", *WORDS, *TIERED, "--out", str(tmp_path)]) == 0
    return tmp_path / "lianhe-2025"


def test_a_new_pack_is_clean_and_decides_nothing(made: Path, capsys: Output) -> None:
    assert main(["check", str(made)]) == 0
    assert "错误 0 项，提醒 0 项" in capsys.readouterr().err

    pack = catalog_of(made).pack("lianhe-2025")
    assert {item.value for item in pack.policy.parameters.values()} == {UNSET}
    assert {limit.budget for limit in pack.workflow.time_limits.values()} == {UNSET}
    assert pack.policy.document_number == "莲民发〔2025〕3号"
    assert (pack.policy.base, pack.policy.adaptations) == ("relief", ("town_tier", "publicity"))


def test_an_unset_ceiling_sends_every_amount_to_the_county(made: Path) -> None:
    pack = catalog_of(made).pack("lianhe-2025")
    text = (made / "policy.toml").read_text("utf-8")
    before = 'id = "town_ceiling"\nvalue = "unset"'
    assert before in text
    (made / "policy.toml").write_text(
        text.replace(before, 'id = "town_ceiling"\nvalue = "500.00"'), "utf-8"
    )
    decided = catalog_of(made).pack("lianhe-2025")

    ways = [_ways(one.workflow.tables["tier"]) for one in (pack, decided)]
    county = "awaiting_county"
    assert ways == [[county, county, county], ["awaiting_town", "awaiting_town", county]]


def _ways(table: TierTable) -> list[str]:
    return [table.outcome(Decimal(text)).outcome for text in ("0", "500.00", "500.01")]


def test_its_first_scenario_plays_from_where_it_lies(made: Path, capsys: Output) -> None:
    start = made / "scenarios" / "start.toml"
    assert main(["play", str(start), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["cases"]) == {"expenditure", "emergency"}

    by_name, catalog = named_scenario("start", str(made))
    assert by_name == load_scenario(start)
    assert set(catalog.packs) == {"lianhe-2025"}


def test_a_scenario_of_another_pack_is_refused(made: Path, capsys: Output) -> None:
    start = str(made / "scenarios" / "start.toml")
    assert main(["play", start, "--pack", "chaoyang-2021"]) == 1
    assert "情景属于“lianhe-2025”" in capsys.readouterr().err
    assert main(["play", "nothing", "--pack", str(made)]) == 2
    assert "没有这个情景：nothing" in capsys.readouterr().err


def test_it_is_shown_covered_and_drawn_from_its_directory(made: Path, capsys: Output) -> None:
    assert main(["pack", "show", str(made)]) == 0
    assert "乡镇审批限额：未规定" in capsys.readouterr().out
    assert main(["pack", "coverage", str(made), "--json"]) == 0
    rows = {row["clause"]: row for row in json.loads(capsys.readouterr().out)["clauses"]}
    assert rows["LI-0"]["reason"]
    assert main(["diagram", str(made), "--format", "mermaid"]) == 0
    assert "限额未规定，不论金额" in capsys.readouterr().out


def test_a_scenario_that_shows_an_unlisted_clause_is_a_finding(made: Path, capsys: Output) -> None:
    start = made / "scenarios" / "start.toml"
    text = start.read_text("utf-8").replace('do = "accept"', 'do = "accept"\nshows = ["LI-99"]')
    start.write_text(text, "utf-8")

    assert main(["check", str(made)]) == 1
    assert "LI-99" in capsys.readouterr().out


WRONG_NAMES = {
    "a step": ('do = "accept"', 'do = "acept"', "没有“acept”这一步；是不是“accept”？"),
    "a person": ('as = "yangshan.clerk"', 'as = "moon.clerk"', "没有“moon.clerk”这个人员"),
    "a state": (
        'state = "accepted"',
        'state = "accept"',
        "没有“accept”这个环节；是不是“accepted”？",
    ),
    "a form": (
        "[step.expect]",
        "[step.form.aplication]\n[step.expect]",
        "没有“aplication”这张表单",
    ),
    "a field": (
        "[step.expect]",
        '[step.form.application]\nnickname = "小王"\n[step.expect]',
        "没有“nickname”这个字段",
    ),
    "a time limit": ("[step.expect]", '[step.expect]\nlate = ["audits"]', "是不是“audit”？"),
    "another pack": ('pack = "lianhe-2025"', 'pack = "chaoyang-2021"', "应为“lianhe-2025”"),
}


@pytest.mark.parametrize("what", WRONG_NAMES)
def test_a_name_nothing_has_is_found_before_playing(what: str, made: Path, capsys: Output) -> None:
    before, after, told = WRONG_NAMES[what]
    start = made / "scenarios" / "start.toml"
    start.write_text(start.read_text("utf-8").replace(before, after, 1), "utf-8")

    assert main(["check", str(made)]) == 1
    assert told in capsys.readouterr().out


def test_nothing_that_is_there_is_overwritten(made: Path, capsys: Output) -> None:
    before = (made / "policy.toml").read_text("utf-8")
    assert main(["pack", "new", "lianhe-2025", *WORDS, "--out", str(made.parent)]) == 2
    assert "不覆盖" in capsys.readouterr().err
    assert (made / "policy.toml").read_text("utf-8") == before


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    what: str, tmp_path: Path, capsys: Output
) -> None:
    words, told = REFUSED[what]
    out = tmp_path / "packs"
    assert main(["pack", "new", words[0], *WORDS, *words[1:], "--out", str(out)]) in (1, 2)
    assert told in capsys.readouterr().err
    assert not out.exists()


def test_a_pack_is_begun_like_another(made: Path, tmp_path: Path) -> None:
    words = ["pack", "new", "helian-2026", *WORDS, "--like", str(made), "--in-force", "2026-03-01"]
    assert main([*words, "--adaptation", "village_review", "--out", str(tmp_path)]) == 0

    policy = catalog_of(tmp_path / "helian-2026").pack("helian-2026").policy
    assert policy.adaptations == ("town_tier", "publicity", "village_review")
    assert policy.in_force_from.isoformat() == "2026-03-01"


def test_with_nearly_everything_chosen_it_is_clean_and_its_registers_open(
    tmp_path: Path, capsys: Output
) -> None:
    left_out = {"village_review", "optional_review", "explanations"}
    chosen = [name for name in sorted(catalog().shelf.adaptations) if name not in left_out]
    words = [word for name in chosen for word in ("--adaptation", name)]
    assert main(["pack", "new", "alles-2025", *WORDS, *words, "--out", str(tmp_path)]) == 0
    assert "错误" not in capsys.readouterr().out

    scenario, catalogue = named_scenario("start", str(tmp_path / "alles-2025"))
    settings = Settings(f"sqlite:///{tmp_path / 'a.db'}", tmp_path, tmp_path / "keys", tmp_path)
    house, clock = open_house(scenario, settings, catalogue)
    try:
        state = play(scenario, house, clock, BlankPress(house), lambda _line: None)
    finally:
        house.close()
    assert state.failures == []
    assert {"transfer", "hotline", "discovery", "alert", "incident"} <= set(state.cases)


def test_the_parts_of_packs_are_listed(capsys: Output) -> None:
    assert main(["pack", "parts", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert "relief" in {base["id"] for base in listed["bases"]}
    needs = {item["id"]: item["needs"] for item in listed["adaptations"]}
    assert needs["town_approval"] == ["town_tier"]
    assert main(["pack", "parts"]) == 0
    assert "须同时选 town_tier" in capsys.readouterr().out
