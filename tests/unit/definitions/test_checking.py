"""A path is checked as what it holds: rooms, a pack, a form."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiuji_docs.definitions.checking import check_path

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """Copy the three data rooms."""
    for name in ("workflows", "forms", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_shipped_rooms_pack_and_form_are_clean(rooms: Path) -> None:
    pack = rooms / "workflows" / "chaoyang-2021"
    for path in (rooms, pack, pack / "policy.toml", rooms / "forms" / "review.toml"):
        assert check_path(path) == ()


def test_a_pack_is_checked_with_the_forms_beside_it(rooms: Path) -> None:
    edit(rooms / "forms" / "city_decision.toml", '"result"', '"answer"')
    found = {item.message for item in check_path(rooms / "workflows" / "chaoyang-2021")}
    assert "条件 result_is 的 result：没有“city_decision.result”" in found


def test_a_file_that_cannot_be_read_is_a_finding(rooms: Path) -> None:
    edit(rooms / "workflows" / "chaoyang-2021" / "workflow.toml", "[[debt]]", "[[debts]]")
    (finding,) = check_path(rooms)
    assert finding.file == "chaoyang-2021/workflow.toml"
    assert "debts" in finding.message


def test_a_pack_that_cannot_be_read_does_not_hide_what_is_wrong_in_others(rooms: Path) -> None:
    edit(rooms / "workflows" / "chaoyang-2021" / "workflow.toml", "[[debt]]", "[[debts]]")
    edit(rooms / "workflows" / "jining-2021" / "policy.toml", "in_force_from", "in_force_fron")
    edit(rooms / "workflows" / "lijin-2017" / "policy.toml", "[[clause]]", "[[clauze]]")
    files = {finding.file for finding in check_path(rooms)}
    assert files == {
        "chaoyang-2021/workflow.toml",
        "jining-2021/policy.toml",
        "lijin-2017/policy.toml",
    }


def test_a_wrong_form_is_found_alone_and_in_its_room(rooms: Path) -> None:
    form = rooms / "forms" / "review.toml"
    edit(form, "[[section]]", "[[sections]]")
    for path in (form, rooms):
        (finding,) = check_path(path)
        assert finding.file.endswith("review.toml")
        assert "sections" in finding.message


def test_a_form_under_another_name_is_found(rooms: Path) -> None:
    (rooms / "forms" / "review.toml").rename(rooms / "forms" / "vote.toml")
    (finding,) = check_path(rooms)
    assert "id 应与文件名相同" in finding.message


def test_a_document_without_its_wording_is_found(rooms: Path) -> None:
    (rooms / "templates" / "documents" / "approval_notice.toml").unlink()
    assert "paper.composition" in {item.place for item in check_path(rooms)}


def test_wording_that_reads_what_nobody_enters_is_found(rooms: Path) -> None:
    path = rooms / "templates" / "documents" / "refusal_notice.toml"
    edit(path, "refusal_notice.reason", "refusal_notice.ground")
    messages = {item.message for item in check_path(rooms)}
    assert any("refusal_notice.ground" in message for message in messages)


def test_a_directory_without_definitions_is_a_finding(tmp_path: Path) -> None:
    (finding,) = check_path(tmp_path)
    assert "没有政策包" in finding.message
