"""Import and typeset from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiuji_docs.cli import main

TEXT = "示范县民政局文件\n\n示民发【2024】1号\n\n关于做好救助工作的通知\n\n各乡镇人民政府：\n\n请认真执行。\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    source, target = tmp_path / "通知.txt", tmp_path / "通知.toml"
    source.write_text(TEXT, "utf-8")
    assert main(["document", "import", str(source), "-o", str(target)]) == 0
    return target


def test_import_writes_a_document_file_and_tells_each_change(
    tmp_path: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "示民发〔2024〕1号" in draft.read_text("utf-8")
    words = ["document", "import", str(tmp_path / "通知.txt"), "-o", str(draft), "--json"]
    capsys.readouterr()
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert {
        "rule": "L-01",
        "line": 3,
        "message": "发文字号的年份改用六角括号〔〕（1 处）",
        "kind": "repaired",
        "removed": "",
    } in told["findings"]


def test_render_writes_pdf_and_docx_by_suffix(tmp_path: Path, draft: Path) -> None:
    for name, head in (("通知.pdf", b"%PDF-1.7"), ("通知.docx", b"PK")):
        assert main(["document", "render", str(draft), "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(head)


def test_the_margin_mode_changes_the_page(tmp_path: Path, draft: Path) -> None:
    papers = []
    for mode in ("dialog", "ink"):
        out = tmp_path / f"{mode}.pdf"
        words = ["document", "render", str(draft), "-o", str(out), "--margin-mode", mode]
        assert main(words) == 0
        papers.append(out.read_bytes())
    assert papers[0] != papers[1]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "nosuch.txt", "-o", "x.toml"], 2),
        (["import", "empty.txt", "-o", "x.toml"], 1),
        (["import", "secret.txt", "-o", "x.toml"], 1),
        (["import", "picture.txt", "-o", "x.toml"], 1),
        (["render", "empty.txt", "-o", "x.pdf"], 1),
        (["render", "wrong.toml", "-o", "x.pdf"], 1),
        (["render", "wrong.toml", "-o", "x.odt"], 2),
    ],
)
def test_what_cannot_be_done_is_one_line_and_leaves_no_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
) -> None:
    (tmp_path / "empty.txt").write_text("\n", "utf-8")
    (tmp_path / "secret.txt").write_text("秘密\n示范县文件\n", "utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "wrong.toml").write_text('titel = "题"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["document", *words]) == code
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / words[-1]).exists()


def signed(folder: Path, seal: str) -> list[str]:
    """Return the words that typeset a signed document with a seal file of the given text."""
    document, order = folder / "公文.toml", folder / "印章.toml"
    document.write_text(
        'title = ["关于救助工作的通知"]\nmark = "示范县民政局文件"\ndate = 2026-02-08\n'
        'signatories = ["示范县民政局"]\nbody = [{ paragraph = "请执行，见 https://a.example。" }]\n'
        'printer = "示范县民政局办公室"\nprint_date = 2026-02-09\n',
        "utf-8",
    )
    order.write_text(seal, "utf-8")
    return ["document", "render", str(document), "--seal", str(order), "-o"]


def test_a_seal_is_pressed_and_what_must_be_known_is_told_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = signed(tmp_path, 'owner = "示范县民政局"\npaging = true\n')
    bare, out = tmp_path / "无章.pdf", tmp_path / "公文.pdf"
    assert main([*words[:3], "-o", str(bare)]) == 0
    capsys.readouterr()
    assert main([*words, str(out), "--json"]) == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["pages"] == 2
    assert [(one["kind"], one["where"]) for one in told["findings"]] == [("address", "正文")]
    assert "正文：外部地址只作文字排印，不读取" in printed.err
    assert len(out.read_bytes()) > len(bare.read_bytes())


def test_a_docx_bears_no_seal_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = signed(tmp_path, 'owner = "示范县民政局"\n')
    assert main([*words, str(tmp_path / "公文.docx")]) == 0
    assert "DOCX 可以改动，不落印章图像" in capsys.readouterr().err


def test_a_foreign_seal_writes_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = signed(tmp_path, 'owner = "示范县财政局"\n')
    assert main([*words, str(tmp_path / "公文.pdf")]) == 1
    assert "不属于这份公文的署名者" in capsys.readouterr().err
    assert not (tmp_path / "公文.pdf").exists()


def test_a_missing_character_ends_with_1_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = signed(tmp_path, 'owner = "示范县民政局"\n')
    document = tmp_path / "公文.toml"
    document.write_text(document.read_text("utf-8").replace("请执行", "请\U00012000执行"), "utf-8")
    assert main([*words, str(tmp_path / "公文.pdf")]) == 1
    assert "字库缺字：\U00012000(U+12000)——正文" in capsys.readouterr().err


def test_preprinted_paper_leaves_the_red_head_out(tmp_path: Path) -> None:
    words, papers = signed(tmp_path, 'owner = "示范县民政局"\n'), []
    for more in ([], ["--preprinted"]):
        out = tmp_path / f"{len(more)}.pdf"
        assert main([*words[:3], "-o", str(out), *more]) == 0
        papers.append(out.read_bytes())
    assert papers[0] != papers[1]
