"""What the press brings too late, or a second time, changes nothing that happened meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from jiuji_docs.domain.errors import PaperError, Refused
from jiuji_docs.services.dispatch.lists import DossierLists
from jiuji_docs.services.dispatch.press import DossierPress
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.house import House
from jiuji_docs.services.press import ATTEMPTS, Press
from jiuji_docs.services.printing import Printer
from tests.common.dossiers import new_dossier, state_of, take, walk_to


class Interrupted:
    """A printer in whose midst something else happens, once."""

    def __init__(self, printer: Printer, meanwhile: Callable[[], None]) -> None:
        self._printer, self._meanwhile = printer, meanwhile

    def make(self, content: Any) -> Any:
        made = self._printer.make(content)
        self._happen()
        return made

    def seal(self, name: str, diameter: float) -> bytes:
        self._happen()
        return self._printer.seal(name, diameter)

    def _happen(self) -> None:
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()


def _taken(house: House) -> Any:
    """Take the waiting job, as a worker does that then loses its lease."""
    job = house.run(lambda desk: desk.jobs.take(desk.now()))
    assert job is not None
    return job


def _papers(house: House) -> list[Any]:
    with house.desk(write=False) as desk:
        return desk.dossiers.papers(1)


def _borne(house: House, paper: int) -> list[Any]:
    with house.desk(write=False) as desk:
        return desk.dossiers.seals_on(paper)


def _reclaimed(house: House, press: Press) -> None:
    """Let another worker take the job over and do it."""
    house.run(lambda desk: desk.jobs.reclaim(desk.now()))
    press.run_all()


def test_a_late_print_does_not_replace_a_sealed_paper(
    house: House, press: Press, printer: Printer
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    job = _taken(house)

    def sealed_by_another() -> None:
        _reclaimed(house, press)
        take(house, number, "seal", "county.sealkeeper")
        press.run_all()

    late: Any = Interrupted(printer, sealed_by_another)
    DossierPress(house, late).carry_out(job)

    (paper,) = _papers(house)
    assert paper.state == "sealed"
    assert b"ETSI.CAdES" in house.store.get(paper.pdf_hash)


def test_two_presses_put_one_seal_on_and_write_one_line(
    house: House, press: Press, printer: Printer
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal", press)
    take(house, number, "seal", "county.sealkeeper")
    job = _taken(house)

    late: Any = Interrupted(printer, lambda: _reclaimed(house, press))
    DossierPress(house, late).carry_out(job)

    (paper,) = _papers(house)
    (line,) = _borne(house, paper.id)
    assert line.pdf_hash == paper.pdf_hash


def test_a_seal_ordered_on_a_paper_that_is_replaced_is_thrown_away(
    house: House, press: Press, printer: Printer
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal", press)
    take(house, number, "seal", "county.sealkeeper")
    job = _taken(house)

    late: Any = Interrupted(printer, lambda: _void(house, number, "序号登错，应编示民函"))
    DossierPress(house, late).carry_out(job)

    (paper,) = _papers(house)
    assert paper.state == "void"
    assert _borne(house, paper.id) == []
    assert state_of(house, number) == "recheck"


def test_a_print_that_comes_after_a_return_is_thrown_away(house: House, printer: Printer) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")

    late: Any = Interrupted(printer, lambda: _void(house, number, "正文有误"))
    DossierPress(house, late).carry_out(_taken(house))

    (paper,) = _papers(house)
    assert (paper.state, paper.pdf_hash) == ("void", "")


def test_giving_up_late_does_not_fail_a_finished_paper(
    house: House, press: Press, printer: Printer
) -> None:
    walk_to(house, new_dossier(house), "archive", press)
    with house.desk(write=False) as desk:
        job = desk.jobs.by_dedup("dossier_paper:1")
    house.run(lambda desk: DossierPress(house, printer).give_up(desk, job, "过时"))
    (paper,) = _papers(house)
    assert paper.state == "sealed"


class Broken:
    """A printer that cannot print."""

    def make(self, _content: Any) -> Any:
        raise PaperError("字库缺字：㍿")

    def close(self) -> None:
        """Nothing to end."""


def test_a_failed_print_is_ordered_again_and_both_stand_in_the_record(
    house: House, press: Press
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    broken: Any = Broken()
    for _ in range(ATTEMPTS):
        Press(house, broken).run_all()
        house.clock.at += dt.timedelta(minutes=2)  # type: ignore[attr-defined]
    assert [one.state for one in _papers(house)] == ["failed"]
    with pytest.raises(Refused, match="没有印成"):
        take(house, number, "seal", "county.sealkeeper")
    with house.desk(write=False) as desk:
        registrar = desk.actor("county.registrar")
        view = DossierReader(desk).view(number, registrar)
        waiting = [one.number for one in DossierLists(desk).show("waiting", registrar).rows]
    assert view.next_people == ("邓小禾（文书）",)
    assert [one.id for one in view.offers] == ["reprint", "void_number"]
    assert waiting == [number]
    with pytest.raises(Refused, match="没有办理“重新印制”的权限"):
        take(house, number, "reprint", "county.sealkeeper")

    take(house, number, "reprint", "county.registrar", comment="字库已补", key="page")
    take(house, number, "reprint", "county.registrar", comment="字库已补", key="page")
    press.run_all()
    walk_to(house, number, "archive", press)

    assert [one.state for one in _papers(house)] == ["void", "sealed"]
    with house.desk(write=False) as desk:
        steps = [one.step for one in desk.dossiers.steps(1)]
    assert steps[-4:] == ["print", "reprint", "seal", "release"]


def test_a_paper_at_work_or_sealed_is_not_printed_again(house: House, press: Press) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    with pytest.raises(Refused, match="正在印制或用印"):
        take(house, number, "reprint", "county.registrar")
    press.run_all()
    take(house, number, "seal", "county.sealkeeper")
    press.run_all()
    with house.desk(write=False) as desk:
        offered = DossierReader(desk).view(number, desk.actor("county.registrar")).offers
    assert [one.id for one in offered] == ["release", "void_number"]
    with pytest.raises(Refused, match="已经用印定稿"):
        take(house, number, "reprint", "county.registrar")


def test_a_print_that_was_killed_can_be_ordered_again_after_a_while(
    house: House, press: Press
) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    _taken(house)
    house.clock.at += dt.timedelta(minutes=11)  # type: ignore[attr-defined]

    take(house, number, "reprint", "county.registrar")
    press.run_all()

    assert [one.state for one in _papers(house)] == ["void", "printed"]


def _void(house: House, number: str, reason: str) -> None:
    take(house, number, "void_number", "county.registrar", comment=reason)
