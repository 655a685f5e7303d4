"""The rules about who must have signed where, by themselves."""

from __future__ import annotations

import datetime as dt
import io
from binascii import hexlify, unhexlify
from types import SimpleNamespace
from typing import Any

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader

from jiuji_docs.domain.signing.signature import ExpectedSignature, SignatureReport
from jiuji_docs.signing.policy import container_is_plain, judge_set, judge_signers

NINE = dt.datetime(2024, 2, 8, 9, tzinfo=dt.UTC)


def mark(place: str, subject: str = "person:clerk", minutes: int = 0) -> Any:
    kind, account = subject.split(":")
    at = NINE + dt.timedelta(minutes=minutes)
    return SignatureReport(place, kind, account, "张三", "示范县", at, True, True, False)  # noqa: FBT003


def codes(findings: Any) -> Any:
    return [item.code for item in findings]


def expect(*pairs: Any) -> Any:
    return tuple(ExpectedSignature(*pair) for pair in pairs)


def test_no_signature_at_all_is_a_failure_when_nothing_is_expected() -> None:
    assert codes(judge_set([], None)) == ["no_signatures"]


def test_a_paper_expected_to_be_unsigned_may_be() -> None:
    assert codes(judge_set([], ())) == []


def test_the_expected_signatures_in_their_order_pass() -> None:
    marks = [mark("town"), mark("seal", "unit:county")]
    wanted = expect(("town", "person:clerk"), ("seal", "unit:county"))
    assert codes(judge_set(marks, wanted)) == []


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ((("town", "person:clerk"), ("decision", "person:head")), "missing_signature"),
        ((), "unexpected_signature"),
        ((("town", "person:head"),), "wrong_signer"),
        ((("town", "unit:clerk"),), "wrong_signer"),
    ],
)
def test_every_difference_from_the_expected_set_has_its_code(wanted: Any, code: str) -> None:
    assert codes(judge_set([mark("town")], expect(*wanted))) == [code]


def test_the_right_signatures_in_the_wrong_order_are_found() -> None:
    marks = [mark("decision"), mark("town")]
    wanted = expect(("town", "person:clerk"), ("decision", "person:clerk"))
    assert codes(judge_set(marks, wanted)) == ["wrong_order"]


def test_a_person_cannot_fill_a_seals_place_nor_a_seal_a_persons() -> None:
    found = judge_signers([mark("seal", "person:clerk"), mark("town", "unit:county")])
    assert codes(found) == ["wrong_kind", "wrong_kind"]


def test_a_certificate_that_names_nobody_is_found() -> None:
    assert codes(judge_signers([SignatureReport("town", at=NINE)])) == ["unbound"]


def test_a_signature_without_time_is_found() -> None:
    assert codes(judge_signers([SignatureReport("town", "person", "clerk")])) == ["no_time"]


def test_times_may_not_run_backwards_beyond_two_clocks_difference() -> None:
    assert codes(judge_signers([mark("town"), mark("decision", minutes=-5)])) == []
    assert codes(judge_signers([mark("town"), mark("decision", minutes=-6)])) == ["time_order"]


@pytest.mark.parametrize("last", [b"\x00", b"\x00\x00", b"\x07"])
def test_a_signature_that_ends_in_a_zero_byte_is_not_taken_for_padding(
    signed: bytes, last: bytes
) -> None:
    embedded = PdfFileReader(io.BytesIO(signed)).embedded_signatures[-1]
    message = cms.ContentInfo.load(embedded.pkcs7_content)
    info = message["content"]["signer_infos"][0]
    value = info["signature"].native
    info["signature"] = value[: -len(last)] + last
    digits = hexlify(message.dump(force=True)).upper()
    first, end = embedded.byte_range[1], embedded.byte_range[2]
    gap = b"<" + digits.ljust(end - first - 2, b"0") + b">"
    respelled = SimpleNamespace(
        byte_range=embedded.byte_range,
        pkcs7_content=unhexlify(gap[1:-1]),
        signed_data=message["content"],
    )
    assert container_is_plain(respelled, signed[:first] + gap + signed[end:])  # type: ignore[arg-type]
    assert not container_is_plain(  # type: ignore[arg-type]
        respelled, signed[:first] + gap[:-2] + b"1>" + signed[end:]
    )
