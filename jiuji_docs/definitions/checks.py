"""Check the definitions across files before an office works by them (定义检查)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions import (
    check_dispatch,
    check_documents,
    check_flow,
    check_forms,
    check_names,
    check_panels,
    check_rights,
    check_tables,
)
from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.finding import ERROR, Check, Finding
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Pack

CHECKS: tuple[Check, ...] = (
    check_names.steps,
    check_names.places_signed,
    check_names.guards,
    check_names.tables,
    check_names.clauses,
    check_names.parameters,
    check_flow.states_reached,
    check_flow.endings,
    check_flow.openings,
    check_flow.debts,
    check_flow.signed_in_time,
    check_flow.refusals,
    check_flow.returns,
    check_tables.tables,
    check_tables.time_limits,
    check_panels.branches,
    check_panels.panels,
    check_panels.automatic,
    check_rights.rights,
    check_rights.asked_of_nobody,
    check_forms.fields,
    check_forms.conditions,
    check_forms.printed,
    check_forms.unprinted,
    check_forms.blocks,
)


def check(catalog: Catalog) -> tuple[Finding, ...]:
    """Return everything wrong in a catalog that could be read; nothing means it is fit for use."""
    found = [item for pack in catalog.packs.values() for item in check_pack(pack)]
    more = [*check_documents.documents(catalog), *check_dispatch.flows(catalog.rooms)]
    return tuple(dict.fromkeys([*found, *more]))


def check_pack(pack: Pack) -> Iterator[Finding]:
    """Yield everything wrong in one pack and its forms."""
    for one in CHECKS:
        yield from one(pack)


def check_rooms(rooms: Rooms) -> tuple[Finding, ...]:
    """Return everything wrong under three data rooms, also when a file cannot be read at all."""
    try:
        catalog = Catalog.of(rooms)
    except DefinitionError as error:
        return (unreadable(error),)
    return check(catalog)


def unreadable(error: DefinitionError) -> Finding:
    """Return a file that cannot be read as a finding."""
    file, dot, place = error.where.partition(".toml")
    message = str(error).removeprefix(f"{error.where}: ")
    return Finding(file + dot, place.lstrip(".") or "文件", ERROR, message)
