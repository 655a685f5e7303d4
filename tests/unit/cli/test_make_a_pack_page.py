"""The guide to making a pack (docs/howto/make-a-pack) is true: its commands make what its blocks fill."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from jiuji_docs.cli import main
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.named_scenario import named_scenario
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings

HOWTO = Path(__file__).resolve().parents[3] / "docs" / "howto"
PAGES = sorted(path.name for path in HOWTO.glob("make-a-pack*.md"))
_BLOCK = re.compile(r"```(toml|sh)\n(.*?)```", re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    text = (HOWTO / page).read_text("utf-8")
    return [body for name, body in _BLOCK.findall(text) if name == kind]


def files(page: str) -> dict[str, str]:
    """Return the files of the page by the path in their first line."""
    return {body.splitlines()[0].removeprefix("# "): body for body in blocks(page, "toml")}


def commands(page: str, verb: str) -> list[list[str]]:
    lines = [line for body in blocks(page, "sh") for line in body.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith(f"jiuji {verb}")]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def built(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Carry out the page in an empty directory, as its reader would."""
    monkeypatch.chdir(tmp_path)
    (new,) = commands(page, "pack new")
    assert main(new) == 0
    for name, body in files(page).items():
        if name != "office.toml":
            (tmp_path / "packs" / name).write_text(body, "utf-8")
    return tmp_path


def test_the_pages_are_in_both_languages_with_the_same_blocks() -> None:
    assert PAGES == ["make-a-pack.md", "make-a-pack.zh.md"]
    english, chinese = ({**files(page), "sh": blocks(page, "sh")} for page in PAGES)
    assert english == chinese


@pytest.mark.usefixtures("built")
def test_what_the_page_builds_is_clean_and_shown(page: str) -> None:
    for command in commands(page, "check") + commands(page, "pack show"):
        assert main(command) == 0
    (coverage,) = commands(page, "pack coverage")
    assert main(coverage) == 0


def test_the_scenario_of_the_page_plays_as_it_says(page: str, built: Path) -> None:
    (command,) = commands(page, "play")
    scenario, catalog = named_scenario(command[1])
    settings = Settings(
        f"sqlite:///{built / 'play.db'}", built / "store", built / "keys", built / "no"
    )
    house, clock = open_house(scenario, settings, catalog)
    try:
        assert play(scenario, house, clock, None, lambda _line: None).failures == []
    finally:
        house.close()


def test_an_office_runs_the_pack_from_its_folder(page: str, built: Path) -> None:
    office = built / "office.toml"
    office.write_text(files(page)["office.toml"], "utf-8")
    settings = Settings(
        f"sqlite:///{built / 'run.db'}",
        built / "store",
        built / "keys",
        office,
        packs=built / "packs",
    )
    house = House(settings)
    try:
        pack = house.pack_on_disk("lianhe-2025")
        assert [run.policy.id for run in house.runs] == ["lianhe-2025"]
    finally:
        house.close()
    hotline = pack.policy.parameters["hotline"]
    assert (hotline.value, hotline.origin) == ("0000-1230009", "office")
    assert load_text(files(page)["office.toml"], "office")["packs"] == ["lianhe-2025"]
