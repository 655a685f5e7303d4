"""Number outgoing documents (发文字号): 机关代字〔年份〕序号号, GB/T 9704—2012 clause 7.2.5."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1949, 2999
LONGEST_CODE = 12
LARGEST_SERIAL = 99_999
_FORM = re.compile(r"(?P<code>[^〔〕]+)〔(?P<year>[0-9]{4})〕(?P<serial>[1-9][0-9]*)号")
#: What people write instead, in the order in which it is pointed out.
_SLIPS = (
    (r".*\s", "发文字号中不能有空格"),
    (r".*[【\[［（(｛{]", "年份应使用六角括号〔〕，不用【】、[]、（）"),
    (r".*〔[0-9]{1,3}〕", "年份应写全四位数字"),
    (r".*〕第", "序号前不加“第”字"),
    (r".*〕0", "序号不编虚位，1 不写作 01"),
    (r".*〕[0-9]+$", "序号后应有“号”字"),
    (r"〔", "缺少机关代字"),
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """One document's number; ``str`` gives 示民救〔2024〕1号.

    ``code`` is the issuer's 机关代字, letters only; ``year`` has four digits; ``serial`` counts
    from 1 within code and year. Raises ValueError with a Chinese message for anything else.
    """

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not self.code.isalpha() or len(self.code) > LONGEST_CODE:
            raise ValueError(
                f"机关代字应为 1 至 {LONGEST_CODE} 个字，不含数字、括号和空格：{self.code}"
            )
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"年份应为四位公元年份：{self.year}")
        if not 1 <= self.serial <= LARGEST_SERIAL:
            raise ValueError(f"序号应为 1 至 {LARGEST_SERIAL}：{self.serial}")

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


def parse(text: str) -> DocumentNumber:
    """Read a number as it is printed; ValueError in Chinese names the slip."""
    plain = text.strip()
    if found := _FORM.fullmatch(plain):
        return DocumentNumber(found["code"], int(found["year"]), int(found["serial"][:6]))
    for pattern, message in _SLIPS:
        if re.match(pattern, plain):
            raise ValueError(f"{message}：{plain}")
    raise ValueError(f"发文字号应写作 示民救〔2024〕1号，不是“{plain}”")
