"""A number is voided for good, with reason, person and time; the document gets another one by its flow only."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from jiuji_docs.domain.documents.numbering import DocumentNumber
from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.number_register import NumberRegisterService
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.press import Press
from tests.common.dossiers import new_dossier, state_of, take, walk_to

FIRST = DocumentNumber("示民发", 2024, 1)


def _void(
    house: House, number: DocumentNumber, who: str = "county.registrar", reason: str = "代字选错"
) -> str:
    return house.run(
        lambda desk: NumberRegisterService(desk).void(desk.actor(who), number, reason, "void-page")
    )


def _register(house: House) -> Any:
    with house.desk(write=False) as desk:
        return NumberRegisterService(desk).show(desk.actor("county.office"), None)


def test_a_voided_number_says_why_and_is_not_used_again(house: House) -> None:
    dossier = new_dossier(house)
    walk_to(house, dossier, "print")

    assert _void(house, FIRST, reason="代字选错，应为示民函") == dossier
    assert state_of(house, dossier) == "recheck"
    walk_to(house, dossier, "print")
    walk_to(house, new_dossier(house), "print")

    (series,) = _register(house)
    voided, second, third = series.rows
    assert (voided.text, voided.note) == ("示民发〔2024〕1号", "代字选错，应为示民函")
    assert (voided.who, voided.voided_by) == ("邓小禾", "邓小禾")
    assert (voided.voided_at, voided.dossier) == (house.clock.at, dossier)  # type: ignore[attr-defined]
    assert [one.text for one in (second, third)] == ["示民发〔2024〕2号", "示民发〔2024〕3号"]
    assert second.dossier == dossier
    assert [one.may_void for one in series.rows] == [False, True, True]


def test_the_register_the_history_and_the_ledger_are_written_together(house: House) -> None:
    dossier = new_dossier(house)
    walk_to(house, dossier, "print")
    _void(house, FIRST)

    with house.desk(write=False) as desk:
        row = desk.dossiers.seen(dossier, "county")
        steps = [(one.step, one.comment, one.voided) for one in desk.dossiers.steps(row.id)]
        kinds = [json.loads(one.body)["kind"] for one in desk.ledger.entries()]
    assert row.document_number == ""
    assert steps[-1] == ("void_number", "代字选错", False)
    assert [one[2] for one in steps if one[0] in {"recheck", "number"}] == [True, True]
    assert [one[2] for one in steps if one[0] == "sign"] == [False]
    assert kinds[-2:] == ["number_voided", "dossier"]
    assert check_ledger(house).ok


def test_what_was_signed_stays_signed_until_it_changes(house: House) -> None:
    dossier = new_dossier(house)
    walk_to(house, dossier, "seal")
    _void(house, FIRST)
    with house.desk(write=False) as desk:
        row = desk.dossiers.seen(dossier, "county")
    content = json.loads(row.content)
    assert "number" not in content
    assert "print_date" not in content
    content["body"].append({"paragraph": "每户补助一万元。"})
    house.run(
        lambda desk: DraftingService(desk).save(
            dossier, desk.actor("county.office"), content, row.version
        )
    )
    with pytest.raises(Refused, match="签发后有改动"):
        take(house, dossier, "recheck", "county.office")


@pytest.mark.parametrize(
    ("number", "who", "reason", "words"),
    [
        (FIRST, "county.deputy", "代字选错", "没有办理“作废发文字号”的权限"),
        (FIRST, "county.registrar", "  ", "请填写意见或理由"),
        (FIRST, "county.registrar", "错" * 201, "最多 200 字"),
        (
            DocumentNumber("示民发", 2024, 9),
            "county.registrar",
            "代字选错",
            "没有 示民发〔2024〕9号",
        ),
        (FIRST, "yangshan.registrar", "代字选错", "没有 示民发〔2024〕1号"),
    ],
)
def test_nobody_else_voids_it_and_not_without_a_reason(
    house: House, number: DocumentNumber, who: str, reason: str, words: str
) -> None:
    walk_to(house, new_dossier(house), "print")
    with pytest.raises((Refused, NotFound), match=words):
        _void(house, number, who, reason)
    (series,) = _register(house)
    assert [one.voided_at for one in series.rows] == [None]


def test_a_number_is_voided_once_and_paper_numbers_never(house: House) -> None:
    house.run(
        lambda desk: NumberRegisterService(desk).begin(
            desk.actor("county.registrar"), "示民发", 2024, 3
        )
    )
    walk_to(house, new_dossier(house), "print")
    third = DocumentNumber("示民发", 2024, 3)
    _void(house, third)

    with pytest.raises(Refused, match="已经作废"):
        _void(house, third)
    with pytest.raises(Refused, match="没有用于公文"):
        _void(house, DocumentNumber("示民发", 2024, 2))


def test_a_released_documents_number_stands(house: House, press: Press) -> None:
    walk_to(house, new_dossier(house), "archive", press)
    with pytest.raises(Refused, match="不能办理“作废发文字号”"):
        _void(house, FIRST)
    with house.desk(write=False) as desk:
        (paper,) = desk.dossiers.papers(1)
    assert paper.state == "sealed"


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM issued_number",
        "UPDATE issued_number SET serial = 7",
        "UPDATE issued_number SET code = '示民函'",
    ],
)
def test_a_line_of_the_register_is_not_deleted_or_renumbered(house: House, change: str) -> None:
    walk_to(house, new_dossier(house), "print")
    with pytest.raises(DBAPIError, match="append-only"), house.desk() as desk:
        desk.work.session.execute(sql(change))
