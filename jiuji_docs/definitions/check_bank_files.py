"""Check the bank file formats of a room or an office before a batch is sent by them (银行文件格式检查)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from jiuji_docs.definitions.finding import ERROR, WARNING, Finding
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.read_bank_files import ROOM, read_format, shipped_formats
from jiuji_docs.definitions.rules import BANK_FILES
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.funds.bank_format import BankFormat, SheetFormat


def bank_files(room: Traversable, *, shipped: bool = False) -> Iterator[Finding]:
    """Yield what is wrong in every ``.toml`` of a directory of formats, each file judged by itself."""
    found = sorted(
        (entry for entry in room.iterdir() if entry.name.endswith(".toml")),
        key=lambda entry: entry.name,
    )
    yield from _judged(found, shipped=shipped)


def _judged(files: Iterable[Traversable], *, shipped: bool) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for file in files:
        where = f"{ROOM}/{file.name}"
        try:
            form = read_format(load_file(file, where), where)
        except DefinitionError as error:
            yield _unreadable(error, where)
            continue
        yield from _format(form, where)
        if form.id in seen:
            yield _found(where, "id", f"编号“{form.id}”与 {seen[form.id]} 相同，只有一个会用到")
        elif not shipped and form.id in shipped_formats():
            message = f"编号“{form.id}”与随附的格式相同，随附的不再用到"
            yield _found(where, "id", message, WARNING)
        seen.setdefault(form.id, file.name)


def bank_file(file: Traversable) -> Iterator[Finding]:
    """Yield what is wrong in one file."""
    yield from _judged((file,), shipped=False)


def _format(form: BankFormat, where: str) -> Iterator[Finding]:
    for place, sheet in (("sent", form.sent), ("returned", form.returned)):
        yield from _sheet(sheet, where, place)


def _sheet(sheet: SheetFormat, where: str, place: str) -> Iterator[Finding]:
    titles = [column.title.strip() for column in sheet.columns]
    if not all(titles):
        yield _found(where, place, "有一列没有写列名")
    if twice := sorted({title for title in titles if title and titles.count(title) > 1}):
        yield _found(where, place, f"列名重复：{'、'.join(twice)}")


def _found(where: str, place: str, message: str, severity: str = ERROR) -> Finding:
    return Finding(where, place, severity, message, BANK_FILES.id)


def _unreadable(error: DefinitionError, where: str) -> Finding:
    place = error.where.removeprefix(where).lstrip(".") or "文件"
    return _found(where, place, str(error).removeprefix(f"{error.where}: "))
