"""A peer is compared only where its file has our pages, faces, words, tags and archive format."""

from __future__ import annotations

import io

import pikepdf
import pytest

from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.services.bench import peers
from jiuji_docs.services.bench.circular import PAGES, circular, parts, words
from jiuji_docs.services.bench.peer import ARCHIVAL, TAGGED, Run, judged
from jiuji_docs.services.bench.peer_pages import page, source

_WANTED = (TAGGED, ARCHIVAL)


@pytest.fixture(scope="module")
def paper(fonts: FontSet) -> bytes:
    """Our circular as the press prints it."""
    template, css = document_template("official.pt"), document_template("official.css")
    return OfficialPress(template, css, fonts).pdf(circular(7), layout=shipped_layout()).pdf


def test_our_own_circular_passes_the_judgement(fonts: FontSet, paper: bytes) -> None:
    run = judged(Run(0.1), paper, words(circular(7)), PAGES, fonts, *_WANTED)
    assert run.comparable


def test_other_words_and_other_pages_are_told(fonts: FontSet, paper: bytes) -> None:
    reason = judged(Run(0.1), paper, ["龘靐"], 3, fonts, *_WANTED).reason
    assert "排成 4 页，不是 3 页" in reason
    assert "缺字 龘靐" in reason


def test_another_face_without_tags_or_archive_format_is_told(fonts: FontSet) -> None:
    blank, file = io.BytesIO(), pikepdf.new()
    file.add_blank_page()
    file.save(blank)
    reason = judged(Run(0.1), blank.getvalue(), [], 1, fonts, *_WANTED).reason
    assert "没有用上字体 JiujiFang、JiujiBiao" in reason
    assert "没有结构标签" in reason
    assert "不是 PDF/A-2b" in reason


@pytest.mark.parametrize("write", [page, source])
def test_the_page_for_others_has_every_paragraph(write: object) -> None:
    document = circular(3)
    text = write(document)  # type: ignore[operator]
    assert all(one.text in text for one in parts(document))


def test_typst_does_the_same_work(fonts: FontSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "FEW", 1)
    monkeypatch.setattr(peers, "MANY", 2)
    run = peers.typst(circular, fonts)
    assert run.comparable, run.reason
