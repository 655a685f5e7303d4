"""Sixteen registrars at once: every document gets one number, none is doubled, none is missing (登记编号)."""

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


def test_sixteen_writers_leave_no_gap_and_no_double(house: House) -> None:
    house.run(lambda desk: begin_series(desk, desk.actor("county.registrar"), "示民发", 2024, 7))
    numbers = [new_dossier(house) for _ in range(REGISTRATIONS)]
    for number in numbers:
        walk_to(house, number, "register")

    def press(at: int) -> None:
        # Every page is sent twice, as an impatient hand does.
        for _ in range(2):
            take(
                house,
                numbers[at],
                "number",
                "county.registrar",
                key=f"page-{at}",
                code=[CODES[at % len(CODES)]],
            )

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(press, range(REGISTRATIONS)))

    with house.desk(write=False) as desk:
        lines = desk.issued_numbers.lines("county", 2024)
    serials = {code: [one.serial for one in lines if one.code == code] for code in CODES}
    first = len(range(0, REGISTRATIONS, len(CODES)))
    assert serials["示民发"] == list(range(6, 7 + first))
    assert serials["示民函"] == list(range(1, REGISTRATIONS - first + 1))
    assert len({one.dossier for one in lines if one.dossier}) == REGISTRATIONS
    assert check_ledger(house).ok
