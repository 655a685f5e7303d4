"""Registers through the one kernel: slips to other units, calls to the hotline, what a village finds."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import FormInvalid, GuardRefused, NotAllowed, NotFound, NotInState
from jiuji_docs.services.house import House
from jiuji_docs.services.registers import RegisterService
from jiuji_docs.services.scope import may_read, may_work
from jiuji_docs.services.worklists import WorklistService
from tests.common.cases import fire
from tests.common.registers import CLERK, call, issued, register_pack, reply, row, waiting

RECEIVER, OTHER, HOTLINE = "yibao.clerk", "qinghe.clerk", "county.hotline"


@pytest.fixture(autouse=True)
def _registers(house: House) -> None:
    house.adopt(register_pack())


def test_a_slip_goes_to_its_receiver_and_is_closed_only_with_an_answer(house: House) -> None:
    number = issued(house)
    assert number == "阳政救转办〔2024〕1号"
    assert waiting(house, RECEIVER) == [number]
    assert waiting(house, OTHER) == waiting(house, RECEIVER, registers=False) == []
    with pytest.raises(NotInState):
        fire(house, CLERK, "close_transfer", number)
    with pytest.raises(NotAllowed):
        fire(house, CLERK, "receive_transfer", number)

    fire(house, RECEIVER, "receive_transfer", number)
    fire(house, RECEIVER, "reply_transfer", number, forms={"referral_reply": reply()})
    assert waiting(house, CLERK) == [number]
    assert row(house, number).amount is None
    with house.desk(write=False) as desk:
        assert not desk.payments.of_case(desk.cases.get(number).id)

    with pytest.raises(NotAllowed):
        fire(house, RECEIVER, "close_transfer", number)
    with pytest.raises(NotInState):
        fire(house, RECEIVER, "reply_transfer", number, forms={"referral_reply": reply()})


def test_only_sender_receiver_and_county_see_a_slip(house: House) -> None:
    number = issued(house)
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        seen = {
            who: may_read(desk, case, desk.actor(who)) for who in (CLERK, RECEIVER, OTHER, HOTLINE)
        }
        assert seen == {CLERK: True, RECEIVER: True, OTHER: False, HOTLINE: True}
        assert may_work(desk, case, desk.actor(RECEIVER))
    with pytest.raises(NotFound):
        fire(house, OTHER, "receive_transfer", number)


def test_a_call_at_the_county_becomes_the_towns_item_and_ends_in_a_case(house: House) -> None:
    number = fire(house, HOTLINE, "register_hotline", forms={"hotline_register": call()}).case
    assert number == "示民救热线〔2024〕1号"
    assert (row(house, number).town_id, row(house, number).village_id) == ("yangshan", "lihua")
    assert number in waiting(house, CLERK)
    assert number not in waiting(house, OTHER)
    with pytest.raises(GuardRefused) as refused:
        fire(house, CLERK, "hotline_to_case", number)
    assert refused.value.code == "nothing_opened"

    fire(house, CLERK, "accept", parent=number)
    assert fire(house, CLERK, "hotline_to_case", number).state == "hotline_handled"
    back = {"called_back_at": "2024-02-20 09:30", "call_back": "已受理，来电人知晓。"}
    assert fire(
        house, HOTLINE, "hotline_call_back", number, forms={"hotline_callback": back}
    ).state == ("hotline_closed")


def test_registers_stay_out_of_the_lists_of_relief(house: House) -> None:
    number, case = issued(house), fire(house, CLERK, "accept").case
    with house.desk(write=False) as desk:
        service, clerk = WorklistService(desk), desk.actor(CLERK)
        assert [one.number for one in service.search(clerk, "").items] == [case]
        assert [one.number for one in service.search(clerk, number).items] == [number]
        receiver = desk.actor(RECEIVER)
        assert [one.number for one in service.search(receiver, number).items] == [number]
        assert service.search(receiver, case).items == ()


def onward(to: str = "示范县清河乡人民政府", **more: object) -> dict[str, dict[str, object]]:
    """Return the form by which a receiver passes a slip on."""
    return {
        "referral_onward": {
            "from_unit": "示范县医疗保障局",
            "next_unit": to,
            "onward_reason": "户籍在清河乡，由其负责。",
            "onward_at": "2024-02-20 09:00",
            **more,
        }
    }


def test_a_receiver_passes_a_slip_on_and_answers_until_the_next_receipt(house: House) -> None:
    number = issued(house)
    with pytest.raises(NotInState):
        fire(house, RECEIVER, "pass_on_transfer", number, forms=onward())
    fire(house, RECEIVER, "receive_transfer", number)
    due = row(house, number).due_at
    with pytest.raises(FormInvalid):
        fire(house, RECEIVER, "pass_on_transfer", number, forms=onward("没有的单位"))
    with pytest.raises(GuardRefused) as refused:
        fire(house, RECEIVER, "pass_on_transfer", number, forms=onward("示范县阳山镇人民政府"))
    assert refused.value.code == "to_sender"

    fire(house, RECEIVER, "pass_on_transfer", number, forms=onward())

    assert (row(house, number).receiver_id, row(house, number).due_at) == ("qinghe", due)
    assert waiting(house, RECEIVER) == []
    assert waiting(house, OTHER) == [number]
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        line = RegisterService(desk).page("transfer", desk.actor(CLERK)).lines[0]
        assert (line.owner, line.receiver) == (
            desk.actor(RECEIVER).name,
            desk.actor(OTHER).unit_name,
        )
        assert may_read(desk, case, desk.actor(RECEIVER))
        assert not may_work(desk, case, desk.actor(RECEIVER))
        said = [one.text for one in desk.notices.of_case(case.id)]
        assert any("再转示范县清河乡人民政府" in text for text in said)

    fire(house, OTHER, "receive_transfer", number)
    with pytest.raises(GuardRefused) as refused:
        fire(house, OTHER, "pass_on_transfer", number, forms=onward("示范县医疗保障局"))
    assert refused.value.code == "passed_in_circle"
    again = onward("示范县医疗保障局", again_reason="参保地查明在本县。")
    fire(house, OTHER, "pass_on_transfer", number, forms=again)
    fire(house, RECEIVER, "receive_transfer", number)
    fire(house, RECEIVER, "pass_on_transfer", number, forms=onward(again_reason="仍由清河乡办。"))
    fire(house, OTHER, "receive_transfer", number)
    with pytest.raises(GuardRefused) as refused:
        fire(house, OTHER, "pass_on_transfer", number, forms=again)
    assert refused.value.code == "passed_too_often"
