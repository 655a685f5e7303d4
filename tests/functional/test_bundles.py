"""All papers of a case as one print copy: complete, marked, faces once, not the signed original."""

from __future__ import annotations

import io
from collections import Counter

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from jiuji_docs.rendering.bundles.book import COPY
from jiuji_docs.services.bundles.plan import BundlePlanner
from tests.functional.conftest import PrintedTown

#: The lowest stripe of a page, where the mark stands, in points.
FOOT = 24
#: Of 255: a pixel that differs more is another shape, not another antialiasing.
FAR = 100


@pytest.fixture(scope="module")
def bundle(printed_town: PrintedTown) -> bytes:
    """The filed case's papers as its town prints them."""
    client = printed_town.login("yangshan.clerk")
    page = client.get(f"/cases/{printed_town.filed}").click("打印全套")
    assert "份文书已备齐" in page
    return bytes(page.click("双面").body)


def test_every_paper_is_in_it_on_a_sheet_of_its_own(
    printed_town: PrintedTown, bundle: bytes
) -> None:
    with printed_town.house.desk(write=False) as desk:
        plan = BundlePlanner(desk).of_case(printed_town.filed, desk.actor("yangshan.clerk"))
    document = pdfium.PdfDocument(bundle)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]

    (case,) = plan.cases
    assert len(case.papers) >= 11
    assert "文书打印册目录" in texts[0]
    for paper in case.papers:
        fronts = [number for number, text in enumerate(texts) if f"原件{paper.digest[:12]}" in text]
        assert fronts, paper.title
        assert fronts[0] % 2 == 0, paper.title
    assert all(COPY in text for text in texts if text)


def test_nothing_of_a_signature_is_left_but_its_looks(bundle: bytes) -> None:
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not any("/Annots" in page for page in pdf.pages)
        assert b"/ByteRange" not in bundle


def test_each_face_is_embedded_once(bundle: bytes) -> None:
    with pikepdf.open(io.BytesIO(bundle)) as pdf:
        names = Counter(
            str(item.FontName)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        )
    assert set(names.values()) == {1}
    assert "/JIUJIB+JiujiFang" in names


def test_a_signed_paper_looks_as_it_does_in_the_store(
    printed_town: PrintedTown, bundle: bytes
) -> None:
    with printed_town.house.desk(write=False) as desk:
        case = desk.cases.get(printed_town.filed)
        row = desk.documents.latest(case.id, "approval_expenditure")
        assert row is not None
        original = pdfium.PdfDocument(printed_town.house.store.get(row.pdf_hash))
    copies = pdfium.PdfDocument(bundle)
    mark = row.pdf_hash[:12]
    at = next(
        number
        for number, page in enumerate(copies)
        if mark in page.get_textpage().get_text_range().replace(" ", "")
    )
    original.init_forms()
    ours, theirs = (
        document.render(may_draw_forms=True).to_pil() for document in (copies[at], original[0])
    )
    whole = (0, 0, ours.width, ours.height - FOOT)

    difference = ImageChops.difference(ours.crop(whole), theirs.crop(whole)).convert("L")
    far = sum(difference.histogram()[FAR:])

    assert ours.size == theirs.size
    # Only what stood in signature fields may shift by a part of a pixel.
    assert far < ours.width * ours.height / 2000


def test_it_is_logged_and_only_for_whom_the_case_is(
    printed_town: PrintedTown, bundle: bytes
) -> None:
    assert bundle
    printed_town.login("qinghe.clerk").get(f"/cases/{printed_town.filed}/bundle.pdf", status=404)
    with printed_town.house.desk(write=False) as desk:
        accesses = desk.accounts.accesses(desk.cases.get(printed_town.filed).id)
    assert any(row.what.startswith("打印全套：") for row in accesses)
