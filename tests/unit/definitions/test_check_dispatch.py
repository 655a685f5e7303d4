"""A flow with a dead end, or a sheet that shows nothing, is found before an office works by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.check_dispatch import ROOM, flows


@pytest.fixture
def rooms(tmp_path: Path, root: Path) -> Rooms:
    shutil.copytree(root / "workflows" / ROOM, tmp_path / "workflows" / ROOM)
    return Rooms.at(tmp_path)


def test_the_shipped_flows_are_sound(root: Path) -> None:
    assert list(flows(Rooms.at(root))) == []


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        ("outgoing", ('to = "seal"', 'to = "release"'), "“用印”到不了"),
        ("incoming", ("final = true", "final = false"), "“已归档”没有出路"),
        ("incoming", ('to = "closed"', 'to = "elsewhere"'), "不认识“elsewhere”"),
        (
            "outgoing_sheet",
            ('value = "sign"', 'value = "signature"'),
            "既不是办理也不是公文的一项内容",
        ),
    ],
)
def test_what_leads_nowhere_is_found(
    rooms: Rooms, tmp_path: Path, file: str, change: tuple[str, str], words: str
) -> None:
    path = tmp_path / "workflows" / ROOM / f"{file}.toml"
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")

    assert words in "".join(one.message for one in flows(rooms))
