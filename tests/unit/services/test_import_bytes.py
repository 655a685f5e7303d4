"""Import whatever bytes come: the document, or one clear sentence, and no character lost."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.documents.elements import Paragraph, Roster, RosterEntry, Table
from jiuji_docs.domain.documents.import_kept import characters, printed
from jiuji_docs.domain.documents.import_text import Imported, import_circular
from jiuji_docs.domain.errors import JiujiError, NotFound, PaperError
from jiuji_docs.services.official_documents import import_bytes, import_file, load_document
from tests.unit.importing.words import package, paragraph

TEXT = """示范县民政局文件

示民发〔2026〕1号

示范县民政局关于做好救助工作的通知

各乡镇人民政府：

请妥善安置㙍某、𠮷某、䶮某三户。

示范县民政局

2026年3月5日
"""
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = st.sampled_from(
    [
        "示范县人民政府", "文件", "示政发〔2026〕", "【2024】第08号", "关于印发办法的通知", "各乡镇：",
        "一、总则", "（一）", "1、", "附件：", "附件1", "附件:", "2026年02月30日", "二〇二六年三月五日",
        "（此件公开发布）", "抄送：", "印发", "组 长:\t刘海\t县长", "\t刘 峰\t镇长", "# ", "**重点**", "---",
        "[bookmark: a]",
        "来源：本站", "签发人：王某", "\u200b", "\u00ad", "\u3000\u3000", "１２", "𠮷", "\ue000",
        "<p>", "</td>", "\ufffc", "县委，县府。", "《", "》", "“", "”", "\n", "\n\n", "。", "：", " ", "\x0c",
    ]
)  # fmt: skip


def outcome(read: Callable[[], Imported]) -> Imported | str:
    """Return what was read, or the sentence with which it was refused."""
    try:
        return read()
    except JiujiError as error:
        return str(error)


def kept(imported: Imported) -> Counter[str]:
    removed = [one.removed for one in imported.findings]
    return characters((*printed(imported.document), *removed))


@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join))
@SLOWLY
def test_every_character_of_a_text_is_in_the_document_or_in_a_finding(text: str) -> None:
    imported = outcome(lambda: import_circular(text))
    if isinstance(imported, str):
        assert imported
    else:
        assert not characters([text]) - kept(imported)


@given(
    st.binary(max_size=600) | st.lists(PIECES, max_size=30).map(lambda one: "".join(one).encode())
)
@SLOWLY
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    assert outcome(lambda: import_bytes(data, "来文"))


@given(st.data())
@SLOWLY
def test_a_damaged_docx_is_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    file = bytearray(
        package(paragraph("关于救助的通知") + paragraph("各乡镇：") + paragraph("正文。"))
    )
    for _ in range(data.draw(st.integers(1, 8))):
        file[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(lambda: import_bytes(bytes(file), "来文.docx"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_rare_characters_survive_every_encoding(encoding: str) -> None:
    body = import_bytes(TEXT.encode(encoding), "通知.txt").document.body
    assert body == (Paragraph("请妥善安置㙍某、𠮷某、䶮某三户。"),)


def test_rare_characters_survive_docx_and_web() -> None:
    lines = [line for line in TEXT.split("\n") if line]
    word = package("".join(map(paragraph, lines)))
    web = "".join(f"<p>{line}</p>" for line in lines).encode()
    documents = [import_bytes(data, "通知").document for data in (TEXT.encode(), word, web)]
    assert documents[0] == documents[1] == documents[2]


def test_a_name_says_nothing_about_what_a_file_is() -> None:
    word = package(paragraph("示范县民政局关于救助的通知") + paragraph("正文。"))
    assert import_bytes(word, "通知.txt").unit == "段"
    assert import_bytes(TEXT.encode(), "通知.docx").unit == "行"


def test_a_table_of_a_file_is_a_table_of_the_document() -> None:
    web = "<p>关于救助的通知</p><p>正文。</p><table><tr><td>乡镇<td>户数<tr><td>甲乡<td>3</table>"
    assert import_bytes(web.encode(), "网页").document.body[1] == Table(
        ("乡镇", "户数"), (("甲乡", "3"),)
    )


def test_a_roster_typed_with_tabs_is_a_roster() -> None:
    text = "关于成立小组的通知\n\n正文。\n\n组 长：\t刘海\t县长\n\t欧 阳\t局长\n"
    roster = import_bytes(text.encode(), "名单").document.body[1]
    assert roster == Roster((RosterEntry("组长", "刘海", "县长"), RosterEntry("", "欧阳", "局长")))


def test_pasted_web_text_is_freed_of_its_noise_and_says_so() -> None:
    text = "关于\u200b救助的通知\n\n\u3000\u3000截至\u00a0６月底，救\u00ad助１２户。\n"
    imported = import_bytes(text.encode(), "粘贴")
    assert imported.document.full_title == "关于救助的通知"
    assert imported.document.body == (Paragraph("截至6月底，救助12户。"),)
    told = {one.message.split("（")[0] for one in imported.findings if one.kind == "repaired"}
    assert {
        "去掉不可见字符 U+200B", "去掉不可见字符 U+00AD", "网页空格改为普通空格", "全角数字改为半角数字",
        "去掉行首行末的空格",
    } <= told  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为 .docx"),
        (b"{\\rtf1", "另存为 .docx"),
        (b"\x89PNG\r\n", "图片"),
        (b"a" * 5_000_001, "过大"),
        (b"a\n" * 20_001, "段落过多"),
        (b"a" * 400_001, "文本过长"),
    ],
)
def test_what_is_no_document_is_refused_with_the_way_out(data: bytes, said: str) -> None:
    with pytest.raises(PaperError, match=said):
        import_bytes(data, "来文")


def test_what_was_imported_can_be_read_again(tmp_path: Path) -> None:
    source, target = tmp_path / "通知.docx", tmp_path / "通知.toml"
    source.write_bytes(package(paragraph("关于救助的通知") + paragraph("“正文”\\𠮷。")))
    imported = import_file(source, target)
    assert load_document(target) == imported.document


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        import_file(tmp_path / "没有.txt", tmp_path / "稿.toml")
    with pytest.raises(NotFound):
        import_file(tmp_path, tmp_path / "稿.toml")


def test_a_packed_bomb_is_stopped() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 200_000_000)
    with pytest.raises(PaperError, match="过大"):
        import_bytes(made.getvalue(), "来文.docx")
