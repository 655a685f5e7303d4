"""Running cases are moved to another edition by a map, exactly as the dry run said, on both databases."""

from __future__ import annotations

import dataclasses
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.read_edition_map import read_edition_map
from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.edition_map import MOVE, EditionMap
from jiuji_docs.domain.workflow.replay import replay
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.edition_migration import Migration, migrate
from jiuji_docs.services.handovers import HandoverService, Request
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.publishing import publish
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.worklists import WorklistService
from jiuji_docs.storage.tables import CASE, CLOCK, ENTRY, LEDGER, RUNG, STEP
from tests.common.cases import PACK, case_at, fire
from tests.common.consultation import consulting_sources
from tests.common.many_cases import copies_of
from tests.common.relief import catalog
from tests.common.second_edition import (
    BACK_TO,
    GONE_STATE,
    GONE_STEP,
    MAP,
    NEW_FIELD,
    OLD_FIELD,
    changed,
    second_edition,
)

CLERK, AUDITOR, CLOSER = "yangshan.clerk", "yangshan.auditor", "county.approver"
FIRST, SECOND = f"{PACK}@1", f"{PACK}@2"
PUBLICITY = {
    "publicity": {"from_day": "2024-02-20", "to_day": "2024-02-27", "phone": "0421-7000000"}
}
ANOTHER = {"application": {"occurred_on": "2021-01-01"}}
NextHouse = Callable[..., House]
#: For what no database decides.
ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def _office(settings: Settings) -> None:
    """Let the office have the step that the second edition takes away, and a time limit of its own."""
    settings.office.write_text(f'["{PACK}"]\npublicity_days = 7\naudit = "5wd"\n', "utf-8")


@pytest.fixture
def next_house(house: House, settings: Settings, clock: FixedClock) -> Iterator[NextHouse]:
    """Return the same office after both editions are published, the shipped one first."""
    made: list[House] = []

    def open_next(rooms: Catalog, office: dict[str, Any] | None = None) -> House:
        publish(house, PACK)
        made.append(House(settings, clock=clock, catalog=rooms, office=office))
        publish(made[0], PACK)
        house.editions.forget()
        return made[0]

    yield open_next
    for one in made:
        one.close()


def the_map(text: str = MAP) -> EditionMap:
    return read_edition_map(load_text(text, "map"), "map")


def both(house: House, names: EditionMap | None = None, **more: Any) -> Migration:
    """Run dry, then for good; the reports must be the same, and the dry run must leave nothing."""
    chosen = the_map() if names is None else names
    before = everything(house)
    dry = migrate(house, FIRST, SECOND, chosen, dry_run=True, **more)
    assert everything(house) == before
    real = migrate(house, FIRST, SECOND, chosen, **more)
    assert (real.findings, real.cases) == (dry.findings, dry.cases)
    return real


def everything(house: House) -> list[tuple[Any, ...]]:
    with house.engine.begin() as connection:
        return [
            tuple(row)
            for table in (CASE, STEP, ENTRY, CLOCK, RUNG, LEDGER)
            for row in connection.execute(
                select(table).order_by(table.primary_key.columns.values()[0])
            )
        ]


def row_of(house: House, number: str) -> Any:
    with house.desk(write=False) as desk:
        return desk.cases.get(number)


def test_a_thousand_running_cases_keep_theirs_and_are_then_moved(
    house: House, next_house: NextHouse
) -> None:
    publicised = case_at(house, "reviewed")
    fire(house, CLERK, GONE_STEP, publicised, forms=PUBLICITY)
    accepted = fire(house, CLERK, "accept", forms=ANOTHER).case
    later = next_house(second_edition())
    with house.engine.begin() as connection:
        pin_first(connection, house)
    numbers = copies_of(house, publicised, 500, "P") + copies_of(house, accepted, 498, "A")
    began = time.process_time()

    with later.desk(write=False) as desk:
        found = WorklistService(desk).waiting(desk.actor(AUDITOR))
    assert (found.total, {item.state for item in found.items}) == (501, {"公示中"})

    moved = both(later, together=True)

    assert len(moved.cases) == 1000
    assert Counter((one.state_before, one.state_after) for one in moved.cases) == {
        (GONE_STATE, BACK_TO): 501,
        ("accepted", "accepted"): 499,
    }
    assert not moved.refused
    with later.desk(write=False) as desk:
        assert desk.editions.open_cases(row_of(later, publicised).pack_checksum) == [
            publicised,
            accepted,
            *numbers,
        ]
        assert WorklistService(desk).waiting(desk.actor(AUDITOR)).total == 501
    assert check_ledger(later).ok
    assert time.process_time() - began < 60


