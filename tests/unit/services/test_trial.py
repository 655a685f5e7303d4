"""A step tried without writing foretells what taking it does, says every reason against it, writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.trial import Trial, TrialService, trial_lines
from jiuji_docs.storage.models import Base
from tests.common.cases import PACK, case_at, fire, scenario

SCENARIOS = [pytest.param(item, id=item.id) for item in shipped_scenarios(PACK)]


@pytest.fixture
def fresh(migrated_sqlite: Path, tmp_path: Path) -> Settings:
    """Give settings around a copy of the migrated database."""
    path = tmp_path / "play.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return Settings(
        f"sqlite:///{path}", tmp_path / "store", tmp_path / "keys", tmp_path / "no.toml"
    )


@pytest.mark.parametrize("told", SCENARIOS)
def test_every_step_of_every_scenario_goes_as_it_was_foretold(
    told: Scenario, fresh: Settings
) -> None:
    house, clock = open_house(told, fresh)
    try:
        state = play(told, house, clock, None, lambda _line: None, tries=True)
    finally:
        house.close()
    assert [line for line in state.failures if "试办" in line] == []


def tried(house: House, who: str, step: str, case: str = "", **forms: dict[str, object]) -> Trial:
    """Try a step with the scenario's values, overlaid with *forms*."""
    needed = house.pack(PACK).workflow.transitions[step].forms
    entries = {f: {**scenario().forms.get(f, {}), **forms.get(f, {})} for f in needed}
    with house.desk(write=False) as desk:
        command = Command(step, "trial", case=case, pack=PACK, entries=entries)
        return TrialService(desk).judge(command, desk.actor(who))


def counts(house: House) -> dict[str, int]:
    """Count the rows of every table."""
    with house.desk(write=False) as desk:
        session = desk.work.session
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in Base.metadata.sorted_tables
        }


def test_nothing_is_written_not_even_a_person_or_a_number(house: House) -> None:
    number = case_at(house, "reviewed")
    before = counts(house)

    opening = tried(
        house, "yangshan.clerk", "accept", application={"id_number": "11010119900307109X"}
    )
    audit = tried(house, "yangshan.auditor", "audit", number)

    assert audit.ok
    assert opening.transition == "accept"
    assert counts(house) == before


def test_the_trial_says_target_papers_seals_and_clocks(house: House) -> None:
    number = case_at(house, "awaiting")
    trial = tried(house, "yangshan.head", "approve_town", number)
    assert trial.target_title == "已批准"
    assert trial.paper_ids == ("approval_notice", "approval_expenditure")
    assert any("用印" in one for one in trial.signatures)
    assert ("审批时限", "按时") in trial.ends
    assert ("发放时限", "未规定") in trial.begins
    assert trial_lines(trial)[0] == "办理后到“已批准”"


def test_every_reason_is_said_not_only_the_first(house: House) -> None:
    number = case_at(house, "awaiting")
    trial = tried(
        house,
        "county.approver",
        "approve_town",
        number,
        decision={"approved_amount": "900.00"},
    )
    assert [one.code for one in trial.refusals] == ["role", "amount_over_ceiling"]
    assert trial.target == ""


def test_wrong_entries_are_said_by_field(house: House) -> None:
    number = case_at(house, "awaiting")
    trial = tried(house, "yangshan.head", "approve_town", number, decision={"approved_amount": "x"})
    assert [one.code for one in trial.refusals] == ["form_invalid"]
    assert any("approved_amount" in line for line in trial_lines(trial))


def test_another_towns_case_is_not_there(house: House) -> None:
    number = case_at(house, "awaiting")
    with pytest.raises(NotFound):
        tried(house, "qinghe.head", "approve_town", number)


def test_what_was_tried_can_be_taken(house: House) -> None:
    number = case_at(house, "reviewed")
    trial = tried(house, "yangshan.auditor", "audit", number, audit={"proposed_amount": "500.01"})
    outcome = fire(
        house, "yangshan.auditor", "audit", number, forms={"audit": {"proposed_amount": "500.01"}}
    )
    assert trial.target == outcome.state == "awaiting_county"
