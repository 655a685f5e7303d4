"""Find out how a text is encoded and read it: UTF-8, UTF-16 or GB18030, never by guessing alone."""

from __future__ import annotations

import codecs
import re

from jiuji_docs.domain.documents.import_notes import Notes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,20})""", re.IGNORECASE
)
_SEARCHED = 4_096
#: GB2312 and GBK are parts of GB18030 and are declared where it is meant.
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030",
}
#: Half of the bytes of UTF-16 text that has line ends or figures are nothing or CJK rows.
_FEWEST_BYTES = 4


def decode(data: bytes, notes: Notes) -> str:
    """Return the text of *data*; a finding tells when it was not UTF-8, or could not be read whole."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = data.decode(name, "replace")
            if name != "utf-8-sig":
                notes.add("encoding", 0, "文本编码为 UTF-16，已转换")
            return text
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name != "utf-8":
            notes.add("encoding", 0, f"文本编码为 {_NAMES.get(name, name)}，已转换")
        return text
    message = "文本编码无法识别，按 GB18030 读入，不能识别的字符显示为 \ufffd，请核对"
    notes.add("encoding", 0, message, "doubtful")
    return data.decode("gb18030", "replace")


def _candidates(data: bytes) -> list[str]:
    """Return the encodings to try strictly, the likeliest first."""
    wide = _wide(data)
    declared = _DECLARED.search(data[:_SEARCHED])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    names = ["gb18030"] if name in _CHINESE else []
    if wide:
        names.append(wide)
    return [*names, "utf-8", "gb18030"]


def _wide(data: bytes) -> str:
    """Return UTF-16's name when line ends or Latin signs show a zero in every second byte."""
    head = data[:_SEARCHED]
    if len(data) % 2 or len(head) < _FEWEST_BYTES or b"\0" not in head:
        return ""
    for name, ends in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        at = head.find(ends)
        while at % 2 and at >= 0:
            at = head.find(ends, at + 1)
        if at >= 0:
            return name
    return "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"
