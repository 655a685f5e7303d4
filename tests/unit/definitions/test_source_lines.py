"""A finding says on which line of which file it is to be mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiuji_docs.cli import main
from jiuji_docs.definitions.source_lines import Sources, line_of

TEXT = """\
id = "p"
title = "流程"

[[transition]]
id = "accept"
title = "受理"
roles = ["town.clerk"]

[transition.subject]
person_name = "application.applicant_name"

[[transition.guards]]
name = "quorum"

[[transition]]
title = "审核"
id = "audit"
roles = ["town.auditor"]

[[state]]
id = "audit"
title = "已审核"
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("title", 2),
        ("transition[accept]", 4),
        ("transition[accept].roles", 7),
        ("transition[accept].subject", 9),
        ("transition[accept].guards[quorum]", 12),
        ("transition[accept].clauses", 4),
        ("transition[audit]", 15),
        ("transition[audit].roles", 18),
        ("state[audit].title", 22),
        ("workflow.transition[audit].title", 16),
        ("transition[missing].roles", 0),
        ("文件", 0),
        ("", 0),
    ],
)
def test_a_place_has_its_line(place: str, line: int) -> None:
    assert line_of(TEXT, place) == line


def test_files_at_hand_go_before_shipped_ones(tmp_path: Path, root: Path) -> None:
    pack = tmp_path / "chaoyang-2021"
    shutil.copytree(root / "workflows" / "chaoyang-2021", pack)
    own = pack / "policy.toml"
    own.write_text(f"# 一行\n{own.read_text('utf-8')}", "utf-8")
    file, place = "chaoyang-2021/policy.toml", "clause[CY-4.3.2]"
    here = int(Sources([pack]).named(file, place).rpartition(":")[2])
    assert here == int(Sources().named(file, place).rpartition(":")[2]) + 1
    assert Sources().named("nowhere/policy.toml", place) == "nowhere/policy.toml"


def test_three_rooms_at_hand_go_before_the_shipped_ones(tmp_path: Path, root: Path) -> None:
    for room in ("workflows", "forms"):
        shutil.copytree(root / room, tmp_path / room)
    file, place = "chaoyang-2021/workflow.toml", "state[investigated]"
    before = Sources().named(file, place)
    layer = tmp_path / "workflows" / before.rpartition(":")[0]
    layer.write_text(f"# 一行\n{layer.read_text('utf-8')}", "utf-8")
    name, _, line = before.rpartition(":")
    assert Sources([tmp_path]).named(file, place) == f"{name}:{int(line) + 1}"
    other = tmp_path / "workflows" / "jining-2021"
    assert Sources([other, tmp_path]).named(file, "table[tier]").startswith(file)


def test_the_command_prints_the_line(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "chaoyang-2021"
    shutil.copytree(root / "workflows" / "chaoyang-2021", pack)
    policy = pack / "policy.toml"
    text = policy.read_text("utf-8").replace('value = "500.00"', 'vaule = "500.00"')
    policy.write_text(text, "utf-8")
    line = text.splitlines().index('id = "town_ceiling"')
    assert main(["check", str(pack)]) == 1
    assert f"chaoyang-2021/policy.toml:{line}：parameter[town_ceiling]" in capsys.readouterr().out
