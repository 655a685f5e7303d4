"""Play every shipped scenario (情景); print every kind of paper; walk every route on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.scenarios import load_scenario, shipped_scenarios
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.play_state import Play
from jiuji_docs.services.press import Press
from jiuji_docs.services.printing import Printer
from jiuji_docs.services.settings import Settings
from tests.common.blank_press import BlankPress
from tests.common.databases import (
    migrated_postgresql,
    migrated_sqlite,
    postgresql,
    postgresql_engine,
)
from tests.common.relief import catalog

__all__ = ["migrated_postgresql", "migrated_sqlite", "postgresql", "postgresql_engine"]

PACKS = sorted(catalog().packs)
SCENARIOS = [item for pack in PACKS for item in shipped_scenarios(pack)]
NAMES = {item.id: item for item in SCENARIOS if item.pack == "chaoyang-2021"}


def _id(scenario: Scenario) -> str:
    return f"{scenario.pack}/{scenario.id}"


def _pressed() -> list[Scenario]:
    """Return as few scenarios as together issue every paper that any scenario issues."""
    return list(_fewest(SCENARIOS, _papers))


def _by_route() -> list[Scenario]:
    """Return as few scenarios as together walk every route and operation there is."""
    return list(_fewest(SCENARIOS, _ways))


def _fewest(
    scenarios: Iterable[Scenario], of: Callable[[Scenario], frozenset[str]]
) -> Iterator[Scenario]:
    """Yield scenarios, each time the one that adds most, as long as any adds something (greedy set cover)."""
    left = {_id(item): (item, of(item)) for item in scenarios}
    seen: frozenset[str] = frozenset()
    while left:
        best, adds = max(left.values(), key=lambda one: len(one[1] - seen))
        if adds <= seen:
            return
        seen |= adds
        del left[_id(best)]
        yield best


def _papers(scenario: Scenario) -> frozenset[str]:
    return frozenset(paper for step in _steps(scenario) for paper in step.documents)


def _ways(scenario: Scenario) -> frozenset[str]:
    flow = catalog().pack(scenario.pack).workflow
    operations = {step.do for step in scenario.steps if step.do not in flow.transitions}
    return frozenset(operations | {name for step in _steps(scenario) for name in step.routes[:1]})


def _steps(scenario: Scenario) -> list[Transition]:
    flow = catalog().pack(scenario.pack).workflow
    done = {step.do for step in scenario.steps if not step.expect.refused}
    return [flow.transitions[name] for name in sorted(done & set(flow.transitions))]


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


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every house have the catalog read once: reading all packs takes longer than a play."""
    monkeypatch.setattr(Catalog, "shipped", catalog)


@pytest.fixture
def big(postgresql_engine: Engine, tmp_path: Path) -> Settings:
    """Give an installation on PostgreSQL."""
    url = postgresql_engine.url.render_as_string(hide_password=False)
    return Settings(url, tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml")


@pytest.fixture
def quick(migrated_sqlite: Path, tmp_path: Path) -> Settings:
    """Give an installation on SQLite, for what no paper and no database can change."""
    path = tmp_path / "quick.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    return Settings(
        f"sqlite:///{path}", tmp_path / "store", tmp_path / "keys", tmp_path / "office.toml"
    )


@pytest.mark.parametrize("scenario", SCENARIOS, ids=_id)
def test_a_shipped_scenario_plays_as_it_says(scenario: Scenario, quick: Settings) -> None:
    assert _played(scenario, quick) == []


@pytest.mark.postgresql
@pytest.mark.parametrize("scenario", _by_route(), ids=_id)
def test_every_route_plays_on_the_other_database(scenario: Scenario, big: Settings) -> None:
    assert _played(scenario, big) == []


def _played(scenario: Scenario, settings: Settings) -> list[str]:
    """Play without laying papers out; return what came otherwise than expected, the ledger included."""
    house, clock = open_house(scenario, settings)
    try:
        state = play(scenario, house, clock, BlankPress(house), lambda _line: None)
        return [*state.failures, *([] if check_ledger(house).ok else ["台账校验不符"])]
    finally:
        house.close()


@pytest.mark.parametrize("scenario", _pressed(), ids=_id)
def test_every_paper_is_printed(scenario: Scenario, quick: Settings, printer: Printer) -> None:
    house, clock = open_house(scenario, quick)
    try:
        state = play(scenario, house, clock, Press(house, printer), lambda _line: None)

        assert state.failures == []
        with house.desk(write=False) as desk:
            cases = [desk.cases.get(number).id for number in set(state.cases.values())]
            papers = [row for case in cases for row in desk.documents.of_case(case)]
            assert desk.jobs.waiting() == 0
        assert [row.title for row in papers if row.state in ("printing", "failed")] == []
        assert all(house.store.get(row.pdf_hash).startswith(b"%PDF") for row in papers)
        assert check_ledger(house).ok
    finally:
        house.close()


@pytest.mark.parametrize("pack_id", PACKS)
def test_the_scenarios_of_a_pack_walk_every_route(pack_id: str) -> None:
    flow = catalog().pack(pack_id).workflow
    steps = [step for item in shipped_scenarios(pack_id) for step in _steps(item)]

    assert {route for step in steps for route in step.routes} == set(flow.routes)
    assert any(step.refuses for step in steps)


def test_scenarios_show_refusals() -> None:
    refused = {step.expect.refused for item in SCENARIOS for step in item.steps} - {""}

    assert len(refused) >= 5


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
