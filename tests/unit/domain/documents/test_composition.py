"""Compose the two outgoing notices from what a case knows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.definitions.documents import (
    COMPOSITIONS,
    document_template,
    read_composition,
    read_layout,
    shipped_composition,
)
from jiuji_docs.domain.documents.composition import compose
from jiuji_docs.domain.documents.elements import Heading, Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.wording import CONDITIONS
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError
from jiuji_docs.domain.forms.chosen import Chosen

KNOWN: dict[str, Any] = {
    "application.applicant_name": "张某",
    "case.number": "示救〔2024〕0001号",
    "case.cause_title": "突患重病",
    "case.accepted_on": dt.date(2024, 2, 1),
    "policy.title": "示范县临时救助实施办法",
    "policy.named": "《示范县临时救助实施办法》（示民发〔2021〕15号）",
    "policy.reference": "《示范县临时救助实施办法》（示民发〔2021〕15号）第四条",
    "decision.modes": ["money"],
    "decision.approved_amount": Decimal("500.00"),
    "decision.payment_method": "card",
    "refusal_notice.reason_code": "不符合条件",
    "refusal_notice.reason": "收入高于标准。\n费用已经报销。",
    "unit.phone": "0000-1234567",
}


def made(name: str, **changed: Any) -> OfficialDocument:
    known = {**KNOWN, **{key.replace("__", "."): value for key, value in changed.items()}}
    return compose(
        shipped_composition(name),
        known,
        issuer="阳山镇人民政府",
        number="示民救〔2024〕1号",
        signed_on=dt.date(2024, 2, 8),
    )


def texts(document: OfficialDocument) -> list[str]:
    return [one.text for one in document.body if isinstance(one, Paragraph | Heading)]


def test_an_approval_tells_amount_in_figures_and_capitals() -> None:
    document = made("approval_notice")
    assert any("500.00元" in text and "伍佰元整" in text for text in texts(document))
    assert document.addressees == "张某"
    assert (document.number, document.date) == ("示民救〔2024〕1号", dt.date(2024, 2, 8))
    assert document.signatories == (document.mark,) == ("阳山镇人民政府",)


def test_an_approval_names_the_way_of_payment_and_its_basis() -> None:
    told = "".join(texts(made("approval_notice")))
    assert "银行卡" in told
    assert "《示范县临时救助实施办法》（示民发〔2021〕15号）" in told


def test_goods_alone_print_no_amount() -> None:
    told = "".join(
        texts(made("approval_notice", decision__modes=["goods"], decision__goods="棉被两床"))
    )
    assert "棉被两床" in told
    assert "人民币" not in told


def test_cash_prints_its_reason() -> None:
    told = "".join(
        texts(
            made(
                "approval_notice",
                decision__payment_method="cash",
                decision__cash_reason="无银行账户。",
            )
        )
    )
    assert "以现金发放" in told
    assert "无银行账户。" in told


def test_an_emergency_case_takes_the_recipient_from_its_own_form() -> None:
    document = made(
        "approval_notice",
        application__applicant_name=None,
        emergency_relief__recipient_name="李某",
    )
    assert document.addressees == "李某"


def test_a_refusal_tells_reason_basis_and_both_remedies() -> None:
    told = texts(made("refusal_notice"))
    assert "收入高于标准。" in told
    assert "费用已经报销。" in told
    whole = "".join(told)
    assert "60日内" in whole
    assert "行政复议" in whole
    assert "6个月内" in whole
    assert "行政诉讼" in whole


def test_a_missing_value_is_named() -> None:
    with pytest.raises(PaperError, match="policy"):
        made("approval_notice", policy__reference="")


def test_what_is_filled_in_is_never_read_as_a_slot() -> None:
    assert made("approval_notice", application__applicant_name="{issuer}").addressees == "{issuer}"


def test_an_unknown_composition_is_not_found() -> None:
    with pytest.raises(NotFound):
        shipped_composition("poster")


@pytest.mark.parametrize("name", COMPOSITIONS)
def test_shipped_compositions_bear_their_file_names(name: str) -> None:
    assert shipped_composition(name).id == name


MINIMAL = 'id = "x"\ntitle = "题"\naddressees = "甲"\n[[passage]]\n'


@pytest.mark.parametrize(
    ("passage", "message"),
    [
        ('text = "{unknown_slot}"', "unknown_slot"),
        ('text = "甲"\nwhen = ["amount > 500"]', "has_money"),
        ('text = "甲"\nwhen = ["has_money"]', "modes"),
        ('text = "甲"\nwenn = []', "when"),
    ],
)
def test_a_composition_that_names_what_is_not_there_is_refused(passage: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        read_composition(MINIMAL + passage, "x.toml")


def test_every_condition_says_what_it_means() -> None:
    assert all(one.meaning for one in CONDITIONS.values())


def test_a_missing_page_figure_is_refused() -> None:
    text = document_template("gbt9704.toml").replace("[figures.mark_top]", "[figures.mark_tip]")
    with pytest.raises(DefinitionError, match=r"mark_tip.*mark_top|mark_top.*mark_tip"):
        read_layout(text)


def test_a_blank_specimen_shows_a_gap_where_nothing_is_known() -> None:
    document = compose(
        shipped_composition("refusal_notice"),
        {},
        issuer="（发文机关）",
        number="",
        signed_on=None,
        missing="＿＿＿＿",
    )
    assert document.addressees == "＿＿＿＿"
    assert document.date is None
    told = "".join(texts(document))
    assert "60日内，向有管辖权的行政复议机关申请" in told
    notice = compose(
        shipped_composition("approval_notice"),
        {},
        issuer="（发文机关）",
        number="",
        signed_on=None,
        missing="＿＿＿＿",
    )
    assert "一、救助事由：＿＿＿＿。" in texts(notice)


def test_a_chosen_reason_prints_the_title_its_form_gives_it() -> None:
    reason = Chosen("repeated", "同一急难事项一年内已予救助")
    told = texts(made("refusal_notice", refusal_notice__reason_code=reason))
    assert "一、理由：同一急难事项一年内已予救助。" in told
