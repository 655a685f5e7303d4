"""Gather what belongs to each filed item: files, record, history, ledger lines (归档件)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.archives.catalogue import order_of
from jiuji_docs.domain.archives.filing import RETENTIONS
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.filed import filed_item
from jiuji_docs.services.dispatch.gathering import flow_of
from jiuji_docs.services.meetings.filed_minutes import minutes_files
from jiuji_docs.services.past_words import PastWords

#: Who exports cases: they hold personal data and are of every town.
CASES = "archives.archivist"
#: Who exports the own unit's official documents.
DOCUMENTS = "doc.archivist"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an item that is in the store: its role, name with ending, digest."""

    role: str
    name: str
    digest: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """One item with everything known of it; ``number`` is the case's or dossier's public number.

    ``sheet``: the dossier whose 办理单 is printed into the package, empty for a case; ``case_id`` is the
    case's key, whose personal data an export reads.
    """

    number: str
    reference: str
    record: dict[str, Any]
    files: tuple[StoredFile, ...]
    history: tuple[dict[str, Any], ...]
    unit_id: str
    sheet: str = ""
    case_id: int | None = None
    ledger: list[dict[str, Any]] = field(default_factory=list)


def items_of_year(desk: Desk, actor: Actor, year: int) -> list[ArchiveItem]:
    """Return the items of a year that this archivist may export, with their ledger lines."""
    items: list[ArchiveItem] = []
    if DOCUMENTS in actor.roles:
        rows = desk.archives.dossiers_of_year(year, actor.unit)
        items += [_of_dossier(desk, row) for row in rows]
    if CASES in actor.roles:
        items += [_of_case(desk, row, actor) for row in desk.archives.of_year(year)]
    _add_ledger(desk, {one.number: one for one in items})
    return items


def _of_dossier(desk: Desk, row: Any) -> ArchiveItem:
    dossier, item = desk.dossiers.get(row.dossier_id), filed_item(desk, row)
    about = {
        "文号": item.document_number,
        "责任者": item.author,
        "题名": item.title,
        "文种": row.kind,
        "日期": item.date,
    }
    return ArchiveItem(
        number=row.number,
        reference=row.reference,
        record=_record(desk, row, about),
        files=tuple(_dossier_files(json.loads(row.contents))),
        history=tuple(_steps(desk, desk.dossiers.steps(dossier.id), _titles(dossier))),
        unit_id=row.unit_id,
        sheet=row.number,
    )


def _of_case(desk: Desk, row: Any, actor: Actor) -> ArchiveItem:
    case = desk.cases.get(row.case_number)
    words = PastWords(desk, desk.pack_of(case), case.id)
    files = [
        *_case_papers(desk, case.id),
        *(
            StoredFile("佐证材料", one.name, one.sha256)
            for one in desk.documents.attachments(case.id)
        ),
    ]
    return ArchiveItem(
        number=row.case_number,
        reference=row.reference,
        record=_record(
            desk, row, {"受理号": row.case_number, "题名": f"{row.case_number} 救助案卷"}
        ),
        files=tuple(one for one in files if one.digest),
        history=tuple(_steps(desk, desk.cases.steps(case.id), words.step)),
        unit_id=actor.unit,
        case_id=case.id,
    )


def _case_papers(desk: Desk, case_id: int) -> list[StoredFile]:
    """Return a case's papers in the order of its catalogue, with the minutes that decided it."""
    found = [
        (order_of(one.paper), StoredFile(one.title, f"{one.title}.pdf", one.pdf_hash, one.pages))
        for one in desk.documents.of_case(case_id)
    ]
    for one in minutes_files(desk, case_id):
        file = StoredFile(one.paper.title, one.name, one.digest, one.paper.pages)
        found.append((order_of(one.paper.paper), file))
    return [file for _, file in sorted(found, key=lambda pair: pair[0])]


def _record(desk: Desk, row: Any, about: dict[str, str]) -> dict[str, Any]:
    """Return what the catalogue says of an item, in the words of DA/T 46."""
    return {
        "档号": row.reference,
        "全宗号": row.fonds,
        "年度": row.year,
        "保管期限": RETENTIONS.get(row.retention, row.retention),
        "机构（问题）": getattr(row, "office", ""),
        "件号": row.item,
        **about,
        "页数": row.pages,
        "归档人": _name(desk, row.filed_by),
        "归档时间": row.filed_at.isoformat(timespec="seconds"),
    }


def _dossier_files(contents: list[dict[str, Any]]) -> Iterator[StoredFile]:
    for one in contents:
        yield StoredFile(one["role"], f"{one['role']}.pdf", one["pdf_hash"], one["pages"])
        if one["docx_hash"]:
            yield StoredFile("定稿", "定稿.docx", one["docx_hash"])


def _titles(dossier: Any) -> Callable[[str], str]:
    titles = {one.id: one.title for one in flow_of(dossier).steps.values()}
    return lambda name: titles.get(name, name)


def _steps(
    desk: Desk, steps: list[Any], title_of: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    for step in steps:
        name = getattr(step, "step", None) or step.transition
        yield {
            "序号": step.seq,
            "办理": title_of(name),
            "人员": _names(desk, step),
            "时间": _when(step).isoformat(timespec="seconds"),
            "意见": step.comment,
            "作废": bool(getattr(step, "voided", False)),
        }


def _names(desk: Desk, step: Any) -> str:
    """Return who took a step, and for whom if a deputy did (代理)."""
    absent = getattr(step, "on_behalf_of", None)
    name = _name(desk, step.account_id)
    return f"{name}（代{_name(desk, absent)}）" if absent else name


def _when(step: Any) -> dt.datetime:
    moment: dt.datetime = getattr(step, "at", None) or step.occurred_at
    return moment


def _add_ledger(desk: Desk, items: dict[str, ArchiveItem]) -> None:
    """Give each item the ledger's lines about it, in one reading."""
    for entry in desk.ledger.entries():
        facts = json.loads(entry.body)["facts"]
        item = items.get(str(facts.get("dossier") or facts.get("case") or ""))
        if item is not None:
            line = {"seq": entry.seq, "previous": entry.previous, "hash": entry.hash}
            item.ledger.append({**line, "body": entry.body})


def _name(desk: Desk, account: str) -> str:
    """Return a person's name; what the program did by itself keeps the name it has in the history."""
    try:
        return str(desk.accounts.account(account).name)
    except NotFound:
        return account
