"""A file is judged in a child that touches nothing; whatever is wrong with it is an answer."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from jiuji_docs.domain.conformance.finding import Finding
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError
from jiuji_docs.services import inspection, inspection_worker
from jiuji_docs.services.conformance_report import ROWS, conclusion, report_pdf
from jiuji_docs.services.inspection import Inspected, inspect_bytes, inspect_file

GOLDEN = Path(__file__).parents[2] / "documents" / "golden"


def finding(number: int, severity: str = "error") -> Finding:
    place = "第 1 页" * 12
    return Finding(f"W-PG-{number}", "5.2.1", "规定", severity, "现在", "应当", place, "说明" * 40)


def test_a_golden_document_file_has_no_finding() -> None:
    inspected = inspect_file(GOLDEN / "circular.toml")
    assert (inspected.kind, inspected.findings, inspected.unjudged) == ("toml", (), "")


def test_a_basis_no_longer_in_force_is_told_where_the_shipped_list_has_it() -> None:
    text = (GOLDEN / "letter.toml").read_text("utf-8")
    cited = text.replace("《社会救助暂行办法》", "《国家行政机关公文处理办法》")
    told = [
        one for one in inspect_bytes(cited.encode(), "toml", "x").findings if one.rule == "L-19"
    ]
    assert text != cited
    assert [one.measured for one in told] == ["《国家行政机关公文处理办法》"]
    assert "《党政机关公文处理工作条例》" in told[0].expected


@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", "docx", "不是能打开的 DOCX"),
        (b"PK\x03\x04nonsense", "docx", "不是能打开的 DOCX"),
        (b"", "pdf", "不是能打开的 PDF"),
        (b"%PDF-1.7 nothing", "pdf", "不是能打开的 PDF"),
        (b"\xff\xfe", "toml", "UTF-8"),
        (b"title = ", "toml", "x"),
        (b"surprise = 1", "toml", "surprise"),
    ],
)
def test_what_is_no_document_is_told_in_a_sentence(data: bytes, kind: str, says: str) -> None:
    inspected = inspect_bytes(data, kind, "x")
    assert [(one.rule, one.severity) for one in inspected.findings] == [("F-0", "error")]
    assert says in inspected.findings[0].measured
    assert says in inspected.unjudged


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "文档类型声明"),
        ({"word/document.xml": b"0" * 60_000_000}, "过大"),
        ({"word/other.xml": b"<x/>"}, "不是 Word 文件"),
        ({"word/document.xml": b"<x><y></x>"}, "不是完好的 XML"),
        ({"word/document.xml": b"<x/>"}, "没有正文"),
        ({f"a{n}": b"" for n in range(2100)}, "不像公文"),
    ],
)
def test_hostile_packages_are_refused(parts: dict[str, bytes], says: str) -> None:
    assert says in inspect_bytes(packed(**parts), "docx", "x").unjudged


def test_other_suffixes_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="只能检查"):
        inspect_file(tmp_path / "a.doc")
    with pytest.raises(NotFound):
        inspect_file(tmp_path / "a.docx")


def test_a_child_that_never_answers_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "PATIENCE", 0.001)
    assert "已停止" in inspect_bytes(b"", "toml", "x").unjudged


def test_a_child_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "WORKER", "jiuji_docs.nowhere")
    assert "没有完成" in inspect_bytes(b"", "toml", "x").unjudged


@pytest.mark.parametrize("error", [RecursionError(), MemoryError(), ValueError("secret path")])
def test_whatever_breaks_in_the_child_is_a_sentence(error: Exception) -> None:
    def judge(_data: bytes, _name: str) -> tuple[Finding, ...]:
        raise error

    told = inspection_worker.answer(judge, b"", "x")["unjudged"]
    assert "无法检查" in told
    assert "secret" not in told


def test_the_refusals_of_the_house_keep_their_words() -> None:
    def judge(_data: bytes, _name: str) -> tuple[Finding, ...]:
        raise DefinitionError("x.toml", "缺少键")

    assert inspection_worker.answer(judge, b"", "x") == {
        "unjudged": str(DefinitionError("x.toml", "缺少键"))
    }


@pytest.mark.parametrize("event", ["open", "socket.connect", "subprocess.Popen", "os.system"])
def test_the_walls_refuse_every_way_out(event: str) -> None:
    with pytest.raises(PermissionError):
        inspection_worker._refuse(event, ("/etc/passwd",))
    inspection_worker._refuse("import", ("json",))


def test_the_json_report_has_the_shape_that_was_promised() -> None:
    inspected = Inspected("a.pdf", "pdf", (finding(1),))
    plain = json.loads(json.dumps(inspected.plain(), ensure_ascii=False))
    assert set(plain) == {"file", "findings"}
    assert set(plain["findings"][0]) == {
        "rule", "clause", "strength", "severity", "measured", "expected", "place", "message",
    }  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, ROWS, 60])
def test_the_report_is_one_page_whatever_was_found(count: int) -> None:
    inspected = Inspected("通知" * 60 + ".docx", "docx", tuple(finding(n) for n in range(count)))
    pdf = report_pdf(inspected)
    with pdfium.PdfDocument(pdf) as document:
        assert len(document) == 1
        text = "".join(document[0].get_textpage().get_text_bounded().split())
    assert "公文格式检查报告" in text
    assert ("另有49条未列" in text) == (count == 60)


@pytest.mark.parametrize(
    ("inspected", "says"),
    [
        (Inspected("a", "pdf"), "未发现不符合之处"),
        (Inspected("a", "pdf", (finding(1, "info"),)), "未发现违反国标规定"),
        (Inspected("a", "pdf", (finding(1),)), "1 处须改正"),
        (Inspected("a", "pdf", unjudged="已损坏"), "无法检查：已损坏"),
    ],
)
def test_the_verdict_is_one_sentence(inspected: Inspected, says: str) -> None:
    assert says in conclusion(inspected)


def test_a_scan_is_an_error_and_never_passes() -> None:
    scan, target = pdfium.PdfDocument.new(), io.BytesIO()
    scan.new_page(595, 842)
    scan.save(target)
    inspected = inspect_bytes(target.getvalue(), "pdf", "扫描.pdf")
    assert [one.rule for one in inspected.findings] == ["F-5"]
    assert inspected.errors == 1
    assert conclusion(inspected) == "无法判断：没有文字，可能是扫描件"


def test_a_word_file_of_pictures_only_is_not_judged() -> None:
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
    inspected = inspect_bytes(packed(**{"word/document.xml": body}), "docx", "x")
    assert [one.rule for one in inspected.findings] == ["F-5"]
