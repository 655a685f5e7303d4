"""Read the formats of bank files (银行文件格式): the shipped ones, and the office's own beside its settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.vocabulary import BANK_NODES
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.funds.bank_format import (
    ENCODINGS,
    FILES,
    NEEDED_BACK,
    NEEDED_OUT,
    RETURN_FIELDS,
    SENT_FIELDS,
    UNITS,
    BankFormat,
    Column,
    SheetFormat,
)

Plain = Mapping[str, Any]
#: The directory of these files, among the program's workflows and beside an office's settings.
ROOM = "bank_files"
SEPARATORS = (",", ";", "|", "\t")


@cache
def shipped_formats() -> Mapping[str, BankFormat]:
    """Return the formats that came with the program, by id."""
    room = files("jiuji_docs.definitions.workflows") / ROOM
    found = sorted(entry.name for entry in room.iterdir() if entry.name.endswith(".toml"))
    return _by_id(
        read_format(load_file(room / name, f"{ROOM}/{name}"), f"{ROOM}/{name}") for name in found
    )


def formats(office: Path) -> Mapping[str, BankFormat]:
    """Return every format at hand: the shipped ones, and ``bank_files/*.toml`` beside the *office* file."""
    own = sorted((office.parent / ROOM).glob("*.toml"))
    read = _by_id(read_format(load_file(path, path.name), path.name) for path in own)
    return {**shipped_formats(), **read}


def read_format(data: Plain, where: str) -> BankFormat:
    """Return the format *data* describes; DefinitionError names file and place."""
    check_table(data, "bank_file", BANK_NODES, where)
    back = data["returned"]
    paid, failed = tuple(back["paid"]), tuple(back["failed"])
    if not paid or not failed or set(paid) & set(failed):
        raise DefinitionError(f"{where}.returned", "paid 和 failed 都要写，不能有相同的字样")
    return BankFormat(
        data["id"],
        data["title"],
        _sheet(data["sent"], f"{where}.sent", SENT_FIELDS, NEEDED_OUT),
        _sheet(back, f"{where}.returned", RETURN_FIELDS, NEEDED_BACK),
        paid,
        failed,
        data.get("note", ""),
    )


def _sheet(
    data: Plain, where: str, known: Mapping[str, str], needed: tuple[str, ...]
) -> SheetFormat:
    columns = tuple(Column(one["field"], one["title"]) for one in data["column"])
    named = [column.field for column in columns if column.field != "skip"]
    if unknown := sorted(set(named) - set(known)):
        raise DefinitionError(where, f"没有“{unknown[0]}”这种列；可用：{'、'.join(known)}")
    if missing := [name for name in needed if name not in named]:
        raise DefinitionError(where, f"缺少列：{'、'.join(missing)}")
    if len(set(named)) != len(named):
        raise DefinitionError(where, "同一种列写了两次")
    sheet = SheetFormat(
        columns,
        data.get("file", "csv"),
        data.get("encoding", "utf-8-sig"),
        data.get("separator", ","),
        data.get("heads", True),
        data.get("amount", "yuan"),
    )
    for value, allowed in (
        (sheet.file, FILES),
        (sheet.encoding, ENCODINGS),
        (sheet.amount, UNITS),
        (sheet.separator, SEPARATORS),
    ):
        if value not in allowed:
            raise DefinitionError(where, f"“{value}”不可用；可用：{'、'.join(map(repr, allowed))}")
    return sheet


def _by_id(found: Iterable[BankFormat]) -> dict[str, BankFormat]:
    return {one.id: one for one in found}
