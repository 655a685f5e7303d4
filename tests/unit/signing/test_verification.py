"""Twelve ways to cheat with a signed file, and what the strict policy says to each."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.signing.signature import ExpectedSignature
from jiuji_docs.signing.authority import (
    distinguished_name,
    issue_authority,
    issue_leaf,
    new_key,
)
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.pades import prepare, sign
from jiuji_docs.signing.verification import verify_pdf

EXPECTED = (
    ExpectedSignature("town", "person:yangshan.clerk"),
    ExpectedSignature("decision", "person:yangshan.head"),
    ExpectedSignature("seal", "unit:yangshan"),
)


def codes(report: Any) -> Any:
    return {item.code for item in report.findings}


def appended(pdf: bytes, change: Any) -> Any:
    """Return the file with an incremental update made by somebody else's tool."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def seal_field(writer: Any) -> Any:
    fields = (item.get_object() for item in writer.root["/AcroForm"]["/Fields"])
    return next(item for item in fields if item["/T"] == "seal")


def test_an_honest_file_reports_who_signed_what_and_when(desk: Any, signed: bytes) -> None:
    report = verify_pdf(signed, desk.roots, expected=EXPECTED)
    assert report.findings == ()
    assert report.ok
    told = [(m.place, m.subject, m.signer, m.unit, m.at.hour) for m in report.signatures]
    assert told == [
        ("town", "person:yangshan.clerk", "张三", "示范县阳山镇人民政府", 9),
        ("decision", "person:yangshan.head", "李四", "示范县阳山镇人民政府", 10),
        ("seal", "unit:yangshan", "示范县阳山镇人民政府", "示范县阳山镇人民政府", 11),
    ]
    assert all(mark.intact and mark.trusted for mark in report.signatures)
    assert [mark.covers_whole_file for mark in report.signatures] == [False, False, True]


def test_the_recorded_digest_is_compared(desk: Any, signed: bytes) -> None:
    right = hashlib.sha256(signed).hexdigest()
    assert verify_pdf(signed, desk.roots, sha256=right.upper()).ok
    assert codes(verify_pdf(signed, desk.roots, sha256="0" * 64)) == {"digest_differs"}


def test_fields_that_may_stay_empty_are_named_and_do_no_harm(desk: Any, places: Any) -> None:
    half = desk.sign(prepare(desk.paper, places), "town", desk.clerk)
    report = verify_pdf(half, desk.roots, expected=EXPECTED[:1])
    assert report.ok
    assert report.empty == ("decision", "seal")


def test_any_day_of_fifty_years_can_be_the_signing_day(
    desk: Any, places: Any, make_page: Any
) -> None:
    for year in (2001, 2049):
        at = dt.datetime(year, 6, 1, tzinfo=dt.UTC)
        pdf = sign(
            prepare(desk.paper, places),
            place="town",
            signer=desk.keyring.signer(desk.clerk),
            appearance=make_page(10, 10),
            reason="审核表",
            at=at,
        )
        report = verify_pdf(pdf, desk.roots)
        assert report.ok
        assert report.signatures[0].at == at


def test_cutting_back_to_an_earlier_signature_is_found(desk: Any, signed: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(signed))
    *_, start, length = map(int, reader.embedded_signatures[1].byte_range)
    earlier = signed[: start + length]
    assert codes(verify_pdf(earlier, desk.roots, expected=EXPECTED)) == {"missing_signature"}
    assert verify_pdf(earlier, desk.roots).empty == ("seal",)


@pytest.mark.parametrize("tail", [b"\n", b"%", b"\n% hello\n", b"\0"])
def test_bytes_after_the_last_signature_are_found(desk: Any, signed: bytes, tail: bytes) -> None:
    assert "not_covered" in codes(verify_pdf(signed + tail, desk.roots, expected=EXPECTED))


