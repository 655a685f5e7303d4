"""Number outgoing documents (发文字号): 机关代字〔年份〕序号号, GB/T 9704—2012 clause 7.2.5."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"([^\s〔〕【】\[\]()（）0-9]{1,20})〔(\d{4})〕([1-9]\d{0,5})号")
_OTHER_BRACKETS = re.compile(r"[【\[（(](\d{4})[】\])）]")
_FIRST_YEAR, _LAST_YEAR = 1949, 2999


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document's number; ``str`` gives 示民救〔2024〕1号: no 第, no leading zero."""

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not self.code or re.search(r"[\s〔〕【】\[\]0-9]", self.code):
            raise ValueError("机关代字不能为空，也不能含括号、数字或空格")
        if not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            raise ValueError("年份应为四位数")
        if self.serial < 1:
            raise ValueError("序号从 1 起")

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def parse(text: str) -> DocumentNumber:
    """Read a number; ValueError in Chinese says which rule it breaks."""
    plain = text.strip()
    found = _FORM.fullmatch(plain)
    if found:
        return DocumentNumber(found[1], int(found[2]), int(found[3]))
    if _OTHER_BRACKETS.search(plain):
        raise ValueError("年份应使用六角括号〔〕")
    if re.search(r"第\d+号$", plain):
        raise ValueError("序号前不加“第”字")
    if re.search(r"〔\d{4}〕0\d*号$", plain):
        raise ValueError("序号不编虚位")
    raise ValueError(f"发文字号应写作 示民救〔2024〕1号，不是「{plain}」")
