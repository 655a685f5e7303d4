"""What must stand on a paper by its rows, and the report in words."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from jiuji_docs.domain.signing.signature import (
    ExpectedSignature,
    Finding,
    SignatureReport,
    VerificationReport,
)
from jiuji_docs.services.verification import as_plain, expected_signatures, in_words


def row(place: str, kind: str, state: str) -> Any:
    return SimpleNamespace(
        place=place, kind=kind, state=state, account_id="county.head", unit_id="county"
    )


def test_only_applied_signatures_are_expected_seals_by_their_unit() -> None:
    rows = [
        row("town", "person", "void"),
        row("decision", "person", "applied"),
        row("seal", "seal", "applied"),
        row("later", "person", "ordered"),
    ]
    assert expected_signatures(rows) == (
        ExpectedSignature("decision", "person:county.head"),
        ExpectedSignature("seal", "unit:county"),
    )


def test_words_show_beijing_time_empty_places_and_each_problem() -> None:
    at = dt.datetime(2024, 2, 8, 18, tzinfo=dt.UTC)
    report = VerificationReport(
        "ab" * 32,
        (SignatureReport("seal", "unit", "county", "示范县民政局", "示范县民政局", at),),
        (Finding("altered", "签名后的内容已被改动", "seal"),),
        ("town",),
    )
    told = "\n".join(in_words(report))
    for words in ("印章 1：seal", "2024-02-09 02:00:00", "内容已变", "尚未签署：town", "〔seal〕"):
        assert words in told
    assert told.endswith("结论：无效：见上列问题")


def test_plain_data_keeps_codes_and_iso_times() -> None:
    report = VerificationReport("ab" * 32, (SignatureReport("town"),), (Finding("unbound", "…"),))
    plain = as_plain(report)
    assert plain["ok"] is False
    assert plain["findings"] == [{"code": "unbound", "place": "", "message": "…"}]
    assert plain["signatures"][0]["at"] is None
