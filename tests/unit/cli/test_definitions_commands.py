"""jiuji check, pack and diagram answer people and machines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from jiuji_docs.cli import main

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer in Chinese whatever the machine speaks."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


def test_check_of_what_is_shipped_is_clean(capsys: Output) -> None:
    assert main(["check"]) == 0
    assert "错误 0 项" in capsys.readouterr().err


def test_check_of_a_wrong_file_is_a_finding(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "odd.toml"
    path.write_text('id = "odd"\n', "utf-8")
    assert main(["check", str(path)]) == 1
    assert "缺少键“title”" in capsys.readouterr().out
    assert main(["check", "--json", str(path)]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["file"] == "odd.toml"
    assert finding["severity"] == "error"


def test_check_holds_one_pack_against_an_office_and_its_certificates(
    tmp_path: Path, root: Path, capsys: Output
) -> None:
    pack = tmp_path / "chaoyang-2021"
    shutil.copytree(root / "workflows" / "chaoyang-2021", pack)
    directory = root / "workflows" / "demo" / "directory.toml"
    keys = tmp_path / "keys"
    command = ["check", str(pack), "--directory", str(directory), "--keys", str(keys)]
    keys.mkdir()
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "只有一人可办" in said
    assert "没有签名证书，第一次签署时由本单位签发（RY-03）" in said
    assert main([*command[:-1], str(tmp_path / "none")]) == 2


def test_check_says_where_a_person_without_unit_stands(
    tmp_path: Path, root: Path, capsys: Output
) -> None:
    text = (root / "workflows" / "demo" / "directory.toml").read_text("utf-8")
    lost = 'id = "yangshan.clerk"\nunit = "yangshan"'
    assert lost in text
    office = tmp_path / "office.toml"
    office.write_text(text.replace(lost, lost.replace('"yangshan"', '"yangsahn"')), "utf-8")
    pack = str(root / "workflows" / "chaoyang-2021")
    assert main(["check", pack, "--directory", str(office)]) == 1
    line = 1 + text.splitlines().index('unit = "yangshan"')
    said = capsys.readouterr().out
    assert (
        f"office.toml:{line}：person[yangshan.clerk].unit：错误：“周敏”的所在机构“yangsahn”" in said
    )
    assert "base/relief/workflow.toml:" in said
    assert "阳山镇人民政府没有人担任“乡镇经办人”（RY-01）" in said


def test_check_of_no_such_path_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    assert main(["check", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


def test_pack_list_names_the_document(capsys: Output) -> None:
    assert main(["pack", "list"]) == 0
    assert "朝民发〔2021〕15号" in capsys.readouterr().out
    assert main(["pack", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["packs"][0]["id"] == "chaoyang-2021"


def test_pack_show_says_what_nobody_decided(capsys: Output) -> None:
    assert main(["pack", "show", "chaoyang-2021"]) == 0
    shown = capsys.readouterr().out
    assert "乡镇审批限额：500.00 元" in shown
    assert "公示期（日）：未规定" in shown
    assert "补齐手续时限：未规定" in shown
    assert main(["pack", "show", "chaoyang-2021", "--json"]) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert steps[0]["id"] == "accept"


def test_pack_coverage_lists_every_clause(capsys: Output) -> None:
    assert main(["pack", "coverage", "chaoyang-2021", "--json"]) == 0
    rows = {row["clause"]: row for row in json.loads(capsys.readouterr().out)["clauses"]}
    assert "transition:relieve" in rows["CY-4.3.1a"]["elements"]
    assert rows["CY-5.1"]["reason"]
    assert main(["pack", "coverage", "chaoyang-2021"]) == 0
    assert "CY-2b　二之二" in capsys.readouterr().out


def test_pack_coverage_of_all_sums_up(capsys: Output) -> None:
    assert main(["pack", "coverage", "--all", "--json"]) == 0
    packs = json.loads(capsys.readouterr().out)["packs"]
    assert "chaoyang-2021" in {pack["pack"] for pack in packs}
    assert main(["pack", "coverage", "--all", "chaoyang-2021"]) == 2
    assert "--all" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "coverage"])
def test_an_unknown_pack_is_wrong_usage(command: str, capsys: Output) -> None:
    assert main(["pack", command, "nowhere"]) == 2
    assert "没有政策包“nowhere”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("svg", "<svg "),
        ("mermaid", "\nstateDiagram-v2\n"),
        ("bpmn", "<bpmn:definitions "),
        ("scxml", "<scxml "),
    ],
)
def test_a_diagram_goes_to_standard_output(name: str, has: str, capsys: Output) -> None:
    assert main(["diagram", "chaoyang-2021", "--format", name]) == 0
    assert has in capsys.readouterr().out


def test_a_diagram_is_printed_as_a4_pages_across(tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "flow.pdf"
    assert main(["diagram", "incoming", "--format", "pdf", "-o", str(out)]) == 0
    with pikepdf.open(out) as pdf:
        sizes = [[float(side) for side in page.mediabox[2:]] for page in pdf.pages]
    assert sizes == [pytest.approx([841.89, 595.28], abs=0.1)] * len(sizes)
    assert capsys.readouterr().out == ""


def test_one_sheet_can_be_asked_for(capsys: Output) -> None:
    assert main(["diagram", "chaoyang-2021", "--sheet", "2"]) == 0
    assert "第 2 页，共" in capsys.readouterr().out
    assert main(["diagram", "chaoyang-2021", "--sheet", "99"]) == 2
    assert "没有第 99 页" in capsys.readouterr().err


@pytest.mark.parametrize("flow", ["outgoing", "incoming"])
def test_the_flows_of_official_documents_are_exported_too(flow: str, capsys: Output) -> None:
    assert main(["diagram", flow, "--format", "scxml"]) == 0
    assert f'name="{flow}"' in capsys.readouterr().out


def test_messages_come_in_english_where_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(["diagram", "nowhere"]) == 2
    assert "no workflow" in capsys.readouterr().err
