"""The QR of a sheet is read back from its PDF and DOCX; the filing stamp still has its room."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.examples import example
from jiuji_docs.domain.archives.stamp import HEIGHT, WIDTH
from jiuji_docs.domain.forms.paper_code import read_code, scanned_text
from jiuji_docs.rendering.filing_stamp import TOP
from jiuji_docs.services.form_printing import print_form
from tests.common.codes import codes_of_docx, codes_of_pdf

from . import measure

PORTRAIT = 210.0


@pytest.mark.parametrize("form", ["receipt", "payroll", "investigation"])
def test_a_blank_form_carries_its_id_and_edition(form: str) -> None:
    printed = print_form(form)
    edition = Catalog.shipped().form(form).checksum[:8]

    assert set(codes_of_pdf(printed.pdf)) == {f"blank.{form}.{edition}"}
    assert set(codes_of_docx(printed.docx)) == {f"blank.{form}.{edition}"}
    assert f"版次{edition}" in measure.text(printed.pdf)


def test_a_filled_form_carries_case_paper_and_a_digest_of_its_words() -> None:
    data = example("application")
    printed = print_form("application", data)
    other = {**data, "unit": {"name": "清河镇人民政府"}}

    (code,) = set(codes_of_pdf(printed.pdf))
    (changed,) = set(codes_of_pdf(print_form("application", other).pdf))

    taken = read_code(code)
    assert taken is not None
    assert (taken.number, taken.form) == (data["case"]["number"], "application")
    assert codes_of_docx(printed.docx) == [code]
    assert changed.rpartition(".")[0] == code.rpartition(".")[0]
    assert changed != code
    for name in ("applicant_name", "id_number", "phone"):
        assert data["form"]["application"][name] not in code


def test_nothing_is_printed_where_the_filing_stamp_goes() -> None:
    ink = measure.characters(print_form("application", example("application")).pdf)
    left, right = (PORTRAIT - WIDTH) / 2, (PORTRAIT + WIDTH) / 2
    inside = [
        one for one in ink if one.top < TOP + HEIGHT and left < one.right and one.left < right
    ]
    assert inside == []


def test_a_code_is_read_with_and_without_the_offices_address() -> None:
    code = "示救〔2024〕0001号.receipt.0123456789abcdef"
    taken = read_code(code)
    assert taken is not None
    assert taken.number == "示救〔2024〕0001号"
    assert read_code(scanned_text(code, "http://10.1.2.3:6543/")) == taken
    for wrong in ("", "x", "a.b", "..", "https://example.org/elsewhere"):
        assert read_code(wrong) is None
