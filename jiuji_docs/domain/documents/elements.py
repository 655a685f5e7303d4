"""Name the parts a body is made of (GB/T 9704-2012, 7.3): headings, rosters, attachments …"""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.errors import PaperError

#: 一、 （一） 1. （1）: clause 7.3.3 knows four levels.
DEEPEST_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading (层次标题) with its number as written, such as ``（一）建立机制。``

    ``level`` is 1–4. ``run_on`` is the text that goes on behind it in the same paragraph.
    """

    level: int
    text: str
    run_on: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= DEEPEST_LEVEL:
            raise PaperError(f"层次标题只有四级：{self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text (自然段)."""

    text: str


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person of a roster; an empty ``role`` means the one above goes on."""

    role: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Roster:
    """A list of people (名单): role, name, post. Two-character names are set as wide as three."""

    entries: tuple[RosterEntry, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table (表格): heads, then rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.heads:
            raise PaperError("表格没有表头")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.heads):
                raise PaperError(f"表格第 {number} 行有 {len(row)} 格，表头有 {len(self.heads)} 格")


Block = Heading | Paragraph | Roster | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment (附件) on pages of its own; ``number`` 0 for the only one (7.3.4, 7.3.7).

    ``landscape`` turns its pages (A4 横排表格, 8). ``loose``: it is not bound with the document, so
    its first line carries the document's number too (7.3.7).
    """

    title: str
    blocks: tuple[Block, ...]
    number: int = 0
    landscape: bool = False
    loose: bool = False

    @property
    def label(self) -> str:
        """What stands on the page's first line: 附件, or 附件 with its number."""
        return f"附件{self.number}" if self.number else "附件"


@dataclass(frozen=True, slots=True)
class SignatureStamp:
    """A responsible person's stamped signature (签名章) with the post before it (7.3.5.3)."""

    post: str
    name: str

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise PaperError("签名章没有姓名")


#: What minutes say of who was there (纪要, 10.3).
ATTENDANCE = ("出席", "请假", "列席")


@dataclass(frozen=True, slots=True)
class Attendance:
    """One line of minutes: 出席, 请假 or 列席, and the names as they are written (10.3)."""

    label: str
    names: str

    def __post_init__(self) -> None:
        if self.label not in ATTENDANCE:
            raise PaperError(f"纪要的人员只有{'、'.join(ATTENDANCE)}：{self.label}")
