"""Sixteen registrars at once: no number is doubled or missing, and voided ones are explained (登记编号)."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from jiuji_docs.services.dispatch.numbering import begin_series
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from tests.common.dossiers import new_dossier, take, walk_to

#: `make numbers` asks for 2000; the usual run keeps the machine free for others.
REGISTRATIONS = int(os.environ.get("JIUJI_REGISTRATIONS", "48"))
WRITERS = 16
CODES = ("示民发", "示民函")
#: Of so many documents one has its number voided and gets another.
VOIDED = 8


def test_sixteen_writers_leave_no_gap_and_no_double(house: House) -> None:
    house.run(lambda desk: begin_series(desk, desk.actor("county.registrar"), "示民发", 2024, 7))
    numbers = [new_dossier(house) for _ in range(REGISTRATIONS)]
    for number in numbers:
        walk_to(house, number, "register")

    def register(at: int, turn: str) -> None:
        # Every page is sent twice, as an impatient hand does.
        for _ in range(2):
            take(
                house,
                numbers[at],
                "number",
                "county.registrar",
                key=f"page-{at}-{turn}",
                code=[CODES[at % len(CODES)]],
            )

    def press(at: int) -> None:
        register(at, "first")
        if at % VOIDED == 0:
            take(house, numbers[at], "void_number", "county.registrar", comment="正文有误")
            take(house, numbers[at], "recheck", "county.office")
            register(at, "again")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(press, range(REGISTRATIONS)))

    with house.desk(write=False) as desk:
        lines = desk.issued_numbers.lines("county", 2024)
    serials = {code: [one.serial for one in lines if one.code == code] for code in CODES}
    voided = [one for one in lines if one.voided_at is not None]
    live = [one.dossier for one in lines if one.dossier and one.voided_at is None]
    begins = {"示民发": 6, "示民函": 1}
    assert all(
        found == list(range(begins[code], begins[code] + len(found)))
        for code, found in serials.items()
    )
    assert sorted(live) == sorted(numbers)
    assert len(voided) == len(range(0, REGISTRATIONS, VOIDED))
    assert {(one.reason, one.voided_by) for one in voided} == {("正文有误", "county.registrar")}
    assert len(lines) == len(live) + len(voided) + 1
    assert check_ledger(house).ok
