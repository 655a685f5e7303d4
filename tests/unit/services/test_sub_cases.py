"""A case opened from another is linked both ways, and the other may wait for it, on both databases."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.guards import GUARDS
from jiuji_docs.services import facts
from jiuji_docs.services.hands_views import HandsReader
from jiuji_docs.services.house import House
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.step_forms import StepFormService
from tests.common.cases import case_at, fire


def holds(house: House, number: str) -> bool:
    with house.desk(write=False) as desk:
        case, pack = desk.cases.get(number), desk.pack("chaoyang-2021")
        seen = facts.of_case(desk, pack, case, {}, desk.now())
        actor = desk.actor("yangshan.clerk")
        return GUARDS["sub_cases_closed"].judge(seen, actor, pack).ok


def test_both_know_of_each_other_and_the_parent_may_wait(house: House) -> None:
    parent = case_at(house, "accepted")
    assert holds(house, parent)
    child = fire(house, "yangshan.clerk", "accept", parent=parent).case
    assert not holds(house, parent)
    with house.desk(write=False) as desk:
        actor = desk.actor("yangshan.clerk")
        above, below = (HandsReader(desk).of_case(number, actor) for number in (parent, child))
        assert above.children == ((child, "已受理"),)
        assert below.parent == (parent, "已受理")
        # From a sub-case only an item of a register may be opened, never relief again.
        assert (above.may_open_sub_case, below.may_open_sub_case) == (True, True)


def test_neither_a_strangers_case_nor_a_sub_case_is_a_parent(house: House) -> None:
    parent = case_at(house, "accepted")
    with pytest.raises(NotFound):
        fire(
            house,
            "qinghe.clerk",
            "accept",
            parent=parent,
            forms={"application": {"village": "石桥村村民委员会"}},
        )
    with pytest.raises(NotFound):
        fire(house, "yangshan.clerk", "accept", parent="YANGSHAN-2024-9999")
    child = fire(house, "yangshan.clerk", "accept", parent=parent).case
    with pytest.raises(Refused) as caught:
        fire(house, "yangshan.clerk", "accept", parent=child)
    assert caught.value.code == "sub_case"
    with house.desk(write=False) as desk:
        actor, packs = desk.actor("yangshan.clerk"), PackService(desk)
        assert packs.barred_from(parent, actor) == ""
        assert f"{child} 是子事项" in packs.barred_from(child, actor)
        with pytest.raises(NotFound):
            packs.barred_from(child, desk.actor("qinghe.clerk"))
        with pytest.raises(NotInState):
            StepFormService(desk).opening_form("chaoyang-2021", "accept", actor, child)
    with house.desk(write=False) as desk:
        assert len(desk.cases.search("", None, None)) == 2
