"""A test authority, a blank paper with prepared places, and the same paper signed by three."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.pades import prepare, sign

BEIJING = dt.timezone(dt.timedelta(hours=8))
MM = 72 / 25.4
PLACES = {
    "town": Place(1, 30, 50, 80, 20),
    "decision": Place(1, 30, 80, 80, 20),
    "seal": Place(1, 120, 110, 60, 20),
}


def page(width: float, height: float, paint: str = "") -> bytes:
    """Return a one-page PDF of so many millimetres."""
    pdf = pikepdf.Pdf.new()
    blank = pdf.add_blank_page(page_size=(width * MM, height * MM))
    blank.obj.Contents = pdf.make_stream(paint.encode())
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "审核表"
    pdf.docinfo["/Title"] = "审核表"
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True, min_version="1.7")
    return output.getvalue()


@dataclass(frozen=True)
class Desk:
    """Everything a test needs to sign."""

    keyring: Keyring
    clerk: str
    head: str
    unit: str
    paper: bytes

    @property
    def roots(self) -> list[bytes]:
        return [self.keyring.root_certificate()]

    def sign(
        self,
        pdf: bytes,
        place: str,
        subject: str,
        *,
        hour: int = 10,
        look: tuple[float, float] = (40, 10),
    ) -> bytes:
        return sign(
            pdf,
            place=place,
            signer=self.keyring.signer(subject),
            appearance=page(*look, "1 0 0 rg 5 5 20 20 re f"),
            reason="审核表",
            at=dt.datetime(2024, 2, 8, hour, 30, tzinfo=BEIJING),
        )

    def all_signed(self) -> bytes:
        pdf = self.sign(prepare(self.paper, PLACES), "town", self.clerk, hour=9)
        pdf = self.sign(pdf, "decision", self.head, hour=10)
        return self.sign(pdf, "seal", self.unit, hour=11, look=(42, 42))


def make_desk(directory: Path) -> Desk:
    keyring = Keyring(directory / "keys")
    keyring.create("示范县")
    return Desk(
        keyring,
        keyring.ensure_person("yangshan.clerk", "张三", "示范县阳山镇人民政府"),
        keyring.ensure_person("yangshan.head", "李四", "示范县阳山镇人民政府"),
        keyring.ensure_unit("yangshan", "示范县阳山镇人民政府"),
        page(210, 297, "0 0 1 rg 100 100 50 50 re f"),
    )


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return make_desk(tmp_path_factory.mktemp("signing"))


@pytest.fixture(scope="session")
def signed(desk: Desk) -> bytes:
    """Return the paper with all three signatures."""
    return desk.all_signed()


@pytest.fixture(scope="session")
def places() -> dict[str, Place]:
    return PLACES


@pytest.fixture(scope="session")
def make_page() -> Callable[..., bytes]:
    return page
