"""Check the command line of form printing: files, refusals, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.mark.parametrize(("suffix", "magic"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_blank_form_is_written(suffix: str, magic: bytes, tmp_path: Path) -> None:
    target = tmp_path / f"申请书.{suffix}"
    assert main(["form", "print", "application", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(magic)


def test_a_filled_form_is_written_and_rare_characters_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data.toml"
    data.write_text('[form.application]\napplicant_name = "旻昇玥"\n', "utf-8")
    words = ["form", "print", "application", "--data", str(data), "-o", str(tmp_path / "a.pdf")]
    assert main(words) == 0
    assert "旻、昇、玥" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "text", "code", "message"),
    [
        (["nope", "-o", "a.pdf"], "", 2, "没有表单"),
        (["audit", "-o", "a.pdf"], "", 2, "没有纸面"),
        (["application", "-o", "a.odt"], "", 2, ".pdf 或 .docx"),
        (["application", "-o", "a.pdf", "--data", "missing.toml"], "", 2, "missing.toml"),
        (["application", "-o", "a.pdf", "--data", "data.toml"], "a = [", 2, "不是 TOML"),
        (["application", "-o", "a.pdf", "--data", "data.toml"], "form = 3", 1, "表单填写有误"),
    ],
)
def test_what_is_wrong_is_one_line_and_no_file(
    *,
    words: list[str],
    text: str,
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("JIUJI_FONTS", str(Path("var/fonts").resolve()))
    monkeypatch.chdir(tmp_path)
    if text:
        Path("data.toml").write_text(text, "utf-8")

    assert main(["form", "print", *words]) == code
    assert message in capsys.readouterr().err
    assert list(tmp_path.glob("a.*")) == []


def test_the_list_can_be_piped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["form", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t")[:2] == ["F01", "application"]
    assert {line.split("\t")[0] for line in lines} == {f"F{number:02}" for number in range(1, 30)}
