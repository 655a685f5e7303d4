"""Two people press at the same moment: a code is one unit's, a series begins once, a dossier has one number."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.services.dispatch import numbering
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.numbering import begin_series
from jiuji_docs.services.house import House
from tests.common.dossiers import DRAFTER, new_dossier, state_of, take, text, walk_to

_KEYS = itertools.count()
#: Rounds of each race.
ROUNDS = 3


def at_once(actions: Sequence[Callable[[], Any]]) -> list[str]:
    """Carry all out together; return "done" or the refusal's code of each, in order."""
    gate = threading.Barrier(len(actions))

    def one(action: Callable[[], Any]) -> str:
        gate.wait()
        try:
            action()
        except Refused as refused:
            return refused.code
        except NotFound:
            return "not_found"
        return "done"

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both sides come to a code's row in the same moment, where the database lets them."""
    gate, claim = threading.Barrier(2), numbering.claim_code

    def wait_and_claim(*given: Any) -> None:
        try:
            gate.wait(timeout=0.2)
        except threading.BrokenBarrierError:
            gate.reset()
        claim(*given)

    monkeypatch.setattr(numbering, "claim_code", wait_and_claim)


def _lines(house: House, unit: str = "county") -> list[Any]:
    with house.desk(write=False) as desk:
        return desk.issued_numbers.lines(unit, 2024)


def _row(house: House, number: str) -> Any:
    with house.desk(write=False) as desk:
        return desk.dossiers.seen(number, "county")


def _begin(house: House, who: str, code: str, year: int, first: int) -> None:
    house.run(lambda desk: begin_series(desk, desk.actor(who), code, year, first))


def _save(house: House, number: str, version: int, content: dict[str, Any]) -> None:
    house.run(
        lambda desk: DraftingService(desk).save(
            number, desk.actor("county.office"), content, version
        )
    )


def _town_dossier(house: House) -> str:
    """Begin a document of the town and bring it to its registrar; return its number."""
    clerk, mayor = "yangshan.registrar", "yangshan.mayor"

    def begin(desk: Any) -> str:
        service, actor = DraftingService(desk), desk.actor(clerk)
        number = service.begin("通知", actor, f"town-{next(_KEYS)}")
        own = {"signatories": [actor.unit_name], "mark": f"{actor.unit_name}文件"}
        service.save(number, actor, text(**own), 1)
        return number

    number = str(house.run(begin))
    for step, who in (("submit", clerk), ("pass", clerk), ("sign", mayor), ("recheck", clerk)):
        take(house, number, step, who)
    return number


def test_a_code_that_two_units_take_at_once_is_one_units(house: House, together: None) -> None:
    del together
    for at in range(ROUNDS):
        code, number, town = f"同发{'甲乙丙丁'[at]}", new_dossier(house), _town_dossier(house)
        walk_to(house, number, "register")

        results = at_once(
            [
                partial(take, house, number, "number", "county.registrar", code=[code]),
                partial(take, house, town, "number", "yangshan.registrar", code=[code]),
            ]
        )

        assert sorted(results) == ["code_taken", "done"]
        lines = [*_lines(house, "county"), *_lines(house, "yangshan")]
        assert [one.serial for one in lines if one.code == code] == [1]


def test_a_series_that_two_registrars_begin_at_once_begins_once(
    house: House, together: None
) -> None:
    del together
    for at in range(ROUNDS):
        code = f"起发{'甲乙丙丁'[at]}"
        begins = [
            partial(_begin, house, "county.registrar", code, 2024, first) for first in (8, 20)
        ]

        assert sorted(at_once(begins)) == ["done", "series_begun"]
        (line,) = [one for one in _lines(house) if one.code == code]
        assert line.serial in (7, 19)


def test_a_series_that_begins_at_one_is_its_units_too(house: House) -> None:
    _begin(house, "county.registrar", "初发", 2024, 1)
    with pytest.raises(Refused) as refused:
        _begin(house, "yangshan.registrar", "初发", 2025, 1)
    assert refused.value.code == "code_taken"


def test_a_dossier_registered_under_two_keys_has_one_number(house: House) -> None:
    for _ in range(ROUNDS):
        number = new_dossier(house)
        walk_to(house, number, "register")

        results = at_once(
            [
                partial(take, house, number, "number", "county.registrar", code=[code])
                for code in ("示民发", "示民函")
            ]
        )

        assert sorted(results) == ["done", "not_in_state"]
    assert len(_lines(house)) == ROUNDS


def test_a_text_changed_while_it_is_rechecked_is_never_passed_unsigned(house: House) -> None:
    for _ in range(ROUNDS):
        number = new_dossier(house)
        walk_to(house, number, "recheck")
        version = _row(house, number).version
        changed = text(note="此件公开发布", date="2024-02-20")

        results = at_once(
            [
                partial(_save, house, number, version, changed),
                partial(take, house, number, "recheck", "county.office", version=version),
            ]
        )

        assert results in (["done", "stale_page"], ["not_editable", "done"])
        assert (_row(house, number).state == "register") == (results[1] == "done")


def test_two_signers_sign_once(house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "issue")
    signers = ("county.deputy", "county.director")

    results = at_once([partial(take, house, number, "sign", who) for who in signers])

    assert sorted(results) == ["done", "not_in_state"]


def test_an_answer_after_the_round_was_closed_counts_nothing(house: House) -> None:
    number = new_dossier(house)
    take(house, number, "circulate", DRAFTER, units=["finance", "yangshan"])
    take(house, number, "object", "finance.countersigner", comment="请补经费来源")
    with pytest.raises(NotFound):
        take(house, number, "agree", "yangshan.mayor")

    take(house, number, "circulate", DRAFTER, units=["finance"])
    with pytest.raises(NotFound):
        take(house, number, "agree", "yangshan.mayor")

    with house.desk(write=False) as desk:
        asked = desk.dossiers.asked(desk.dossiers.seen(number, "county").id, "countersign")
        assert {one.unit_id: one.state for one in asked} == {"finance": "open", "yangshan": "void"}


def test_of_an_agreement_and_an_objection_at_once_no_agreement_is_left(house: House) -> None:
    for _ in range(ROUNDS):
        number = new_dossier(house)
        take(house, number, "circulate", DRAFTER, units=["finance", "yangshan"])

        results = at_once(
            [
                partial(take, house, number, "agree", "finance.countersigner"),
                partial(take, house, number, "object", "yangshan.mayor"),
            ]
        )

        assert results[0] in {"done", "not_in_state", "not_found"}
        assert results[1] == "done"
        assert state_of(house, number) == "draft"
        with house.desk(write=False) as desk:
            steps = desk.dossiers.steps(desk.dossiers.seen(number, "county").id)
        assert all(one.voided for one in steps if one.step == "agree")