def pin_first(connection: Any, house: House) -> None:
    """Say that the cases opened before anything was published run on what was then published."""
    connection.execute(CASE.update().values(pack_checksum=house.pack_on_disk(PACK).checksum))


def test_a_moved_case_goes_on_under_the_new_edition(house: House, next_house: NextHouse) -> None:
    number = case_at(house, "reviewed")
    fire(house, CLERK, GONE_STEP, number, forms=PUBLICITY)
    later = next_house(second_edition())

    moved = both(later, by=CLOSER).cases[0]

    assert (
        moved.offered_before
        == moved.offered_after
        == ("audit", "return_review")[: len(moved.offered_after)]
    )
    assert moved.renamed == (f"investigation.{OLD_FIELD} → {NEW_FIELD}",)
    with later.desk(write=False) as desk:
        case, pack = desk.cases.get(number), desk.pack(PACK)
        steps = desk.cases.steps(case.id)
        view = CaseFileService(desk).view(number, desk.actor(CLERK))
        entries = [row for row in desk.cases.entries(case.id) if row.form == "investigation"]
        values = json.loads(entries[0].body)
    assert (case.state, case.pack_checksum, case.version) == (BACK_TO, pack.checksum, len(steps))
    assert replay(pack.workflow, steps) == BACK_TO
    assert [step.title for step in view.steps] == ["受理", "入户调查", "民主评议", "公示", "换版"]
    assert view.steps[-1].comment == "由第 1 版换到第 2 版"
    assert view.edition_name == "第 2 版"
    assert (len(entries), entries[0].edition, OLD_FIELD in values) == (1, 2, False)
    assert values[NEW_FIELD]
    assert "公示单" in [form.title for form in view.forms]
    done = fire(later, AUDITOR, "audit", number)
    assert done.state == "awaiting_town"
    assert check_ledger(later).ok


@ON_ONE
def test_a_return_does_not_undo_the_move(house: House, next_house: NextHouse) -> None:
    number = case_at(house, "reviewed")
    later = next_house(second_edition())
    both(later)
    fire(later, AUDITOR, "audit", number)

    back = {"return_target": "accepted", "comment": "请补充"}
    fire(later, "yangshan.head", "return_town", number, **back)

    with later.desk(write=False) as desk:
        steps = desk.cases.steps(desk.cases.get(number).id)
    assert [step.voided for step in steps if step.transition == MOVE] == [False]
    assert any(step.voided for step in steps)


@ON_ONE
def test_clocks_follow_the_new_edition(house: House, next_house: NextHouse) -> None:
    number = case_at(house, "reviewed")

    office = {PACK: {"publicity_days": 7, "audit": "10wd", "decision": "3wd"}}
    later = next_house(catalog(), office)
    before = row_of(later, number).due_at
    moved = both(later, EditionMap()).cases[0]

    assert [text.partition("由")[0] for text in moved.clocks] == ["“审核时限”"]
    assert row_of(later, number).due_at > before
    with later.desk(write=False) as desk:
        case = desk.cases.get(number)
        clock = next(c for c in desk.cases.clocks(case.id) if c.time_limit == "audit")
        rungs = [row.run_at for row in desk.rungs.of_clock(clock.id)]
    assert (clock.budget, clock.due_at) == ("10wd", case.due_at)
    assert max(rungs) >= clock.due_at


@ON_ONE
def test_a_limit_that_is_gone_ends_and_a_new_one_begins_with_the_move(
    house: House, next_house: NextHouse, clock: FixedClock
) -> None:
    number = case_at(house, "reviewed")

    def other_limits(_policy: Any, workflow: Any, _forms: Any) -> None:
        limit = next(one for one in workflow["time_limit"] if one["id"] == "audit")
        limit |= {"id": "checking", "title": "核对时限", "budget": "2wd", "on_miss": "record"}

    rooms = changed(other_limits)
    later = next_house(rooms, {PACK: {"publicity_days": 7}})
    moved = both(later, EditionMap()).cases[0]

    assert [text[:6] for text in moved.clocks] == ["“审核时限”", "“核对时限”"]
    with later.desk(write=False) as desk:
        clocks = {c.time_limit: c for c in desk.cases.clocks(desk.cases.get(number).id)}
        view = CaseFileService(desk).view(number, desk.actor(CLERK))
    assert clocks["audit"].end_reason == "moved"
    assert (clocks["checking"].started_at, clocks["checking"].ended_at) == (clock(), None)
    assert {"审核时限", "核对时限"} <= {item.title for item in view.clocks}


