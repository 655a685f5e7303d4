"""Name a filed item (归档件): reference number (档号), retention period (保管期限), pages.

DA/T 22—2015: 全宗号-门类·年度-保管期限-机构（问题）-件号. The case file of one household is one
item (一户一件); its papers, attachments and catalogue carry one reference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Retention codes (保管期限): 永久, 定期 30 年, 定期 10 年. Which one applies is for each office's
#: own table, which the archives office approves (国家档案局令第8号, art. 12).
RETENTIONS = {"Y": "永久", "D30": "30年", "D10": "10年"}
#: 门类代码 of 文书档案.
CATEGORY = "WS"
LARGEST_ITEM = 9999
_FONDS = re.compile(r"[0-9A-Z]{4}")
_CATEGORY = re.compile(r"[A-Z]{2,4}")
_OFFICE = re.compile(r"[0-9A-Z\u4e00-\u9fff]{1,12}")
_REFERENCE = re.compile(
    r"(?P<fonds>[^-·]+)-(?P<category>[^-·]+)·(?P<year>[0-9]{4})-(?P<retention>[^-·]+)"
    r"(?:-(?P<office>[^-·]+))?-(?P<item>[0-9]{4})"
)


@dataclass(frozen=True, slots=True)
class Filing:
    """One item: fonds (全宗号, 4 characters), year of filing, retention, item (件号, 1–9999).

    ``office`` is the optional 机构 or 问题; ``pages`` (页数) is stamped, but not part of the
    reference. Raises ValueError with a Chinese message where a part is not as the rule has it.
    """

    fonds: str
    year: int
    retention: str
    item: int
    office: str = ""
    category: str = CATEGORY
    pages: int = 0

    def __post_init__(self) -> None:
        for holds, message in (
            (_FONDS.fullmatch(self.fonds), "全宗号应为 4 位数字或大写字母"),
            (_CATEGORY.fullmatch(self.category), "门类代码应为 2 至 4 位大写字母"),
            (1900 <= self.year <= 2999, "归档年度应为四位公元年份"),  # noqa: PLR2004
            (self.retention in RETENTIONS, f"保管期限代码应为 {'、'.join(RETENTIONS)}"),
            (1 <= self.item <= LARGEST_ITEM, f"件号应为 1 至 {LARGEST_ITEM}"),
            (
                not self.office or _OFFICE.fullmatch(self.office),
                "机构（问题）代码应为 1 至 12 个字",
            ),
            (_same_as_retention(self.office), "机构（问题）代码不能与保管期限代码相同"),
            (self.pages >= 0, "页数不能为负"),
        ):
            if not holds:
                raise ValueError(message)

    def __str__(self) -> str:
        """Return the reference (档号): 0001-WS·2024-D30-0001, with the office before the item."""
        office = f"-{self.office}" if self.office else ""
        return f"{self.fonds}-{self.category}·{self.year}-{self.retention}{office}-{self.item:04d}"

    @property
    def retention_title(self) -> str:
        """The retention period as people read it: 永久, 30年, 10年."""
        return RETENTIONS[self.retention]


def parse_reference(text: str) -> Filing:
    """Read a reference (档号); ValueError in Chinese when it is none."""
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"档号应写作 0001-{CATEGORY}·2024-D30-0001，不是“{text}”")
    return Filing(
        fonds=found["fonds"],
        year=int(found["year"]),
        retention=found["retention"],
        item=int(found["item"]),
        office=found["office"] or "",
        category=found["category"],
    )


def _same_as_retention(office: str) -> bool:
    """Tell a reference apart at sight: an office named D30 would read as a retention."""
    return office not in RETENTIONS
