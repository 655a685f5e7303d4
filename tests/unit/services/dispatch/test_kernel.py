"""A document moves by the steps of its flow, by the people of its posts, and by nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from jiuji_docs.domain.errors import NotAllowed, NotFound, Refused, StalePage
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.house import House
from tests.common.dossiers import DRAFTER, new_dossier, take, text, walk_to


def row(house: House, number: str, unit: str = "county") -> Any:
    with house.desk(write=False) as desk:
        return desk.dossiers.seen(number, unit)


def save(house: House, number: str, who: str, content: dict[str, Any], version: int | None) -> int:
    return house.run(
        lambda desk: DraftingService(desk).save(number, desk.actor(who), content, version)
    )


def test_a_notice_goes_from_the_draft_to_the_registers_number(house: House) -> None:
    number = new_dossier(house)

    walk_to(house, number, "print")

    found = row(house, number)
    assert found.document_number == "示民发〔2024〕1号"
    assert json.loads(found.content)["date"] == "2024-02-20"
    with house.desk(write=False) as desk:
        steps = [one.step for one in desk.dossiers.steps(found.id)]
    assert steps == ["open", "submit", "pass", "sign", "recheck", "number"]


@pytest.mark.parametrize(
    ("step", "who", "code"),
    [
        ("sign", "county.deputy", "not_in_state"),
        ("pass", DRAFTER, "not_in_state"),
        ("submit", "county.office", "role"),
        ("nonsense", DRAFTER, "no_such_step"),
        ("drop", DRAFTER, "comment_required"),
    ],
)
def test_a_step_out_of_turn_or_post_is_refused(
    house: House, step: str, who: str, code: str
) -> None:
    number = new_dossier(house)

    with pytest.raises(Refused) as refused:
        take(house, number, step, who, comment="")

    assert refused.value.code == code


def test_an_unwritten_draft_goes_nowhere(house: House) -> None:
    number = new_dossier(house, title=["示范县民政局关于的通知"])
    with pytest.raises(Refused, match="标题还没有写完整"):
        take(house, number, "submit", DRAFTER)


def test_another_unit_does_not_find_it_until_it_is_asked(house: House) -> None:
    number = new_dossier(house)
    with pytest.raises(NotFound):
        take(house, number, "agree", "finance.countersigner")

    take(house, number, "circulate", DRAFTER, units=["finance"])
    with pytest.raises(Refused, match="尚未会签：示范县财政局"):
        take(house, number, "collect", DRAFTER)
    take(house, number, "agree", "finance.countersigner")
    take(house, number, "collect", DRAFTER)

    assert row(house, number).state == "review"


def test_a_joint_document_needs_every_organs_countersignature(house: House) -> None:
    joint = {"joint_issuers": ["示范县财政局"], "signatories": ["示范县民政局", "示范县财政局"]}
    number = new_dossier(house, **joint)
    with pytest.raises(Refused, match="联合行文应由所有联署机关会签，尚缺：示范县财政局"):
        take(house, number, "submit", DRAFTER)


def test_an_upward_document_is_signed_by_the_principal(house: House) -> None:
    number = new_dossier(house, "请示")
    walk_to(house, number, "issue")

    with pytest.raises(Refused, match="主要负责人签发"):
        take(house, number, "sign", "county.deputy")
    take(house, number, "sign", "county.director")

    assert json.loads(row(house, number).content)["signers"] == ["罗正平"]


def test_routing_rules_stop_a_request_to_two_organs(house: House) -> None:
    number = new_dossier(house, "请示", addressees="示范县人民政府、示范市民政局")
    take(house, number, "submit", DRAFTER)

    with pytest.raises(Refused, match="主送一个上级机关") as refused:
        take(house, number, "pass", "county.office")
    assert refused.value.clause.startswith("条例 15")


def test_a_change_after_signing_goes_back_to_the_signer(house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "recheck")
    content = json.loads(row(house, number).content)
    content["body"].append({"paragraph": "每户补助一万元。"})
    save(house, number, "county.office", content, row(house, number).version)

    with pytest.raises(Refused, match="签发后有改动"):
        take(house, number, "recheck", "county.office")
    take(house, number, "back_to_signer", "county.office", comment="金额有改动")

    assert row(house, number).signed_hash == ""
    walk_to(house, number, "register")


def test_no_approval_survives_a_return(house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "issue")

    take(house, number, "return_draft", "county.deputy", comment="重写第二段")

    with house.desk(write=False) as desk:
        steps = {one.step: one.voided for one in desk.dossiers.steps(row(house, number).id)}
    assert steps == {"open": False, "submit": True, "pass": True, "return_draft": False}


def test_the_same_page_sent_twice_is_one_step(house: House) -> None:
    number = new_dossier(house)

    first = take(house, number, "submit", DRAFTER, key="page")
    again = take(house, number, "submit", DRAFTER, key="page")

    assert (again.seq, again.repeated) == (first.seq, True)
    with pytest.raises(StalePage):
        take(house, number, "pass", "county.office", key="page")


def test_a_stale_text_or_page_is_refused_and_nothing_changes(house: House) -> None:
    number = new_dossier(house)
    before = row(house, number)

    with pytest.raises(StalePage):
        save(house, number, DRAFTER, text(note="此件公开发布"), 1)
    with pytest.raises(StalePage):
        take(house, number, "submit", DRAFTER, version=1)

    assert row(house, number) == before


def test_the_text_is_closed_to_others_and_after_the_draft(house: House) -> None:
    number = new_dossier(house)
    with pytest.raises(NotAllowed):
        save(house, number, "county.registrar", text(), 2)
    with pytest.raises(NotFound):
        save(house, number, "yangshan.registrar", text(), 2)
    take(house, number, "submit", DRAFTER)
    with pytest.raises(NotAllowed, match="您不能修改文稿"):
        save(house, number, DRAFTER, text(), row(house, number).version)


def test_numbers_follow_each_other_and_a_series_can_begin_behind_paper(house: House) -> None:
    from jiuji_docs.services.dispatch.numbering import begin_series, register_of

    def begin(desk: Any) -> None:
        begin_series(desk, desk.actor("county.registrar"), "示民函", 2024, 18)

    house.run(begin)
    with pytest.raises(Refused, match="已经编过号"):
        house.run(begin)
    for _ in range(2):
        number = new_dossier(house)
        walk_to(house, number, "print", code=["示民函"])

    with house.desk(write=False) as desk:
        (series,) = register_of(desk, desk.actor("county.registrar"))
    assert [one.serial for one in series.lines] == [17, 18, 19]
    assert "纸质" in series.lines[0].reason


def test_another_units_code_is_not_used(house: House) -> None:
    walk_to(house, new_dossier(house), "print")

    def begin(desk: Any) -> None:
        from jiuji_docs.services.dispatch.numbering import begin_series

        begin_series(desk, desk.actor("yangshan.registrar"), "示民发", 2024, 5)

    with pytest.raises(Refused, match="由其他单位使用"):
        house.run(begin)


def test_every_step_stands_in_the_ledger(house: House) -> None:
    walk_to(house, new_dossier(house), "print")

    with house.desk(write=False) as desk:
        kinds = [json.loads(one.body)["kind"] for one in desk.ledger.entries()]
    assert kinds.count("dossier") == 6