@ON_ONE
def test_what_the_map_leaves_out_is_a_finding_and_nothing_is_moved(
    house: House, next_house: NextHouse
) -> None:
    case_at(house, "reviewed")
    later = next_house(second_edition())
    found = both(later, EditionMap())
    assert found.cases == ()
    told = "\n".join(found.findings)
    assert f"旧版环节“公示中”（{GONE_STATE}）在新版没有" in told
    assert f"（investigation.{OLD_FIELD}）在新版没有" in told
    assert len(found.findings) == 2


@ON_ONE
def test_a_case_in_other_hands_stays_while_the_others_move(
    house: House, next_house: NextHouse
) -> None:
    number = case_at(house, "reviewed")
    fire(house, CLERK, GONE_STEP, number, forms=PUBLICITY)
    asked = Request(number, "handover", "unit:qinghe", "请代办")
    house.run(lambda desk: HandoverService(desk).open(asked, desk.actor(AUDITOR)))
    other = fire(house, CLERK, "accept", forms=ANOTHER).case
    later = next_house(second_edition())

    kept = both(later, together=True)
    assert (kept.undone, kept.refused) == (True, 1)
    assert row_of(later, other).state == "accepted"

    moved = both(later)

    assert [one.refusals for one in moved.cases] == [
        ("已转办或委派，收回或办结后才能改变环节",),
        (),
    ]
    assert row_of(later, number).state == GONE_STATE
    assert row_of(later, other).pack_checksum == later.pack(PACK).checksum


@ON_ONE
def test_branches_the_new_edition_has_are_opened_and_open_ones_hold_a_case_back(
    house: House, next_house: NextHouse
) -> None:
    number = case_at(house, "accepted")
    later = next_house(with_branches())

    assert not both(later, EditionMap()).refused

    with later.desk(write=False) as desk:
        standing = desk.cases.branches(desk.cases.get(number).id)
    assert {row.state for row in standing} == {"bank_asked", "house_asked"}
    back = migrate(later, SECOND, FIRST, back_map(later), dry_run=True)
    assert back.findings == ()
    assert all("未办结，新版在此环节没有它" in text for text in back.cases[0].refusals)


def with_branches() -> Catalog:
    """Return the rooms with the worked example laid over the pack, which has no joint meeting."""
    base, sources = catalog(), consulting_sources()
    sources.workflow.pop("meeting", None)
    for clause in sources.policy["clause"]:
        carried = clause.get("carried_by", ())
        clause["carried_by"] = [name for name in carried if not name.startswith("meeting:")]
    return dataclasses.replace(base, sources={**base.sources, PACK: sources})


def back_map(house: House) -> EditionMap:
    """Map every state and debt the shipped edition lacks to where a case begins."""
    with house.desk(write=False) as desk:
        new = desk.house.editions.of(
            desk.work.session, PACK, desk.editions.heads()[0].checksum
        ).workflow
    old = house.pack(PACK).workflow
    return EditionMap(states={name: "accepted" for name in old.states if name not in new.states})


@ON_ONE
def test_editions_and_people_must_exist(next_house: NextHouse) -> None:
    later = next_house(second_edition())
    for old, new, by in (("nowhere@1", SECOND, "system"), (FIRST, SECOND, "nobody.here")):
        with pytest.raises(NotFound):
            migrate(later, old, new, the_map(), by=by)
    with pytest.raises(Refused, match="同一版"):
        migrate(later, FIRST, FIRST, the_map())


@ON_ONE
def test_cases_whose_edition_nobody_kept_can_be_moved(house: House, next_house: NextHouse) -> None:
    number = case_at(house, "accepted")
    with house.engine.begin() as connection:
        connection.execute(CASE.update().values(pack_checksum="before editions"))
    later = next_house(second_edition())
    moved = migrate(later, "before", SECOND, the_map())
    assert (moved.old, len(moved.cases), moved.refused) == (f"{PACK} 未留存的版本", 1, 0)
    assert row_of(later, number).pack_checksum == later.pack(PACK).checksum
