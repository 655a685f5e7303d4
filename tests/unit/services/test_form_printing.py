"""Check printing of a single form outside any case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jiuji_docs.domain.errors import FormInvalid, NotFound
from jiuji_docs.services.form_printing import print_form

NOW = dt.datetime(2024, 2, 8, 1, 30, tzinfo=dt.UTC)
DATA: dict[str, Any] = {
    "case": {"number": "示救〔2024〕0001号"},
    "unit": {"name": "阳山镇人民政府"},
    "form": {"application": {"applicant_name": "旻昇玥", "id_number": "990101196803151135"}},
}


def test_a_form_prints_blank() -> None:
    printed = print_form("receipt", now=NOW)
    assert printed.pages == 1
    assert printed.pdf.startswith(b"%PDF")
    assert printed.docx.startswith(b"PK")


def test_a_form_prints_what_is_given_and_leaves_the_rest_blank() -> None:
    printed = print_form("application", DATA, now=NOW)
    assert printed.findings == ("生僻字改用后备字体：旻、昇、玥",)
    assert printed.pdf != print_form("application", now=NOW).pdf


def test_another_forms_entries_fill_this_one() -> None:
    assert any("旻" in finding for finding in print_form("receipt", DATA, now=NOW).findings)


def test_what_is_given_must_be_right() -> None:
    with pytest.raises(FormInvalid, match="校验位"):
        print_form("application", {"form": {"application": {"id_number": "990101196803151136"}}})


@pytest.mark.parametrize("form", [3, {"application": "x"}, {"application": {"nope": 1}}])
def test_data_of_the_wrong_shape_is_refused(form: Any) -> None:
    with pytest.raises(FormInvalid):
        print_form("application", {"form": form})


@pytest.mark.parametrize("form", ["nope", "audit"])
def test_a_form_without_paper_is_not_found(form: str) -> None:
    with pytest.raises(NotFound):
        print_form(form)


@pytest.mark.parametrize("form", ["approval_notice", "refusal_notice"])
def test_a_blank_official_document_leaves_room_for_its_facts(form: str) -> None:
    printed = print_form(form)

    assert printed.pages == 1
    assert printed.pdf.startswith(b"%PDF-")
