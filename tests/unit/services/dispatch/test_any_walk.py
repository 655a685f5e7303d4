"""Whatever people try in whatever order: history replays to the state, no approval survives a return."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.errors import JiujiError
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.effects import APPROVALS, EFFECTS
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from tests.common.dossiers import new_dossier, take, text
from tests.common.houses import MORNING

FLOW = shipped_flows()["outgoing"]
PEOPLE = tuple(
    one.id for one in demo_directory().people if any(role.startswith("doc.") for role in one.roles)
)
TRIES = st.one_of(
    st.tuples(st.sampled_from(list(FLOW.steps)), st.sampled_from(PEOPLE)),
    # The usual step of somebody who may, so that walks get far.
    st.tuples(st.just("usual"), st.just("")),
    st.tuples(st.just("write"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("void_number"), st.just("county.registrar")),
)
USUAL = {
    "draft": ("submit", "county.drafter"),
    "countersign": ("agree", "finance.countersigner"),
    "review": ("pass", "county.office"),
    "issue": ("sign", "county.director"),
    "recheck": ("recheck", "county.office"),
    "register": ("number", "county.registrar"),
    "print": ("print", "county.registrar"),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Any:
    """One house for all walks: each walks a dossier of its own."""
    folder = tmp_path_factory.mktemp("walks")
    database = folder / "desk.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    places = (folder / "store", folder / "keys", folder / "office.toml")
    house = House(Settings(f"sqlite:///{database}", *places), clock=FixedClock(MORNING))
    house.keyring.create("示范县")
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    yield house
    house.close()


def _try(house: House, number: str, step: str, who: str, turn: int) -> None:
    with house.desk(write=False) as desk:
        row = desk.dossiers.seen(number, "county")
    if step == "usual":
        step, who = USUAL.get(row.state, ("file", "county.archivist"))
    try:
        if step == "write":
            changed = text(note=f"第 {turn} 次修改")
            house.run(
                lambda desk: DraftingService(desk).save(
                    number, desk.actor(who), changed, row.version
                )
            )
        else:
            take(house, number, step, who, units=["finance"], code=["示民发"], deliver=["yangshan"])
    except JiujiError:
        with house.desk(write=False) as desk:
            assert desk.dossiers.seen(number, "county") == row


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TRIES, min_size=1, max_size=14))
def test_any_walk_leaves_a_history_that_explains_it(
    walked: House, tries: list[tuple[str, str]]
) -> None:
    number = new_dossier(walked)
    for turn, (step, who) in enumerate(tries):
        _try(walked, number, step, who, turn)

    with walked.desk(write=False) as desk:
        row = desk.dossiers.seen(number, "county")
        steps = desk.dossiers.steps(row.id)
        issued = desk.issued_numbers.of_dossier(row.id)
    assert [one.seq for one in steps] == list(range(1, len(steps) + 1))
    at = ""
    for one in steps:
        assert one.source == at
        assert one.step == "open" or at in FLOW.steps[one.step].source
        at = one.target
    assert at == row.state
    returns = [one.seq for one in steps if one.step in {"return_draft", "object"}]
    survivors = [one for one in steps if not one.voided and one.step in APPROVALS]
    assert all(one.seq > max(returns, default=0) for one in survivors)
    assert (issued is not None) == any(one.step == "number" and not one.voided for one in steps)
    assert ("number" in json.loads(row.content)) == (issued is not None)
    with walked.desk(write=False) as desk:
        lines = [one for one in desk.issued_numbers.lines("county", 2024) if one.dossier == number]
    assert sum(one.voided_at is None for one in lines) == (issued is not None)
    assert len(lines) == sum(one.step == "number" for one in steps)
    if row.state in {"register", "print", "seal"}:
        assert row.signed_hash


def test_every_effect_and_guard_that_a_flow_may_name_exists() -> None:
    from jiuji_docs.domain.dispatch import flow

    assert set(EFFECTS) == set(flow.EFFECTS)
