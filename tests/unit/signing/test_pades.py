"""What signing writes into a file, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pikepdf
import pytest

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.signing.fields import read_fields
from jiuji_docs.signing.pades import prepare, sign


def field(pdf: Any, place: str) -> Any:
    """Return a signature field as pikepdf sees it (the file must stay open while it is used)."""
    return next(item for item in pdf.Root.AcroForm.Fields if str(item.T) == place)


def opened(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


def test_signing_fills_one_field_and_leaves_the_others_empty(desk: Any, places: Any) -> None:
    signed = desk.sign(prepare(desk.paper, places), "town", desk.clerk)
    fields = read_fields(signed)
    assert fields["town"] is None
    assert fields["decision"] is not None
    assert fields["seal"] is not None


def test_signing_only_appends(desk: Any, places: Any) -> None:
    prepared = prepare(desk.paper, places)
    assert desk.sign(prepared, "town", desk.clerk).startswith(prepared)


def test_the_signature_is_pades_of_the_given_time_and_reason(signed: bytes) -> None:
    with opened(signed) as pdf:
        value = field(pdf, "town").V
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert str(value.M) == "D:20240208093000+08'00'"
        assert str(value.Reason) == "审核表"


def test_no_clock_of_this_machine_gets_into_the_file(desk: Any, places: Any) -> None:
    today = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%d").encode()
    assert today not in desk.sign(prepare(desk.paper, places), "town", desk.clerk)


def test_metadata_and_version_stay_as_they_were(desk: Any, signed: bytes) -> None:
    with opened(desk.paper) as before, opened(signed) as after:
        assert after.pdf_version == before.pdf_version == "1.7"
        assert "/Version" not in after.Root or after.Root.Version == "/1.7"
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo) == dict(before.docinfo)


def test_the_first_signature_certifies_and_allows_the_prepared_ones(signed: bytes) -> None:
    with opened(signed) as pdf:
        assert field(pdf, "town").V.Reference[0].TransformParams.P == 2
        assert "/Reference" not in field(pdf, "decision").V
        assert pdf.Root.Perms.DocMDP.objgen == field(pdf, "town").V.objgen


def test_an_only_signature_allows_nothing_after_it(desk: Any) -> None:
    prepared = prepare(desk.paper, {"seal": Place(1, 100, 200, 50, 20)})
    sealed = desk.sign(prepared, "seal", desk.unit, look=(42, 42))
    with opened(sealed) as pdf:
        assert field(pdf, "seal").V.Reference[0].TransformParams.P == 1


def test_an_appearance_keeps_its_true_size_in_a_larger_field(desk: Any, places: Any) -> None:
    sealed = desk.sign(prepare(desk.paper, places), "seal", desk.unit, look=(42, 42))
    with opened(sealed) as pdf:
        appearance = field(pdf, "seal").AP.N
        placed = appearance.read_bytes().decode()
        box = sorted(float(edge) for edge in appearance.BBox)
    scale = [float(number) for number in placed.split(" cm")[0].split()[-6:]]
    margin = (45 - 42) / 2 * 72 / 25.4
    assert box == pytest.approx([0, 0, 45 * 72 / 25.4, 45 * 72 / 25.4], abs=0.001)
    assert scale == pytest.approx([1, 0, 0, 1, margin, margin], abs=0.001)


def test_an_appearance_larger_than_its_field_is_refused(desk: Any, places: Any) -> None:
    with pytest.raises(SigningError, match="大于签名处"):
        desk.sign(prepare(desk.paper, places), "town", desk.clerk, look=(81, 20))


def test_a_place_signs_once(desk: Any, signed: bytes) -> None:
    with pytest.raises(SigningError, match="已签名"):
        desk.sign(signed, "town", desk.clerk)


def test_a_place_that_was_not_prepared_cannot_be_signed(desk: Any, places: Any) -> None:
    with pytest.raises(SigningError, match="没有签名处"):
        desk.sign(prepare(desk.paper, places), "county", desk.clerk)


def test_a_time_without_zone_is_refused(desk: Any, places: Any, make_page: Any) -> None:
    with pytest.raises(SigningError, match="时区"):
        sign(
            prepare(desk.paper, places),
            place="town",
            signer=desk.keyring.signer(desk.clerk),
            appearance=make_page(40, 10),
            reason="审核表",
            at=dt.datetime(2024, 2, 8, 9, 30),  # noqa: DTZ001 - the point of the test
        )


def test_an_appearance_that_is_no_pdf_is_refused(desk: Any, places: Any) -> None:
    with pytest.raises(SigningError, match="签名外观"):
        sign(
            prepare(desk.paper, places),
            place="town",
            signer=desk.keyring.signer(desk.clerk),
            appearance=b"<svg/>",
            reason="审核表",
            at=dt.datetime(2024, 2, 8, 9, 30, tzinfo=dt.UTC),
        )
