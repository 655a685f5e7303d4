"""A real paper: typeset text, two approvers' fields and a seal's, signed with the real looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import SealStyle, seal_box
from jiuji_docs.rendering.appearance import signature_appearance
from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.seal_image import seal_pdf
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.pades import prepare, sign

BEIJING = dt.timezone(dt.timedelta(hours=8))
ISSUER = Place(1, 120, 200, 45, 8)
DATE = Place(1, 120, 210, 45, 8)
OPINION = ["经审核，该家庭符合临时救助条件，拟救助500.00元。", "张玥（民政办主任）", "2024年2月8日"]


@dataclass(frozen=True)
class Signed:
    """A signed paper with the places its fields were asked for."""

    pdf: bytes
    places: dict[str, Place]
    keyring: Keyring
    fonts: FontSet


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    try:
        return installed_fonts()
    except SetUpError as missing:
        pytest.skip(str(missing))


def typeset(fonts: FontSet) -> bytes:
    """Return an A4 page with an approval grid, a name and a date."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher = AssetFetcher({f"fonts/{p.name}": p.read_bytes for p in fonts.families.values()})
    configuration = FontConfiguration()
    style = f"""{fonts.face_css()}
        @page {{ size: A4; margin: 0 }}
        body {{ margin: 0; font: 14pt/1.5 {fonts.chain("JiujiFang")} }}
        div {{ position: absolute; text-align: center }}
        .box {{ border: .3mm solid #000; box-sizing: border-box }}"""
    body = f"""
        <div style="left:28mm;top:30mm;width:156mm">临时救助审核确认表</div> <div class="box"
        style="left:28mm;top:50mm;width:26mm;height:24mm">乡镇意见</div> <div class="box"
        style="left:54mm;top:50mm;width:130mm;height:24mm"></div> <div class="box"
        style="left:28mm;top:74mm;width:26mm;height:24mm">县级意见</div> <div class="box"
        style="left:54mm;top:74mm;width:130mm;height:24mm"></div> <div
        style="left:{ISSUER.left}mm;top:{ISSUER.top}mm;width:{ISSUER.width}mm">示范县民政局</div>
        <div style="left:{DATE.left}mm;top:{DATE.top}mm;width:{DATE.width}mm">2024年2月8日</div>"""
    pdf: bytes = HTML(string=body, url_fetcher=fetcher).write_pdf(
        stylesheets=[CSS(string=style, url_fetcher=fetcher, font_config=configuration)],
        font_config=configuration,
    )
    return pdf


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory, fonts: FontSet) -> Signed:
    """Return the paper with both opinions and the seal."""
    keyring = Keyring(Path(tmp_path_factory.mktemp("documents")) / "keys")
    keyring.create("示范县")
    places = {
        "town": Place(1, 54, 50, 130, 24),
        "decision_county": Place(1, 54, 74, 130, 24),
        "seal": seal_box(ISSUER, DATE, 42.0),
    }
    steps = [
        ("town", keyring.ensure_person("yangshan.auditor", "张玥", "示范县阳山镇人民政府"), None),
        ("decision_county", keyring.ensure_person("county.head", "李四", "示范县民政局"), None),
        ("seal", keyring.ensure_unit("county", "示范县民政局"), SealStyle("示范县民政局")),
    ]
    pdf = prepare(typeset(fonts), places)
    for hour, (place, subject, seal) in enumerate(steps, 9):
        box = places[place]
        look = (
            seal_pdf(seal, fonts)
            if seal
            else signature_appearance(OPINION, box.width, box.height, fonts)
        )
        pdf = sign(
            pdf,
            place=place,
            signer=keyring.signer(subject),
            appearance=look,
            reason="临时救助审核确认表",
            at=dt.datetime(2024, 2, 8, hour, tzinfo=BEIJING),
        )
    return Signed(pdf, places, keyring, fonts)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory, fonts: FontSet) -> Signed:
    """Return an outgoing document: the seal is its only signature."""
    keyring = Keyring(Path(tmp_path_factory.mktemp("outgoing")) / "keys")
    keyring.create("示范县")
    places = {"seal": seal_box(ISSUER, DATE, 42.0)}
    pdf = sign(
        prepare(typeset(fonts), places),
        place="seal",
        signer=keyring.signer(keyring.ensure_unit("county", "示范县民政局")),
        appearance=seal_pdf(SealStyle("示范县民政局"), fonts),
        reason="批准通知书",
        at=dt.datetime(2024, 2, 8, 12, tzinfo=BEIJING),
    )
    return Signed(pdf, places, keyring, fonts)
