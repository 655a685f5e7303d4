"""A signature made after help was given says so, with its real time; others do not."""

from __future__ import annotations

import json

from jiuji_docs.services.house import House
from tests.common.cases import case_at, fire, scenario


def lines(house: House, number: str, paper: str, place: str) -> list[str]:
    """Return what the signature at a place of a paper shows."""
    with house.desk(write=False) as desk:
        row = desk.documents.latest(desk.cases.get(number).id, paper)
        assert row is not None
        marks = desk.documents.signatures(row.id)
    return list(json.loads(next(mark.appearance for mark in marks if mark.place == place)))


def test_a_handler_who_signs_after_the_help_signs_late_and_the_paper_says_when(
    house: House,
) -> None:
    forms = scenario("emergency_town").forms
    relief = {**forms, "emergency_relief": {**forms["emergency_relief"], "amount": "500.00"}}
    number = fire(house, "yangshan.head", "relieve", forms=relief).case
    fire(
        house,
        "yangshan.clerk",
        "register",
        number,
        forms={
            **forms,
            "approval_emergency": {**forms["approval_emergency"], "amount": "500.00"},
            "receipt": {**forms["receipt"], "amount": "500.00"},
        },
    )

    fire(house, "yangshan.clerk", "sign_handler_first", number)

    shown = lines(house, number, "approval_emergency", "handler_first")
    assert shown[-1] == "2024年2月20日 09:30 补签"
    fire(house, "yangshan.investigator", "sign_handler_second", number)
    assert lines(house, number, "approval_emergency", "handler_second")[-1].endswith("补签")


def test_a_signature_in_its_time_shows_its_day_alone(house: House) -> None:
    number = case_at(house, "awaiting")
    assert lines(house, number, "approval_expenditure", "town")[-1] == "2024年2月20日"