def test_painting_over_a_page_is_found(desk: Any, signed: bytes) -> None:
    def overlay(writer: Any) -> Any:
        paint = generic.StreamObject(stream_data=b"q 1 1 1 rg 100 100 300 300 re f Q")
        writer.add_stream_to_page(0, writer.add_object(paint))

    report = verify_pdf(appended(signed, overlay), desk.roots, expected=EXPECTED)
    assert {"not_covered", "forbidden_change"} <= codes(report)
    assert not any(mark.intact for mark in report.signatures)


def test_painting_over_a_page_between_two_signatures_is_found(desk: Any, places: Any) -> None:
    def overlay(writer: Any) -> Any:
        paint = generic.StreamObject(stream_data=b"q 1 1 1 rg 100 100 300 300 re f Q")
        writer.add_stream_to_page(0, writer.add_object(paint))

    pdf = desk.sign(prepare(desk.paper, places), "town", desk.clerk)
    pdf = desk.sign(appended(pdf, overlay), "decision", desk.head, hour=11)
    report = verify_pdf(pdf, desk.roots)
    assert codes(report) == {"forbidden_change"}
    assert [mark.intact for mark in report.signatures] == [False, True]


def test_a_swapped_seal_picture_is_found(desk: Any, signed: bytes) -> None:
    def swap(writer: Any) -> Any:
        form = generic.StreamObject(stream_data=b"0 1 0 rg 0 0 100 100 re f")
        form["/Type"], form["/Subtype"] = pdf_name("/XObject"), pdf_name("/Form")
        form["/BBox"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 119, 119)))
        field = seal_field(writer)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(form)})
        writer.update_container(field)

    report = verify_pdf(appended(signed, swap), desk.roots, expected=EXPECTED)
    assert {"not_covered", "forbidden_change"} <= codes(report)


def test_changed_metadata_is_found(desk: Any, signed: bytes) -> None:
    def retitle(writer: Any) -> Any:
        writer.set_info(generic.DictionaryObject({pdf_name("/Title"): generic.pdf_string("假")}))

    assert "forbidden_change" in codes(verify_pdf(appended(signed, retitle), desk.roots))


def test_an_update_that_changes_nothing_is_still_found(desk: Any, signed: bytes) -> None:
    def orphan(writer: Any) -> Any:
        writer.add_object(generic.pdf_string("unused"))

    assert "not_covered" in codes(verify_pdf(appended(signed, orphan), desk.roots))


def test_a_field_added_after_signing_is_found(desk: Any, places: Any) -> None:
    def add(writer: Any) -> Any:
        append_signature_field(writer, SigFieldSpec("county", box=(10, 10, 90, 60)))

    pdf = desk.sign(prepare(desk.paper, places), "town", desk.clerk)
    report = verify_pdf(appended(pdf, add), desk.roots)
    assert {"not_covered", "forbidden_change"} <= codes(report)


@pytest.fixture
def impostor(tmp_path: Path) -> Any:
    """Make an authority of the same name, with the same people in it."""
    other = Keyring(tmp_path / "impostor")
    other.create("示范县")
    other.ensure_unit("yangshan", "示范县阳山镇人民政府")
    return other


def test_a_seal_of_another_authority_with_the_right_names_is_not_trusted(
    desk: Any, places: Any, impostor: Any
) -> None:
    pdf = desk.sign(prepare(desk.paper, places), "town", desk.clerk)
    forged = replace(desk, keyring=impostor).sign(
        pdf, "seal", "unit:yangshan", hour=11, look=(42, 42)
    )
    report = verify_pdf(forged, desk.roots)
    assert codes(report) == {"not_trusted"}
    assert [mark.trusted for mark in report.signatures] == [True, False]


