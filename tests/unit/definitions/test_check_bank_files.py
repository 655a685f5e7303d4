"""The formats of an office's bank files are checked before a batch is sent by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.cli.__main__ import main
from jiuji_docs.definitions.checking import check_path

SHIPPED = (Path(__file__).parents[3] / "workflows" / "bank_files" / "standard.toml").read_text(
    "utf-8"
)
OWN = SHIPPED.replace('"standard"', '"own"')


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "bank_files").mkdir()
    (tmp_path / "office.toml").write_text("", "utf-8")
    (tmp_path / "bank_files" / "own.toml").write_text(OWN, "utf-8")
    return tmp_path


def test_right_formats_are_clean_as_office_room_and_file(office: Path) -> None:
    room = office / "bank_files"
    assert [check_path(path) for path in (office, room, room / "own.toml")] == [(), (), ()]


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (('failed = ["失败"]', 'failed = ["成功"]'), 15, "不能有相同的字样"),
        (('field = "account", title = "账号"', 'field = "iban", title = "账号"'), 5, "没有“iban”这种列"),
        (("[sent]", '[sent]\nencoding = "utf-7"'), 5, "不可用"),
        (('title = "户名"', 'title = "账号"'), 5, "列名重复：账号"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_line_with_what_to_do(
    office: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], line: int, told: str
) -> None:
    assert change[0] in OWN
    (office / "bank_files" / "own.toml").write_text(OWN.replace(*change, 1), "utf-8")

    assert main(["check", str(office)]) == 1

    out = capsys.readouterr().out
    assert told in out
    assert f"bank_files/own.toml:{line}：" in out
    assert "怎样改 YH-01" in out


def test_each_file_is_judged_and_no_id_stands_twice(office: Path) -> None:
    room = office / "bank_files"
    (room / "broken.toml").write_text("id = ", "utf-8")
    (room / "third.toml").write_text(OWN, "utf-8")
    (room / "fourth.toml").write_text(SHIPPED, "utf-8")
    found = {(item.file, item.severity) for item in check_path(office)}
    assert found == {
        ("bank_files/broken.toml", "error"),
        ("bank_files/third.toml", "error"),
        ("bank_files/fourth.toml", "warning"),
    }
