"""Hold a whole official document (公文) as one frozen value behind PDF and DOCX."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.documents.elements import Attachment, Attendance, Block, SignatureStamp
from jiuji_docs.domain.errors import PaperError, Refused

#: ``circular`` 文件式 (clause 7), ``letter`` 信函 (10.1), ``command`` 命令 (10.2), ``minutes`` 纪要
#: (10.3); ``notice`` is a one-page letter to a person and no format of the standard.
STYLES = ("circular", "letter", "command", "minutes", "notice")
#: 下行文, 上行文 (its head shows who signed, 7.2.6), 平行文.
DIRECTIONS = ("down", "up", "level")
URGENCIES = ("", "特急", "加急")
#: Lawful seals measure 42 or 45 mm; smaller ones are for special purposes.
SMALLEST_SEAL, LARGEST_SEAL = 30, 45
#: Above this nobody reads it as a title (标题).
LONGEST_TITLE = 200
#: Nobody issues one document together with more organs than that.
MOST_ISSUERS = 12


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """What a circular issues (被印发件): a plan or a rule with its own title and attachments."""

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    attachment_notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """An official document (公文), GB/T 9704-2012 clauses 7 and 10.

    ``title`` is its lines; a single line too long for the page is broken by :mod:`.title`.
    ``mark`` is the issuer's mark (发文机关标志), with 文件 where the format has it; ``joint_issuers``
    are the other organs stacked under the host's name (联合行文, 7.2.4). ``copy_number`` (份号) has
    six digits. ``signers`` are the 签发人 of a document that goes ``up``. ``addressees`` and ``cc``
    keep the writer's separators and carry neither the colon nor the full stop. ``stamped`` decides
    the sign-off's form (7.3.5.1 or 7.3.5.2); ``signature_stamps`` (签名章, 7.3.5.3) replace both;
    ``seal_diameter`` is in millimetres. ``attendance`` belongs to minutes (10.3). ``secrecy``
    exists to be refused: this system is for unclassified documents only (条例 26).
    """

    title: tuple[str, ...]
    body: tuple[Block, ...]
    style: str = "circular"
    direction: str = "down"
    mark: str = ""
    joint_issuers: tuple[str, ...] = ()
    copy_number: str = ""
    number: str = ""
    urgency: str = ""
    secrecy: str = ""
    signers: tuple[str, ...] = ()
    addressees: str = ""
    attachment_notes: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: dt.date | None = None
    stamped: bool = True
    seal_diameter: int = 42
    signature_stamps: tuple[SignatureStamp, ...] = ()
    note: str = ""
    attendance: tuple[Attendance, ...] = ()
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
        if self.direction not in DIRECTIONS:
            raise PaperError(f"行文方向只有 {'、'.join(DIRECTIONS)}：{self.direction}")
        if self.urgency not in URGENCIES:
            raise PaperError(f"紧急程度只有特急、加急：{self.urgency}")
        if self.copy_number and not _is_copy_number(self.copy_number):
            raise PaperError(f"份号为六位阿拉伯数字：{self.copy_number}")
        if not "".join(self.title).strip():
            raise PaperError("公文没有标题")
        if len("".join(self.title)) > LONGEST_TITLE:
            raise PaperError(f"标题超过 {LONGEST_TITLE} 字")
        if max(len(self.joint_issuers), len(self.signatories), len(self.signers)) > MOST_ISSUERS:
            raise PaperError(f"联合行文的机关或签发人超过 {MOST_ISSUERS} 个")
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


def _is_copy_number(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdigit()  # noqa: PLR2004 - 7.2.1


def chinese_date(day: dt.date) -> str:
    """Write a date as documents do: full year, no leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
