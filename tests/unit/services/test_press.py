"""The press: real organs get no picture of a seal, and a lost race is printed again."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.verification import verify_document
from tests.common.cases import fire


@pytest.fixture
def press(house: House, fonts: FontSet) -> Iterator[Press]:
    """A press for the test's house."""
    made = Press(house, Printer(house.catalog, fonts))
    yield made
    made.close()


def test_a_real_organ_s_seal_is_never_drawn(fonts: FontSet) -> None:
    printer = Printer.__new__(Printer)
    printer._fonts, printer._seals = fonts, {}

    real, invented = printer.seal("临江县民政局", 42.0), printer.seal("示范县民政局", 42.0)

    assert _marks(real) == 0
    assert _marks(invented) > 0


def test_a_notice_of_a_real_organ_is_signed_with_room_for_its_stamp(
    house: House, press: Press
) -> None:
    house.run(lambda desk: _rename(desk, "yangshan", "临江县北山镇人民政府"))
    number = fire(house, "yangshan.clerk", "accept").case

    press.run_all()

    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        notice = desk.documents.latest(case.id, "acceptance_notice")
    assert notice is not None
    assert notice.state == "final"
    assert verify_document(house, notice.id).ok


def test_the_outbox_is_empty_after_a_run_and_a_second_run_does_nothing(
    house: House, press: Press
) -> None:
    fire(house, "yangshan.clerk", "accept")

    assert press.run_all() == 4
    assert press.run_all() == 0


def test_papers_of_equal_content_are_stored_under_one_name(house: House, press: Press) -> None:
    number = fire(house, "yangshan.clerk", "accept").case
    press.run_all()

    with house.desk(write=False) as desk:
        for row in desk.documents.of_case(desk.cases.get(number).id):
            assert house.store.path(row.pdf_hash).exists()
            assert not house.store.orphans(desk.documents.known_hashes())


def _marks(pdf: bytes) -> int:
    import io

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(list(pikepdf.parse_content_stream(opened.pages[0])))


def _rename(desk: object, unit: str, name: str) -> None:
    from sqlalchemy import update

    from jiuji_docs.storage.models import Unit

    desk.work.session.execute(update(Unit).where(Unit.id == unit).values(name=name))  # type: ignore[attr-defined]
