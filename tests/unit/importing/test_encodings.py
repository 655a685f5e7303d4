"""Read text in the encodings that offices use."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.importing.encodings import decode

TEXT = "示范县民政局文件\n示民发〔2026〕1号\n关于做好救助工作的通知\n"
RARE = TEXT + "㙍 𠮷 䶮\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_every_usual_encoding_is_recognised(encoding: str) -> None:
    notes = Notes()
    assert decode(RARE.encode(encoding), notes) == RARE
    assert [one.kind for one in notes.told()] == (
        [] if encoding.startswith("utf-8") else ["repaired"]
    )


def test_a_page_may_declare_its_encoding() -> None:
    page = f'<meta charset="gb2312"><p>{TEXT}</p>'
    assert decode(page.encode("gb18030"), Notes()) == page


def test_a_wrong_declaration_does_not_spoil_the_text() -> None:
    page = f'<meta charset="gb2312"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode("utf-8"), Notes())


def test_what_no_encoding_fits_is_told() -> None:
    notes = Notes()
    text = decode(TEXT.encode("gb18030") + b"\xff\xff", notes)
    assert text.startswith(TEXT)
    assert "\ufffd" in text
    assert [one.kind for one in notes.told()] == ["doubtful"]


@given(st.binary(max_size=400))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_text(data: bytes) -> None:
    assert isinstance(decode(data, Notes()), str)
