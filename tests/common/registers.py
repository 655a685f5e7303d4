"""Give tests a pack with every register: the base for relief with the registers' adaptations over it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from jiuji_docs.definitions.assembling import assemble
from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.house import House
from jiuji_docs.services.worklists import WorklistService
from tests.common.cases import fire
from tests.common.relief import catalog

PACK = "chaoyang-2021"
REGISTERS = (
    "transfer_slip",
    "hotline",
    "discovery",
    "alerts",
    "complaints",
    "inquiry_letter",
    "verification_request",
    "return_visit",
    "charity_referral",
    "explanations",
    "incidents",
)
DUE = dt.datetime(2024, 2, 23, 18, 0, tzinfo=BEIJING)


@cache
def register_pack() -> Pack:
    """Return the pack with every register."""
    return read_pack(register_sources(), catalog().form_sources)


def register_sources(*names: str, **decided: Any) -> PackSources:
    """Return its plain data with the named registers, or all, and the parameters *decided*."""
    policy = {
        "id": PACK,
        "title": "示范县救急难转办规定",
        "issuer": "示范县民政局",
        "document_number": "示民发〔2024〕1号",
        "in_force_from": dt.date(2024, 1, 1),
        "in_force_to": "unset",
        "base": "relief",
        "adaptations": list(names or REGISTERS),
        "parameter": [
            {"id": name, "value": value, "origin": "office"} for name, value in decided.items()
        ],
    }
    workflow = {"id": PACK, "title": "示范县办理流程"}
    files = assemble(PACK, {"policy": policy, "workflow": workflow}, catalog().shelf)
    return PackSources(PACK, files["policy"], files["workflow"])


def slip(**more: Any) -> dict[str, Any]:
    """Return a transfer slip to the medical insurance bureau."""
    return {
        "source": "window",
        "person_name": "王守田",
        "person_phone": "13900000001",
        "matter": "住院自付部分请按医疗救助办理。",
        "lead_unit": "示范县医疗保障局",
        "sent_at": "2024-02-20 09:00",
        "due_at": f"{DUE:%Y-%m-%d %H:%M}",
        "to_charity": False,
        "consented": True,
        **more,
    }


def reply(**more: Any) -> dict[str, Any]:
    """Return a receiver's answer."""
    return {
        "received_by": "曹宁",
        "received_at": "2024-02-20 09:20",
        "outcome": "已按医疗救助报销住院自付部分。",
        "answered_at": "2024-02-20 09:25",
        "relief_item": "医疗救助",
        "relief_amount": "3200.00",
        "relieved_on": "2024-02-20",
        **more,
    }


def call(**more: Any) -> dict[str, Any]:
    """Return a call to the hotline for somebody of 阳山镇."""
    return {
        "called_at": "2024-02-20 09:00",
        "channel": "phone",
        "caller_name": "赵大山",
        "caller_phone": "13900000005",
        "for_other": True,
        "person_name": "王守田",
        "town": "示范县阳山镇人民政府",
        "village": "梨花村村民委员会",
        "address": "阳山镇梨花村3组12号",
        "situation": "昨夜着火烧了两间房，没有被子和粮食。",
        "urgency": "24h",
        "first_owner": "梁晓燕",
        "handling": "accept",
        "due_at": "2024-02-21 09:00",
        **more,
    }


def found(**more: Any) -> dict[str, Any]:
    """Return what a village recorder found."""
    return {
        "found_at": "2024-02-20 08:20",
        "channel": "village",
        "finder_name": "李秀兰",
        "finder_phone": "13900000002",
        "person_name": "王守田",
        "village": "梨花村村民委员会",
        "address": "阳山镇梨花村3组12号",
        "situation": "厨房起火，两间房烧毁。",
        "urgency": "24h",
        "first_owner": "李秀兰",
        "handling": "accept",
        "due_at": "2024-02-21 08:20",
        **more,
    }


def alert(**more: Any) -> dict[str, Any]:
    """Return an alert about somebody of 阳山镇."""
    return {
        "alert_number": "YJ-2024-0035",
        "alerted_on": "2024-02-19",
        "source": "medical",
        "person_name": "刘桂英",
        "town": "示范县阳山镇人民政府",
        "village": "梨花村村民委员会",
        "alert_text": "近三个月自付医疗费用四千二百元。",
        "due_on": "2024-02-26",
        **more,
    }


#: Who opens slips in these tests.
CLERK = "yangshan.clerk"


def issued(house: House, who: str = CLERK, **more: Any) -> str:
    """Return the number of a new slip."""
    return fire(house, who, "issue_transfer", forms={"referral_slip": slip(**more)}).case


def waiting(house: House, who: str, *, registers: bool = True) -> list[str]:
    """Return the numbers that wait for somebody."""
    with house.desk(write=False) as desk:
        service = WorklistService(desk)
        return [one.number for one in service.waiting(desk.actor(who), registers=registers).items]


def row(house: House, number: str) -> Any:
    """Return an item's row."""
    with house.desk(write=False) as desk:
        return desk.cases.get(number)
