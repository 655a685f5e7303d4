"""Registers through the one kernel: slips to other units, calls to the hotline, what a village finds."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotFound, NotInState
from jiuji_docs.services.house import House
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