def test_a_self_signed_certificate_with_the_right_name_is_not_trusted(
    desk: Any, places: Any, tmp_path: Path
) -> None:
    name = distinguished_name("示范县阳山镇人民政府", "示范县阳山镇人民政府", "unit:yangshan")
    key = new_key()
    alone = issue_leaf(key, name, issue_authority(key, name), key)
    shelf = Keyring(tmp_path)
    (tmp_path / "unit-yangshan.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + alone.public_bytes(serialization.Encoding.PEM)
    )
    sealed = replace(desk, keyring=shelf).sign(
        prepare(desk.paper, places), "seal", "unit:yangshan", look=(42, 42)
    )
    report = verify_pdf(sealed, desk.roots)
    assert codes(report) == {"not_trusted"}
    assert report.signatures[0].signer == "示范县阳山镇人民政府"
    assert report.signatures[0].intact


def test_a_picture_of_a_seal_is_no_signature(desk: Any) -> None:
    assert codes(verify_pdf(desk.paper, desk.roots)) == {"no_signatures"}
    assert codes(verify_pdf(desk.paper, desk.roots, expected=EXPECTED)) == {"missing_signature"}


def test_prepared_fields_alone_are_no_signature(desk: Any, places: Any) -> None:
    report = verify_pdf(prepare(desk.paper, places), desk.roots)
    assert codes(report) == {"no_signatures"}
    assert report.empty == ("town", "decision", "seal")


def test_a_rewrite_by_another_tool_is_found(desk: Any, signed: bytes) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(output)
    report = verify_pdf(output.getvalue(), desk.roots, expected=EXPECTED)
    assert not report.ok
    assert not any(mark.intact for mark in report.signatures)


def test_a_person_signing_in_the_seals_place_is_found(desk: Any, places: Any) -> None:
    pdf = desk.sign(prepare(desk.paper, places), "seal", desk.clerk)
    assert codes(verify_pdf(pdf, desk.roots)) == {"wrong_kind"}


def test_a_colleague_signing_in_anothers_place_is_found(desk: Any, places: Any) -> None:
    pdf = desk.sign(prepare(desk.paper, places), "decision", desk.clerk)
    wanted = (ExpectedSignature("decision", "person:yangshan.head"),)
    assert codes(verify_pdf(pdf, desk.roots, expected=wanted)) == {"wrong_signer"}


def test_signing_in_another_order_than_the_workflows_is_found(desk: Any, places: Any) -> None:
    pdf = desk.sign(prepare(desk.paper, places), "decision", desk.head, hour=9)
    pdf = desk.sign(pdf, "town", desk.clerk, hour=10)
    assert codes(verify_pdf(pdf, desk.roots, expected=EXPECTED[:2])) == {"wrong_order"}


def test_a_back_dated_signature_is_found(desk: Any, places: Any) -> None:
    pdf = desk.sign(prepare(desk.paper, places), "town", desk.clerk, hour=10)
    pdf = desk.sign(pdf, "decision", desk.head, hour=9)
    assert codes(verify_pdf(pdf, desk.roots)) == {"time_order"}


def test_no_root_means_nobody_is_trusted(signed: bytes) -> None:
    report = verify_pdf(signed, [])
    assert codes(report) == {"not_trusted"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"not a pdf", b"\0" * 100])
def test_a_file_that_is_no_pdf_is_a_finding_not_an_exception(desk: Any, data: bytes) -> None:
    assert codes(verify_pdf(data, desk.roots)) == {"unreadable"}


def test_an_encrypted_file_is_a_finding(desk: Any) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk.paper)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="o", user="u"))
    assert "encrypted" in codes(verify_pdf(output.getvalue(), desk.roots))


def test_a_root_may_be_der(desk: Any, signed: bytes) -> None:
    root = x509.load_pem_x509_certificate(desk.roots[0])
    assert verify_pdf(signed, [root.public_bytes(serialization.Encoding.DER)]).ok


@pytest.mark.parametrize("root", [b"", b"rubbish", b"-----BEGIN CERTIFICATE-----\nxx\n-----END"])
def test_a_root_that_cannot_be_read_is_an_error(signed: bytes, root: bytes) -> None:
    with pytest.raises(SigningError, match="根证书"):
        verify_pdf(signed, [root])
