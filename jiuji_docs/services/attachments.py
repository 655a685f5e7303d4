"""Take in and give out the proofs people bring (佐证材料): kept opaque, never parsed."""

from __future__ import annotations

import re
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.published import FILE_KINDS
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.scope import seen, workable

LARGEST = 10 * 1024 * 1024
#: First bytes → media type; the name's ending is not believed.
MAGIC = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
LONGEST_NAME = 80


class AttachmentService:
    """Add, list and read files of a case within the reader's scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, number: str, actor: Actor, name: str, data: bytes, kind: str = "proof") -> None:
        """Keep a file of a kind of ``FILE_KINDS``; only PDF, JPG and PNG, by their content."""
        case = workable(self._desk, number, actor)
        if case.closed:
            raise Refused("case_closed", "事项已归档，不能再添加材料")
        if kind not in FILE_KINDS:
            raise Refused("file_purpose", "请选择材料的种类")
        safe_name, media_type = checked_file(name, data)
        sha256 = self._desk.put(data)
        self._desk.documents.add_attachment(
            case_id=case.id,
            kind=kind,
            name=safe_name,
            media_type=media_type,
            size=len(data),
            sha256=sha256,
            account_id=actor.account,
            added_at=self._desk.now(),
        )
        self._desk.ledger.append(
            "attachment", actor.account, case=number, kind_of_file=kind, sha256=sha256
        )

    def list(self, number: str, actor: Actor) -> list[Any]:
        """Return the case's files, oldest first."""
        return list(self._desk.documents.attachments(seen(self._desk, number, actor).id))

    def read(self, number: str, attachment_id: int, actor: Actor) -> tuple[Any, bytes]:
        """Return the row and the bytes of one file."""
        for row in self.list(number, actor):
            if row.id == attachment_id:
                return row, self._desk.house.store.get(row.sha256)
        raise NotFound(str(attachment_id))


def checked_file(name: str, data: bytes) -> tuple[str, str]:
    """Return a safe name and the media type of a file somebody brought; Refused when it may not be kept."""
    if not data:
        raise Refused("no_file", "请选择文件")
    if len(data) > LARGEST:
        raise Refused("file_too_large", "文件超过 10 MB，未保存；请压缩后再上传")
    media_type = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), "")
    if not media_type:
        raise Refused("file_kind", "只接受 PDF、JPG、PNG 文件（按内容判断）")
    return _safe_name(name, media_type), media_type


def _safe_name(name: str, media_type: str) -> str:
    """Return a name without path or control characters, with the ending its content deserves."""
    base = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", "_", name.replace("\\", "/").rsplit("/", 1)[-1])
    stem = base.rsplit(".", 1)[0].strip()[:LONGEST_NAME] or "材料"
    return stem + ENDINGS[media_type]
