"""Read document files, compositions and the page figures of the standard."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.document_nodes import (
    COMPOSITION_NODES,
    DOCUMENT_NODES,
    FIGURE_NODES,
    REPEALED_NODES,
)
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.documents.composition import (
    GIVEN,
    Composition,
    Passage,
    Slot,
    used_slots,
)
from jiuji_docs.domain.documents.frozen import thaw
from jiuji_docs.domain.documents.layout import MARGIN_MODES, STRENGTHS, Figures, Layout, Source
from jiuji_docs.domain.documents.official import STYLES, OfficialDocument
from jiuji_docs.domain.documents.wording import CONDITIONS, SHOWS
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError

COMPOSITIONS = ("approval_notice", "bulletin", "refusal_notice")


def read_document(text: str, where: str) -> OfficialDocument:
    """Return the document of a TOML file; DefinitionError names the place that is wrong.

    Raises Refused for a document with a security classification.
    """
    plain = check_table(load_text(text, where), "document", DOCUMENT_NODES, where)
    for place, block in _blocks(plain, where):
        _check_block(block, place)
    for name in ("signature_stamps", "attendance"):
        _check_pairs(plain.get(name, []), f"{where}.{name}")
    try:
        return thaw(plain)
    except PaperError as error:
        raise DefinitionError(where, str(error)) from error


def read_layout(text: str, where: str = "gbt9704.toml", *, margin_mode: str = "dialog") -> Layout:
    """Return the page figures with clause and strength; none missing, none unknown."""
    if margin_mode not in MARGIN_MODES:
        raise DefinitionError(where, f"边距方式只有 {'、'.join(MARGIN_MODES)}：{margin_mode}")
    entries = check_table(load_text(text, where), "layout", FIGURE_NODES, where)["figures"]
    known = {one.name for one in dataclasses.fields(Figures)}
    if wrong := sorted(known ^ set(entries)):
        raise DefinitionError(where, f"版面数据缺少或不认识：{'、'.join(wrong)}")
    for name, entry in entries.items():
        if entry["strength"] not in STRENGTHS:
            raise DefinitionError(f"{where}.{name}", f"强度只有 {'、'.join(STRENGTHS)}")
    figures = Figures(**{name: float(entry["value"]) for name, entry in entries.items()})
    return Layout(figures, {name: _source(one) for name, one in entries.items()}, margin_mode)


def read_composition(text: str, where: str) -> Composition:
    """Return a composition; every slot and condition it names must exist."""
    data = check_table(load_text(text, where), "composition", COMPOSITION_NODES, where)
    slots = {
        name: _slot(one, f"{where}.slots.{name}") for name, one in data.get("slots", {}).items()
    }
    fixed = {
        name: Slot((), fallback=one["value"]) for name, one in data.get("parameters", {}).items()
    }
    composition = Composition(
        id=data["id"],
        title=data["title"],
        addressees=data["addressees"],
        passages=tuple(_passage(one, where) for one in data["passage"]),
        slots=slots | fixed,
        style=_one_of(data.get("style", "notice"), STYLES, f"{where}.style"),
        stamped=data.get("stamped", True),
    )
    if unknown := sorted(used_slots(composition) - {*composition.slots, *GIVEN}):
        raise DefinitionError(where, f"没有声明的空位：{'、'.join(unknown)}")
    return composition


@cache
def shipped_layout(margin_mode: str = "dialog", *, preprinted: bool = False) -> Layout:
    """Return the shipped page figures (GB/T 9704-2012); *preprinted* for letterhead paper (套打)."""
    layout = read_layout(document_template("gbt9704.toml"), margin_mode=margin_mode)
    return dataclasses.replace(layout, preprinted=preprinted)


@cache
def shipped_composition(name: str) -> Composition:
    """Return a shipped composition by id; NotFound when there is none."""
    if name not in COMPOSITIONS:
        raise NotFound(f"没有公文模板“{name}”；已有：{'、'.join(COMPOSITIONS)}")
    return read_composition(document_template(f"{name}.toml"), f"templates/documents/{name}.toml")


@cache
def repealed_bases() -> Mapping[str, str]:
    """Return the bases no longer in force: title without its marks → what replaced it (L-19)."""
    where = "repealed.toml"
    data = check_table(
        load_text(document_template(where), where), "repealed", REPEALED_NODES, where
    )
    return {one["title"]: one["instead"] for one in data["repealed"]}


def document_template(name: str) -> str:
    """Return the text of a shipped file of ``templates/documents``."""
    return (files("jiuji_docs.definitions.templates") / "documents" / name).read_text("utf-8")


def _source(entry: Mapping[str, Any]) -> Source:
    return Source(entry["clause"], entry["strength"], entry["unit"], entry["meaning"])


def _slot(entry: Mapping[str, Any], where: str) -> Slot:
    show = _one_of(entry.get("show", "text"), tuple(SHOWS), where)
    return Slot(tuple(entry["from"]), show, entry.get("labels", {}), entry.get("fallback", ""))


def _passage(entry: Mapping[str, Any], where: str) -> Passage:
    when = tuple(_one_of(name, tuple(CONDITIONS), where) for name in entry.get("when", ()))
    return Passage(entry["text"], when, entry.get("level", 0))


def _one_of(name: str, known: Sequence[str], where: str) -> str:
    if name not in known:
        raise DefinitionError(where, f"不认识“{name}”；可用：{'、'.join(known)}")
    return name


def _blocks(plain: Mapping[str, Any], where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every block of the document and of what it issues or attaches, with its place."""
    for number, block in enumerate(plain.get("body", ()), start=1):
        yield f"{where}.body[{number}]", block
    for number, attachment in enumerate(plain.get("attachments", ()), start=1):
        yield from _blocks(attachment, f"{where}.attachments[{number}]")
    if "issued" in plain:
        yield from _blocks(plain["issued"], f"{where}.issued")


def _check_block(block: Mapping[str, Any], where: str) -> None:
    kinds = [name for name in ("paragraph", "heading", "roster", "table") if name in block]
    if len(kinds) != 1:
        raise DefinitionError(where, "每段须是 paragraph、heading、roster、table 之一")
    if kinds[0] in {"roster", "table"}:
        _check_rows(block[kinds[0]], kinds[0], where)


def _check_pairs(rows: Any, where: str) -> None:
    right = isinstance(rows, list) and all(
        isinstance(row, list) and len(row) == 2 and all(isinstance(one, str) for one in row)  # noqa: PLR2004
        for row in rows
    )
    if not right:
        raise DefinitionError(where, '应为若干对文字，如 [["县长", "张三"]]')


def _check_rows(rows: Any, kind: str, where: str) -> None:
    widths = {3} if kind == "roster" else set(range(1, 21))
    right = isinstance(rows, list) and bool(rows)
    for row in rows if right else ():
        texts = isinstance(row, list) and all(isinstance(cell, str) for cell in row)
        right = right and texts and len(row) in widths
    if not right:
        shape = "每人 [职责, 姓名, 职务]" if kind == "roster" else "若干行文字，第一行为表头"
        raise DefinitionError(where, f"{kind} 应为{shape}")
