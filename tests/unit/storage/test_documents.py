"""Papers have editions, bytes and signatures; void ones stay as history."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jiuji_docs.domain.errors import NotFound, StalePage
from jiuji_docs.storage.documents import DocumentRepository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.work import Work, unit_of_work
from tests.unit.storage.samples import NOW, add_paper, open_case


def _order(work: Work, document_id: int, place: str, step_seq: int = 1) -> Any:
    return DocumentRepository(work.session).order_signature(
        document_id=document_id,
        place=place,
        kind="person",
        account_id="yangshan.head",
        unit_id="yangshan",
        ordered_at=NOW,
        step_seq=step_seq,
    )


def _set_bytes(documents: DocumentRepository, document_id: int, name: str) -> None:
    documents.set_bytes(
        document_id,
        pdf_hash=name * 64,
        docx_hash="d" * 64,
        pages=2,
        places="{}",
        findings="[]",
        state="open",
    )


def test_a_paper_issued_again_is_the_next_edition(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        case = open_case(work)
        first, other = add_paper(work, case.id), add_paper(work, case.id, "review")
        assert documents.latest(case.id, "application") == first
        documents.void(first.id)
        assert documents.latest(case.id, "application") is None
        second = add_paper(work, case.id)
        assert (first.edition, second.edition, other.edition) == (1, 2, 1)
        assert documents.latest(case.id, "application") == second
        assert _keys(documents.of_case(case.id)) == [other.id, second.id]
        assert _keys(documents.of_case(case.id, voided=True)) == [first.id]
        assert _keys(documents.of_case(case.id, voided=None)) == [first.id, other.id, second.id]


def test_bytes_are_named_by_hash_and_known(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        case = open_case(work)
        paper = add_paper(work, case.id)
        _set_bytes(documents, paper.id, "a")
        mark = _order(work, paper.id, "town")
        documents.apply_signature(mark.id, "b" * 64, NOW)
        _attach(documents, case.id)
        printed = documents.lock(paper.id)
        assert (printed.pdf_hash, printed.pages, printed.state) == ("a" * 64, 2, "open")
        assert documents.known_hashes() == {letter * 64 for letter in "abcd"}
        assert [row.name for row in documents.attachments(case.id)] == ["证明.jpg"]


def test_a_void_paper_takes_no_bytes(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        paper = add_paper(work, open_case(work).id)
        documents.void(paper.id)
        for change in (
            lambda: _set_bytes(documents, paper.id, "a"),
            lambda: documents.fail(paper.id, "缺字"),
            lambda: documents.void(paper.id),
        ):
            with pytest.raises(NotFound):
                change()


def test_a_paper_that_cannot_be_printed_says_why(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        paper = add_paper(work, open_case(work).id)
        documents.fail(paper.id, "字库缺字：𠮷")
        failed = documents.get(paper.id)
        assert failed.state == "failed"
        assert json.loads(failed.findings) == [{"kind": "failed", "message": "字库缺字：𠮷"}]


def test_a_signature_is_applied_once(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        paper = add_paper(work, open_case(work).id)
        mark = _order(work, paper.id, "town")
        assert mark.state == "ordered"
        documents.apply_signature(mark.id, "b" * 64, NOW)
        with pytest.raises(StalePage):
            documents.apply_signature(mark.id, "c" * 64, NOW)
        (applied,) = documents.signatures(paper.id)
        assert (applied.state, applied.pdf_hash, applied.applied_at) == ("applied", "b" * 64, NOW)


def test_a_place_takes_one_signature(county: Engine) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        paper = add_paper(work, open_case(work).id)
        _order(work, paper.id, "town")
        _order(work, paper.id, "town")


def test_a_return_voids_papers_issued_or_signed_later(county: Engine) -> None:
    with unit_of_work(county) as work:
        documents = DocumentRepository(work.session)
        case = open_case(work)
        kept = add_paper(work, case.id, "application", step_seq=1)
        signed = add_paper(work, case.id, "approval", step_seq=2)
        later = add_paper(work, case.id, "notice", step_seq=4)
        _order(work, signed.id, "village", step_seq=2)
        _order(work, signed.id, "town", step_seq=3)
        assert documents.void_after_step(case.id, 2) == [signed.id, later.id]
        assert [mark.state for mark in documents.signatures(signed.id)] == ["void", "void"]
        assert _keys(documents.of_case(case.id)) == [kept.id]
        assert documents.void_after_step(case.id, 2) == []


def test_another_towns_papers_are_not_found(county: Engine) -> None:
    with unit_of_work(county) as work:
        case = open_case(work)
        paper = add_paper(work, case.id)
        _attach(DocumentRepository(work.session), case.id)
        strangers = DocumentRepository(work.session, Scope("linhe"))
        for look in (strangers.get, strangers.lock):
            with pytest.raises(NotFound):
                look(paper.id)
        assert strangers.of_case(case.id, voided=None) == []
        assert strangers.latest(case.id, "application") is None
        assert strangers.attachments(case.id) == []


def _attach(documents: DocumentRepository, case_id: int) -> None:
    documents.add_attachment(
        case_id=case_id,
        name="证明.jpg",
        media_type="image/jpeg",
        size=3,
        sha256="c" * 64,
        account_id="yangshan.clerk",
        added_at=NOW,
    )


def _keys(rows: list[Any]) -> list[int]:
    return [row.id for row in rows]
