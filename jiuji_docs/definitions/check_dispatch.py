"""Check the flows of official documents and their sheets: every state reached and left (公文流程)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.read_dispatch import FLOWS, read_flow, read_sheet
from jiuji_docs.definitions.read_filing import read_filing
from jiuji_docs.domain.dispatch.flow import SAME, Flow
from jiuji_docs.domain.dispatch.sheet import RECORD_VALUES
from jiuji_docs.domain.errors import DefinitionError

if TYPE_CHECKING:
    from jiuji_docs.definitions.catalog import Rooms

ROOM = "official-document"


def flows(rooms: Rooms) -> Iterator[Finding]:
    """Find flows and sheets that cannot be read, dead ends, and cells that show nothing."""
    room = rooms.workflows / ROOM
    if not room.is_dir():
        return
    filing = f"{ROOM}/filing.toml"
    try:
        read_filing((room / "filing.toml").read_text("utf-8"), filing)
    except (DefinitionError, OSError) as error:
        yield Finding(filing, "文件", ERROR, str(error))
    for name in FLOWS:
        file, sheet = f"{ROOM}/{name}.toml", f"{ROOM}/{name}_sheet.toml"
        try:
            flow = read_flow((room / f"{name}.toml").read_text("utf-8"), file)
            form = read_sheet((room / f"{name}_sheet.toml").read_text("utf-8"), sheet)
        except (DefinitionError, OSError) as error:
            yield Finding(file, "文件", ERROR, str(error))
            continue
        yield from _ways(flow, file)
        for value in sorted(form.values - {*RECORD_VALUES, *flow.steps}):
            yield Finding(sheet, value, ERROR, "既不是办理也不是公文的一项内容")


def _ways(flow: Flow, file: str) -> Iterator[Finding]:
    reached = _reached(flow)
    for state in flow.states.values():
        moving = any(one.target != SAME for one in flow.steps_from(state.id))
        if state.id not in reached:
            yield Finding(file, state.id, ERROR, f"“{state.title}”到不了")
        if moving == state.final:
            words = "已终结，却还有办理" if state.final else "没有出路"
            yield Finding(file, state.id, ERROR, f"“{state.title}”{words}")


def _reached(flow: Flow) -> set[str]:
    reached, before = {flow.start}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {one.target for one in flow.steps.values() if before & set(one.source)} - {SAME}
    return reached
