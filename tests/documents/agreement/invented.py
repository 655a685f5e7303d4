"""Invent official documents of every format, the same for the same number."""

from __future__ import annotations

import datetime as dt
import random

from jiuji_docs.domain.documents.elements import Attendance, Paragraph, SignatureStamp
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument

from .invented_parts import MATTERS, NAMES, some_attachments, some_blocks

_ORGANS = ("示范县人民政府", "示范县民政局", "示范县财政局", "示范县医疗保障局", "示范县教育局")


def invented(number: int) -> OfficialDocument:
    """Return the document of this number."""
    chance = random.Random(number)  # noqa: S311 - repeatable, no secret
    style = chance.choice(("circular", "circular", "circular", "letter", "command", "minutes"))
    joint = style == "circular" and chance.random() < 0.2
    up = style == "circular" and not joint and chance.random() < 0.25
    attachments = some_attachments(chance) if style in {"circular", "letter"} else ()
    persons = _persons(chance) if style == "command" and chance.random() < 0.6 else ()
    signatories = _ORGANS[1 : chance.randint(3, 4)] if joint else (_ORGANS[0],)
    return OfficialDocument(
        title=(_title(chance, style, up=up),),
        body=tuple(some_blocks(chance, chance.randint(1, 26))),
        style=style,
        direction="up" if up else "down",
        mark=_mark(style, joint=joint),
        joint_issuers=signatories[1:] if joint else (),
        copy_number="000012" if up and chance.random() < 0.5 else "",
        number=_number(chance, style),
        urgency=chance.choice(("", "", "特急", "加急")) if style == "circular" else "",
        signers=tuple(chance.sample(NAMES, chance.randint(1, 3))) if up else (),
        addressees="示范市人民政府" if up else _addressees(chance, style),
        attachment_notes=tuple(one.title for one in attachments),
        signatories=() if style == "minutes" or persons else signatories,
        signature_stamps=persons,
        date=None if style == "minutes" else dt.date(2026, chance.randint(1, 12), 8),
        stamped=style != "minutes" and chance.random() < 0.7,
        note="此件公开发布" if chance.random() < 0.4 else "",
        attendance=_attendance(chance) if style == "minutes" else (),
        issued=_issued(chance) if style == "circular" and chance.random() < 0.2 else None,
        attachments=attachments,
        cc="县委办公室，县人大常委会办公室，县政协办公室，县纪委监委"
        if chance.random() < 0.6
        else "",
        printer="" if style == "letter" else "示范县人民政府办公室",
        print_date=None if style == "letter" else dt.date(2026, 12, 20),
    )


def preprinted(number: int) -> bool:
    """Tell whether the document of this number goes on printed letterhead (套打)."""
    return number % 6 == 4


def crowded(organs: int, *, note: str) -> OfficialDocument:
    """Return a circular of several organs whose one line of text leaves its sign-off no room."""
    names = tuple(
        f"示范县{one}" for one in ("民政局", "财政局", "教育局", "司法局", "审计局", "统计局")
    )
    return OfficialDocument(
        title=("示范县民政局等部门关于做好救助工作的通知",),
        body=(Paragraph("各单位要密切配合，认真抓好落实。"),),
        mark="示范县民政局文件",
        joint_issuers=() if note else names[1:organs],
        number="示民发〔2026〕7号",
        addressees="各乡镇人民政府",
        signatories=names[:organs],
        date=dt.date(2026, 2, 8),
        stamped=not note,
        note=note,
        printer="示范县民政局办公室",
        print_date=dt.date(2026, 2, 9),
    )


def notice(paragraphs: int) -> OfficialDocument:
    """Return a notice to an applicant (告知书) of so many paragraphs."""
    chance = random.Random(paragraphs)  # noqa: S311 - repeatable, no secret
    return OfficialDocument(
        title=("不予临时救助告知书",),
        body=tuple(some_blocks(chance, paragraphs - 1)),
        style="notice",
        mark="阳山镇人民政府",
        number="示民救〔2026〕1号",
        addressees="张某玥",
        signatories=("阳山镇人民政府",),
        date=dt.date(2026, 2, 8),
    )


def _persons(chance: random.Random) -> tuple[SignatureStamp, ...]:
    posts = ("县长", "县民政局局长", "主任")
    return tuple(
        SignatureStamp(post, chance.choice(NAMES)) for post in posts[: chance.randint(1, 3)]
    )


def _mark(style: str, *, joint: bool) -> str:
    if joint:
        return "示范县民政局文件"
    names = {
        "circular": "示范县人民政府文件",
        "letter": "示范县人民政府",
        "command": "示范县人民政府令",
    }
    return names.get(style, "示范县人民政府常务会议纪要")


def _title(chance: random.Random, style: str, *, up: bool) -> str:
    if style == "minutes":
        return "示范县人民政府常务会议纪要"
    if style == "command":
        return "示范县人民政府令"
    kind = "请示" if up else {"letter": "函"}.get(style, "通知")
    return f"示范县人民政府关于{chance.choice(MATTERS)}的{kind}"


def _number(chance: random.Random, style: str) -> str:
    serial = chance.randint(1, 300)
    if style == "command":
        return f"第{serial}号"
    return f"〔2026〕{serial}号" if style == "minutes" else f"示政发〔2026〕{serial}号"


def _addressees(chance: random.Random, style: str) -> str:
    if style in {"minutes", "command"}:
        return ""
    return chance.choice(
        (
            "各乡镇人民政府、街道办事处，县政府各部门、各直属单位，省市驻县有关单位",
            "县民政局",
            "各乡镇人民政府",
        )
    )


def _issued(chance: random.Random) -> IssuedDocument:
    """Return an issued document; half of them have attachments of their own."""
    blocks = tuple(some_blocks(chance, chance.randint(3, 25)))
    attachments = some_attachments(chance) if chance.random() < 0.5 else ()
    notes = tuple(one.title for one in attachments)
    return IssuedDocument(("示范县急难救助工作实施方案",), blocks, notes, attachments)


def _attendance(chance: random.Random) -> tuple[Attendance, ...]:
    names = "、".join(chance.choices(NAMES, k=chance.randint(3, 18)))
    return (Attendance("出席", names), Attendance("列席", "王芳、陈建国"))
