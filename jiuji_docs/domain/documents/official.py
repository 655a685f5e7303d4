"""Hold a whole official document (公文) as one frozen value behind PDF and DOCX."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.documents.elements import Attachment, Block
from jiuji_docs.domain.errors import PaperError, Refused

#: ``circular`` has the red head and the colophon; ``notice`` is a one-page letter to a person.
STYLES = ("circular", "notice")
URGENCIES = ("", "特急", "加急")
#: Lawful seals measure 42 or 45 mm; smaller ones are for special purposes.
SMALLEST_SEAL, LARGEST_SEAL = 30, 45


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """What a circular issues (被印发件): a plan or a rule with its own title and attachments."""

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    attachment_notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """An official document (公文), GB/T 9704-2012 clause 7.

    ``title`` is its lines; a single line too long for the page is broken by :mod:`.title`.
    ``mark`` is the issuer's mark with 文件. ``addressees`` and ``cc`` keep the writer's separators
    and carry neither the colon nor the full stop. ``stamped`` decides the sign-off's form (7.3.5.1
    or 7.3.5.2); ``seal_diameter`` is in millimetres. ``secrecy`` exists to be refused: this system
    is for unclassified documents only (条例 26).
    """

    title: tuple[str, ...]
    body: tuple[Block, ...]
    style: str = "circular"
    mark: str = ""
    number: str = ""
    urgency: str = ""
    secrecy: str = ""
    addressees: str = ""
    attachment_notes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: dt.date | None = None
    stamped: bool = True
    seal_diameter: int = 42
    note: str = ""
    issued: IssuedDocument | None = None
    attachments: tuple[Attachment, ...] = ()
    cc: str = ""
    printer: str = ""
    print_date: dt.date | None = None

    def __post_init__(self) -> None:
        if self.secrecy:
            raise Refused("classified", "本系统只办理非涉密公文，不得录入标有密级的文件")
        if self.style not in STYLES:
            raise PaperError(f"公文版式“{self.style}”不存在；已有：{'、'.join(STYLES)}")
        if self.urgency not in URGENCIES:
            raise PaperError(f"紧急程度只有特急、加急：{self.urgency}")
        if not "".join(self.title).strip():
            raise PaperError("公文没有标题")
        if not SMALLEST_SEAL <= self.seal_diameter <= LARGEST_SEAL:
            raise PaperError(f"印章直径应在 {SMALLEST_SEAL} 至 {LARGEST_SEAL} 毫米之间")

    @property
    def full_title(self) -> str:
        """The title as one line, for metadata and lists."""
        return "".join(self.title)

    @property
    def has_colophon(self) -> bool:
        """Whether anything stands in the colophon (版记)."""
        return bool(self.cc or self.printer or self.print_date)


def chinese_date(day: dt.date) -> str:
    """Write a date as documents do: full year, no leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
