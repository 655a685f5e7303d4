"""Make the files of a new pack (新政策包) that is sound before anything is filled in."""

from __future__ import annotations

from jiuji_docs.definitions.assembling import Shelf, assemble
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.pack_outline import Outline, below
from jiuji_docs.definitions.pack_scenario_text import moved, scenario_text
from jiuji_docs.definitions.pack_text import policy_text, workflow_text
from jiuji_docs.definitions.read_pack import PackSources, load_forms, read_pack
from jiuji_docs.domain.workflow.policy import Pack

#: Values that the first scenarios share, written once for every new pack.
SHARED_VALUES = "_household.toml"


def new_pack(outline: Outline) -> dict[str, str]:
    """Return the text of every file by its path inside the pack's directory.

    DefinitionError when the base or an adaptation is not there, or the choice contradicts itself.
    """
    rooms = Rooms.shipped()
    shelf = Shelf.of(rooms.workflows)
    laid = below(outline, shelf)
    texts = {
        "policy": policy_text(outline, laid["policy"]),
        "workflow": workflow_text(outline, laid["workflow"]),
    }
    shared = (rooms.templates / "packs" / SHARED_VALUES).read_text("utf-8")
    shared = moved(shared, outline.in_force_from)
    filled = load_text(shared, SHARED_VALUES)["form"]
    start = scenario_text(outline, _read(outline, texts, shelf), demo_directory(), filled)
    return {
        **{f"{name}.toml": text for name, text in texts.items()},
        f"scenarios/{SHARED_VALUES}": shared,
        "scenarios/start.toml": start,
    }


def _read(outline: Outline, texts: dict[str, str], shelf: Shelf) -> Pack:
    files = {name: load_text(text, f"{outline.id}/{name}.toml") for name, text in texts.items()}
    laid = assemble(outline.id, files, shelf)
    sources = PackSources(outline.id, laid["policy"], laid["workflow"], shelf.amounts)
    return read_pack(sources, load_forms(Rooms.shipped().forms))
