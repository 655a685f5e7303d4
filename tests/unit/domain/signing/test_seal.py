"""Specimens only, lawful sizes, and where a seal stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import SealStyle, diameter_for, misplaced, seal_box

ISSUER = Place(1, 110, 180, 36, 5)
DATE = Place(1, 108, 190, 40, 5)


@pytest.mark.parametrize(
    ("level", "millimetres"),
    [("county_government", 45.0), ("town", 42.0), ("county", 42.0), ("department", 42.0)],
)
def test_the_diameter_follows_the_unit_level(level: str, millimetres: float) -> None:
    assert diameter_for(level) == millimetres


def test_a_level_without_a_rule_has_no_diameter() -> None:
    with pytest.raises(PaperError, match="province"):
        diameter_for("province")


@pytest.mark.parametrize("name", ["示范县民政局", "某某县民政局", "示范县阳山镇人民政府"])
def test_invented_units_have_a_specimen(name: str) -> None:
    assert SealStyle(name).specimen


@pytest.mark.parametrize("name", ["朝阳县民政局", "民政部", "北京市朝阳区人民政府", ""])
def test_a_name_that_could_be_real_has_none(name: str) -> None:
    with pytest.raises(PaperError, match="示范"):
        SealStyle(name)


def test_a_style_that_is_not_a_specimen_cannot_be_made() -> None:
    with pytest.raises(PaperError, match="样章"):
        SealStyle("示范县民政局", specimen=False)


@pytest.mark.parametrize(
    "style",
    [
        {"name": "示范" + "县" * 23},
        {"name": "示范县 民政局"},
        {"name": "示范县\n民政局"},
        {"name": "示范县民政局", "bottom": "专" * 13},
        {"name": "示范县民政局", "diameter": 45.1},
        {"name": "示范县民政局", "diameter": 29.9},
        {"name": "示范县民政局", "diameter": float("nan")},
    ],
)
def test_a_seal_that_could_not_be_read_or_is_off_size_is_refused(style: Any) -> None:
    with pytest.raises(PaperError):
        SealStyle(**style)


@given(
    st.floats(20, 150),
    st.floats(60, 240),
    st.floats(10, 60),
    st.sampled_from([42.0, 45.0]),
)
def test_a_seal_put_by_the_rule_keeps_the_rule(
    left: float, top: float, width: float, diameter: float
) -> None:
    issuer = Place(1, left, top, width, 5)
    date = Place(1, left - 2, top + 10, width + 4, 5)
    seal = seal_box(issuer, date, diameter)
    assert (seal.width, seal.height) == (diameter, diameter)
    assert misplaced(seal, issuer=issuer, date=date, text_end=seal.top - 10, line=10.3) == ()


def test_a_seal_is_centred_over_the_two_lines_and_a_little_above_them() -> None:
    seal = seal_box(ISSUER, DATE, 42)
    assert seal.left + 21 == pytest.approx(128)
    assert seal.top + 21 == pytest.approx(187.5 - 3)


def test_a_seal_more_than_a_line_below_the_text_is_found() -> None:
    seal = seal_box(ISSUER, DATE, 42)
    wrong = misplaced(seal, issuer=ISSUER, date=DATE, text_end=seal.top - 10.4, line=10.3)
    assert wrong == ("印章顶端距正文（或附件说明）超过一行",)


def test_a_seal_beside_the_date_is_found() -> None:
    seal = replace(seal_box(ISSUER, DATE, 42), left=20)
    wrong = misplaced(seal, issuer=ISSUER, date=DATE, text_end=160, line=10.3)
    assert "印章未压住成文日期" in wrong
    assert "印章未压住发文机关署名" in wrong


def test_a_seal_hanging_below_its_lines_is_found() -> None:
    seal = replace(seal_box(ISSUER, DATE, 42), top=178)
    wrong = misplaced(seal, issuer=ISSUER, date=DATE, text_end=170, line=10.3)
    assert wrong == ("发文机关署名应在印章中心偏下位置",)


def test_a_seal_on_another_page_than_the_date_is_found() -> None:
    seal = replace(seal_box(ISSUER, DATE, 42), page=2)
    wrong = misplaced(seal, issuer=ISSUER, date=DATE, text_end=160, line=10.3)
    assert wrong == ("印章、署名与成文日期不在同一页",)
