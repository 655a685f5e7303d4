"""Turn a document's content into the boxes of its entry form and back (公文稿与拟稿表互换)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiuji_docs.domain.documents.entry_form import FORM, form_for
from jiuji_docs.domain.documents.frozen import freeze_blocks, thaw_blocks
from jiuji_docs.domain.documents.kinds import KINDS, OTHERWISE, kind_of_content
from jiuji_docs.domain.documents.typed_body import read_body, write_body
from jiuji_docs.domain.errors import FormInvalid, PaperError

_TEXTS = ("mark", "copy_number", "number", "urgency", "addressees", "note", "cc", "printer")
_LISTS = ("title", "joint_issuers", "signers", "signatories", "attachment_notes")
_DATES = ("date", "print_date")
_PAIRS = {"signature_stamps": ("post", "name"), "attendance": ("label", "names")}
_FLAGS = ("landscape", "loose")
USUAL_SEAL = 42

Plain = Mapping[str, Any]


def to_entry(content: Plain) -> dict[str, Any]:
    """Return what the boxes of :func:`.entry_form.form_for` show for *content*."""
    entry = _entry(content)
    names = {field.name for field in form_for(entry).fields}
    return {name: value for name, value in entry.items() if name in names}


def _entry(content: Plain) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": kind_of_content(content).title}
    entry |= {name: str(content[name]) for name in (*_TEXTS, *_DATES) if content.get(name)}
    entry |= {name: "\n".join(content[name]) for name in _LISTS if content.get(name)}
    entry["stamped"] = "true" if content.get("stamped", True) else "false"
    entry["seal_diameter"] = str(content.get("seal_diameter", USUAL_SEAL))
    for name, columns in _PAIRS.items():
        if rows := content.get(name):
            entry[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    entry |= _part_entry(content, "body", "attachments")
    if issued := content.get("issued"):
        entry["issued_title"] = "\n".join(issued["title"])
        if notes := issued.get("attachment_notes"):
            entry["issued_notes"] = "\n".join(notes)
        entry |= _part_entry(issued, "issued_body", "issued_attachments")
    return entry


def to_content(values: Plain, before: Plain | None = None) -> dict[str, Any]:
    """Return the content of checked *values* (see :func:`.entry_form.entry_form`).

    What the form does not show is kept as it stood *before*. FormInvalid names the box whose table,
    roster or combination is wrong.
    """
    kind = KINDS.get(str(values.get("kind", "")), OTHERWISE)
    errors: dict[str, list[str]] = {}
    plain: dict[str, Any] = {"style": kind.style, "direction": _direction(kind.direction, before)}
    plain |= {name: values[name] for name in _TEXTS if values.get(name)}
    plain |= {name: values[name].isoformat() for name in _DATES if values.get(name)}
    plain |= {name: listed for name in _LISTS if (listed := _listed(values.get(name)))}
    kept = {"stamped": kind.stamped, "seal_diameter": USUAL_SEAL, **(before or {})}
    plain.setdefault("title", [])
    plain["stamped"] = bool(values.get("stamped", kept["stamped"]))
    plain["seal_diameter"] = int(values.get("seal_diameter") or kept["seal_diameter"])
    for name, columns in _PAIRS.items():
        if rows := values.get(name):
            plain[name] = [[row.get(column) or "" for column in columns] for row in rows]
    plain |= _part(values, ("body", "attachment_notes", "attachments"), errors)
    if issued := _issued(values, errors):
        plain["issued"] = issued
    if errors:
        raise FormInvalid(FORM, errors)
    return plain


def _direction(usual: str, before: Plain | None) -> str:
    """Keep an opinion (意见) or a letter that was written upward as it was; the others have one way."""
    given = str((before or {}).get("direction", ""))
    kind = kind_of_content(before) if before else None
    return given if kind and given and kind.direction == usual else usual


def _part_entry(part: Plain, body: str, attachments: str) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    if part.get("body"):
        entry[body] = write_body(thaw_blocks(part["body"]))
    if part.get("attachments"):
        entry[attachments] = [_attachment_entry(one) for one in part["attachments"]]
    return entry


def _attachment_entry(attachment: Plain) -> dict[str, str]:
    flags = {name: "true" if attachment.get(name) else "false" for name in _FLAGS}
    body = write_body(thaw_blocks(attachment.get("body", ())))
    return {"title": str(attachment["title"]), **flags, "body": body}


def _issued(values: Plain, errors: dict[str, list[str]]) -> dict[str, Any]:
    names = ("issued_body", "issued_notes", "issued_attachments")
    part = _part(values, names, errors)
    title = _listed(values.get("issued_title"))
    if not title and any(part.values()):
        errors.setdefault("issued_title", []).append("请填写被印发件标题")
    return {"title": title, **part} if title else {}


def _part(
    values: Plain, names: tuple[str, str, str], errors: dict[str, list[str]]
) -> dict[str, Any]:
    body, notes, attachments = names
    rows: Sequence[Plain] = values.get(attachments) or ()
    plain: dict[str, Any] = {"body": _blocks(values.get(body), body, errors)}
    listed = _listed(values.get(notes)) or [str(row["title"]) for row in rows if row.get("title")]
    if listed:
        plain["attachment_notes"] = listed
    if rows:
        plain["attachments"] = [
            _attachment(row, at if len(rows) > 1 else 0, f"{attachments}.{at - 1}", errors)
            for at, row in enumerate(rows, start=1)
        ]
    return plain


def _attachment(row: Plain, number: int, path: str, errors: dict[str, list[str]]) -> dict[str, Any]:
    if not row.get("title"):
        errors.setdefault(f"{path}.title", []).append("请填写附件标题")
    plain: dict[str, Any] = {"title": row.get("title") or ""}
    if number:
        plain["number"] = number
    plain |= {name: True for name in _FLAGS if row.get(name)}
    return {**plain, "body": _blocks(row.get("body"), f"{path}.body", errors)}


def _blocks(text: str | None, path: str, errors: dict[str, list[str]]) -> list[dict[str, Any]]:
    try:
        return freeze_blocks(read_body(text or ""))
    except PaperError as error:
        errors.setdefault(path, []).append(str(error))
        return []


def _listed(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]
