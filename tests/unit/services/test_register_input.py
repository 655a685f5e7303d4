"""What is refused, declined, bounded and tried of register items; one database is enough for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid, GuardRefused, NotAllowed
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.responsible import posts_waiting
from jiuji_docs.services.scope import may_read
from jiuji_docs.services.trial import TrialService
from tests.common.cases import PACK, fire
from tests.common.databases import copied
from tests.common.registers import (
    CLERK,
    DUE,
    call,
    found,
    issued,
    register_pack,
    row,
    slip,
    waiting,
)

RECEIVER, OTHER, HOTLINE = "yibao.clerk", "qinghe.clerk", "county.hotline"


@pytest.fixture
def database_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """What is judged here is judged before any database differs."""
    return copied(migrated_sqlite, tmp_path)


@pytest.fixture(autouse=True)
def _registers(house: House) -> None:
    house.adopt(register_pack())


def test_until_the_receipt_who_sent_it_answers_beside_the_receiver(house: House) -> None:
    number = issued(house)

    def posts() -> set[tuple[str, str]]:
        with house.desk(write=False) as desk:
            case = desk.cases.get(number)
            return {(one.unit, one.role) for one in posts_waiting(desk, desk.pack_of(case), case)}

    assert posts() == {("yibao", "department.clerk"), ("yangshan", "town.clerk")}
    fire(house, RECEIVER, "receive_transfer", number)
    assert ("yibao", "department.clerk") in posts()


def test_a_slip_declined_is_sent_to_somebody_else(house: House) -> None:
    number = issued(house)
    with pytest.raises(GuardRefused) as refused:
        fire(house, RECEIVER, "decline_transfer", number)
    assert refused.value.code == "comment_required"
    fire(house, RECEIVER, "decline_transfer", number, comment="不属医疗救助")
    forms = {"referral_slip": slip(lead_unit="示范县清河乡人民政府")}

    fire(house, CLERK, "reassign_transfer", number, forms=forms)

    assert row(house, number).receiver_id == "qinghe"
    assert waiting(house, OTHER) == [number]
    assert waiting(house, RECEIVER) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"lead_unit": "示范县海洋局"}, "lead_unit", "没有“示范县海洋局”这个单位"),
        ({"lead_unit": "示范县阳山镇人民政府"}, "lead_unit", "不能转给本单位"),
        ({"due_at": "2024-02-19 18:00"}, "due_at", "期限不能早于办理时间"),
        ({"to_charity": True, "consented": False}, "consented", "不得转介慈善力量"),
    ],
)
def test_a_wrong_slip_is_refused_at_its_field(
    house: House, change: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(FormInvalid) as refused:
        issued(house, **change)
    assert words in "".join(refused.value.errors[field])
    assert refused.value.clause
    assert refused.value.message.endswith("）")


def test_the_day_on_the_slip_is_the_clock_s_and_a_rule_bounds_it(house: House) -> None:
    number = issued(house)
    with house.desk(write=False) as desk:
        clocks = {one.time_limit: one for one in desk.cases.clocks(desk.cases.get(number).id)}
    assert clocks["transfer_reply"].due_at.astimezone(BEIJING) == DUE
    assert clocks["transfer_receipt"].due_at is None
    assert row(house, number).due_at.astimezone(BEIJING) == DUE


def test_a_trial_of_a_slip_says_what_the_kernel_would(house: House) -> None:
    command = Command(
        "issue_transfer",
        "try",
        pack=PACK,
        entries={"referral_slip": slip(due_at="2024-02-01 08:00")},
    )
    with house.desk(write=False) as desk:
        trial = TrialService(desk).judge(command, desk.actor(CLERK))
    assert [refusal.code for refusal in trial.refusals] == ["form_invalid"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"town": "示范县云海镇人民政府"}, "town"),
        ({"village": "桃源村村民委员会"}, "village"),
        ({"channel": "platform"}, "platform_number"),
    ],
)
def test_an_unknown_unit_in_a_call_is_an_error_at_its_field(
    house: House, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(FormInvalid) as refused:
        fire(house, HOTLINE, "register_hotline", forms={"hotline_register": call(**change)})
    assert field in refused.value.errors


def test_a_town_takes_no_call_for_another_town(house: House) -> None:
    with pytest.raises(FormInvalid) as refused:
        fire(house, OTHER, "register_hotline", forms={"hotline_register": call()})
    assert "请转办" in "".join(refused.value.errors["town"])


def test_a_village_registers_what_it_finds_and_only_its_own_people_see_it(house: House) -> None:
    forms = {"discovery_register": found()}
    number = fire(house, "lihua.recorder", "register_discovery", forms=forms).case
    assert number == "LIHUA-发现-2024-0001"
    assert (row(house, number).town_id, row(house, number).village_id) == ("yangshan", "lihua")

    def seen(desk: Desk, who: str) -> bool:
        return may_read(desk, desk.cases.get(number), desk.actor(who))

    with house.desk(write=False) as desk:
        assert seen(desk, "lihua.recorder")
        assert not seen(desk, "dongpo.recorder")
    forms = {"discovery_register": found(village="东坡村村民委员会")}
    with pytest.raises(FormInvalid):
        fire(house, "lihua.recorder", "register_discovery", forms=forms)


def test_relief_is_opened_only_by_the_posts_its_step_names(house: House) -> None:
    for who in (HOTLINE, RECEIVER, "lihua.recorder"):
        with pytest.raises((NotAllowed, FormInvalid)):
            fire(house, who, "accept")
