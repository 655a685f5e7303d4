"""Describe a specimen seal (样章), its lawful size, and where on a paper it may stand.

Sources. 国发〔1999〕25号: art. 1 seals are round with the emblem or a star in the centre; art. 9 a
county government's seal measures 4.5 cm (with the national emblem, which this program never draws);
art. 11 a township government's 4.2 cm with a star; art. 13 organs' departments and subordinate
units at most 4.5 cm, the size being set locally (4.2 cm is usual); art. 22 special-purpose seals
differ in name from the formal one; art. 23 seals are made only by shops the police name.
国务院令第716号 art. 9: lawful e-seals come from the national unified system; this program has none
of them. GB/T 9704-2012 clause 7.3.5 says where a seal stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place

#: Diameter in millimetres by unit level. A unit of level "county" is a department of the county
#: (县局), one of level "department" another department that a matter was handed to (如县医保局).
DIAMETERS = {
    "county_government": 45.0,
    "county": 42.0,
    "department": 42.0,
    "town": 42.0,
    "village": 42.0,
}
LARGEST = 45.0
#: Characters an arc of the largest seal still carries legibly.
LONGEST_NAME = 24
LONGEST_BOTTOM = 12


def diameter_for(level: str) -> float:
    """Return the seal's diameter (印章直径) in millimetres for a unit of this level.

    The village figure is custom, not rule: 国办发〔2001〕52号 could not be read in full.
    """
    try:
        return DIAMETERS[level]
    except KeyError:
        raise PaperError(f"未规定“{level}”一级单位的印章规格") from None


@dataclass(frozen=True, slots=True)
class SealStyle:
    """What a seal shows: a name on the arc, perhaps a line below the star; diameter in millimetres.

    Only specimens exist: ``specimen=False`` is refused, and so is any name that is not plainly
    invented (begins with 示范, or has 某 in it). A real seal is registered as an image, never
    drawn.
    """

    name: str
    bottom: str = ""
    diameter: float = 42.0
    specimen: bool = True

    def __post_init__(self) -> None:
        for refused in (_not_a_specimen(self), _unreadable(self), _off_size(self)):
            if refused:
                raise PaperError(refused)


def is_invented(name: str) -> bool:
    """Whether a unit's name is plainly an example (示范单位) that no real organ bears."""
    return name.startswith("示范") or "某" in name


def _not_a_specimen(style: SealStyle) -> str:
    if not style.specimen:
        return "本系统只绘制样章，不绘制正式印章"
    if not is_invented(style.name):
        return f"“{style.name}”不是示范单位，不能绘制其印章；正式印章须备案后以图像登记"
    return ""


def _unreadable(style: SealStyle) -> str:
    if len(style.name) > LONGEST_NAME:
        return f"印章名称最多 {LONGEST_NAME} 字：{style.name}"
    if len(style.bottom) > LONGEST_BOTTOM:
        return f"印章下横排文字最多 {LONGEST_BOTTOM} 字：{style.bottom}"
    if any(character.isspace() or not character.isprintable() for character in style.name):
        return "印章名称不得含空白或控制字符"
    return ""


def _off_size(style: SealStyle) -> str:
    smallest = 30.0
    if not smallest <= style.diameter <= LARGEST:
        return f"印章直径应在 {smallest:g} 至 {LARGEST:g} 毫米之间：{style.diameter:g}"
    return ""


def seal_box(issuer: Place, date: Place, diameter: float) -> Place:
    """Return where a seal stands over the issuer's name and the date (GB/T 9704-2012, 7.3.5.1).

    Upright and centred on both; name and date lie a little below the seal's centre. *issuer* and
    *date* are the boxes of those two lines on one page; the result is a square of *diameter*
    millimetres.
    """
    middle = (
        min(issuer.left, date.left)
        + max(issuer.left + issuer.width, date.left + date.width)
    ) / 2  # fmt: skip
    lines_centre = (issuer.top + date.top + date.height) / 2
    below_centre = diameter / 14
    return Place(
        page=date.page,
        left=middle - diameter / 2,
        top=lines_centre - below_centre - diameter / 2,
        width=diameter,
        height=diameter,
    )


def misplaced(
    seal: Place, *, issuer: Place, date: Place, text_end: float, line: float
) -> tuple[str, ...]:
    """Return what is wrong with a seal's position, in Chinese; empty when it stands as it should.

    *text_end* is the lower edge of the body (or the attachment note) and *line* one line's height,
    both in millimetres. GB/T 9704-2012, 7.3.5.1: the seal presses name and date, and its top is
    within one line of the text.
    """
    wrong = []
    if seal.page != date.page or issuer.page != date.page:
        return ("印章、署名与成文日期不在同一页",)
    for box, name in ((issuer, "发文机关署名"), (date, "成文日期")):
        if not _reaches(seal, box):
            wrong.append(f"印章未压住{name}")
        elif box.top + box.height / 2 < seal.top + seal.height * 0.3:
            wrong.append(f"{name}应在印章中心偏下位置")
    if seal.top - text_end > line:
        wrong.append("印章顶端距正文（或附件说明）超过一行")
    return tuple(wrong)


def _reaches(seal: Place, box: Place) -> bool:
    """Whether the seal's square crosses a line's box."""
    return (
        seal.left < box.left + box.width
        and box.left < seal.left + seal.width
        and seal.top < box.top + box.height
        and box.top < seal.top + seal.height
    )
