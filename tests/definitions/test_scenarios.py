"""Play every shipped scenario (情景) with the real press, on both databases: each is a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.scenarios import load_scenario, shipped_scenarios
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.play import Play, open_house, play
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.settings import Settings
from tests.common.databases import (
    database_url,
    migrated_postgresql,
    migrated_sqlite,
    postgresql,
)

__all__ = ["database_url", "migrated_postgresql", "migrated_sqlite", "postgresql"]

SCENARIOS = shipped_scenarios("chaoyang-2021")
NAMES = {item.id: item for item in SCENARIOS}

WRONG_FILES = {
    "an unknown key at the top": ('steps = "many"', "不认识的键“steps”"),
    "an unknown key of a step": ('[[step]]\nat = 2024-02-08T09:30:00+08:00\nwho = "x"', "who"),
    "an unknown key of an expectation": (
        '[[step]]\nat = 2024-02-08T09:30:00+08:00\nas = "x"\ndo = "accept"\nexpect.status = "paid"',
        "status",
    ),
    "a time without its offset": (
        '[[step]]\nat = 2024-02-08T09:30:00\nas = "x"\ndo = "accept"',
        "带时区",
    ),
}


@pytest.fixture(scope="session")
def printer(fonts: FontSet) -> Iterator[Printer]:
    """One press child for all scenarios: starting one for each would take longer than the papers."""
    made = Printer(Catalog.shipped(), fonts)
    yield made
    made.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Give each play an installation of its own."""
    return Settings(database_url, tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")


@pytest.fixture
def quick(migrated_sqlite: Path, tmp_path: Path) -> Settings:
    """Give an installation on SQLite, for what no paper and no database can change."""
    path = tmp_path / "quick.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return Settings(
        f"sqlite:///{path}", tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml"
    )


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_shipped_scenario_plays_as_it_says(
    name: str, settings: Settings, printer: Printer
) -> None:
    house, clock = open_house(NAMES[name], settings)
    try:
        state = play(NAMES[name], house, clock, Press(house, printer), lambda _line: None)

        assert state.failures == []
        with house.desk(write=False) as desk:
            numbers = set(state.cases.values())
            papers = [
                row
                for number in numbers
                for row in desk.documents.of_case(desk.cases.get(number).id)
            ]
            assert desk.jobs.waiting() == 0
        assert [row.title for row in papers if row.state in ("printing", "failed")] == []
        assert all(house.store.get(row.pdf_hash).startswith(b"%PDF") for row in papers)
        assert check_ledger(house).ok
    finally:
        house.close()


def test_scenarios_carry_every_route_and_refusal() -> None:
    steps = [step for item in SCENARIOS for step in item.steps]
    done = {step.do for step in steps if not step.expect.refused}
    pack = Catalog.shipped().pack("chaoyang-2021")

    assert len(SCENARIOS) >= 8
    assert {route for name in done & set(pack.workflow.transitions)
            for route in pack.workflow.transitions[name].routes} == set(pack.workflow.routes)  # fmt: skip
    assert any(pack.workflow.transitions[n].refuses for n in done & set(pack.workflow.transitions))
    assert len({step.expect.refused for step in steps} - {""}) >= 5


WRONG_EXPECTATIONS = {
    "another state": ({"state": "filed"}, "state 应为 filed，实为 accepted"),
    "a paper that is not issued": ({"documents": ("receipt",)}, "应出具"),
    "other offers": ({"offers": ("archive",)}, "offers 应为"),
    "a due date nobody set": ({"due": {"review": "2024-02-27"}}, "due.review 应为 2024-02-27"),
    "a payment too early": ({"payments": ("waiting",)}, "payments 应为"),
    "a debt nobody has": ({"open_debts": ("seal",)}, "open_debts 应为"),
    "another amount": ({"amount": "1.00"}, "amount 应为 1.00"),
    "lateness where nothing was late": ({"late": ("review",)}, "应记逾期"),
    "a refusal that does not come": ({"refused": "role"}, "应被拒绝（role），实际办成"),
}


@pytest.mark.parametrize("what", WRONG_EXPECTATIONS)
def test_a_wrong_expectation_is_a_failure(what: str, quick: Settings) -> None:
    expected, words = WRONG_EXPECTATIONS[what]
    first = NAMES["expenditure_town"].steps[0]
    wrong = replace(first, expect=replace(first.expect, **expected))

    state = _play_steps(quick, NAMES["expenditure_town"], wrong)

    assert words in "\n".join(state.failures)


def test_another_refusal_than_the_expected_one_is_a_failure(quick: Settings) -> None:
    first = NAMES["expenditure_town"].steps[0]
    wrong = replace(
        first, actor="yangshan.auditor", expect=replace(first.expect, refused="not_in_state")
    )

    state = _play_steps(quick, NAMES["expenditure_town"], wrong)

    assert [line for line in state.failures if "被拒绝（role）" in line] == state.failures != []


def test_an_unknown_step_is_refused(quick: Settings) -> None:
    unknown = replace(NAMES["expenditure_town"].steps[0], do="approve_everything")

    state = _play_steps(quick, NAMES["expenditure_town"], unknown)

    assert "no_such_step" in state.failures[0]


@pytest.mark.parametrize("what", WRONG_FILES)
def test_a_file_that_is_not_strict_is_refused(what: str, tmp_path: Path) -> None:
    text, words = WRONG_FILES[what]
    path = tmp_path / "wrong.toml"
    path.write_text(f'pack = "chaoyang-2021"\ntitle = "错"\n{text}\n', "utf-8")

    with pytest.raises(DefinitionError, match=words):
        load_scenario(path)


def _play_steps(settings: Settings, scenario: Scenario, *steps: object) -> Play:
    """Play only these steps, without printing."""
    chosen = replace(scenario, steps=steps)
    house, clock = open_house(chosen, settings)
    try:
        return play(chosen, house, clock, None, lambda _line: None)
    finally:
        house.close()
