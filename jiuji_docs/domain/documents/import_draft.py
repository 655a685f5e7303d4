"""Hold the parts of a document while they are recognised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from jiuji_docs.domain.documents.elements import Attendance, SignatureStamp
from jiuji_docs.domain.documents.import_notes import RawLine


@dataclass(slots=True)
class Draft:
    """Parts as they are recognised; lines keep their order."""

    style: str = "circular"
    mark: str = ""
    joint_issuers: list[str] = field(default_factory=list)
    copy_number: str = ""
    number: str = ""
    urgency: str = ""
    signers: list[str] = field(default_factory=list)
    signers_follow: bool = False
    title: str = ""
    title_line: int = 0
    addressees: str = ""
    notice: list[RawLine] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    stamps: list[SignatureStamp] = field(default_factory=list)
    date: dt.date | None = None
    note: str = ""
    attendance: list[Attendance] = field(default_factory=list)
    issued: list[RawLine] = field(default_factory=list)
    cc: str = ""
    printer: str = ""
    print_date: dt.date | None = None
