"""Invent official documents of every format, the same for the same number."""

from __future__ import annotations

import datetime as dt
import random

from jiuji_docs.domain.documents.elements import (
    Attachment,
    Attendance,
    Block,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    Table,
)
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument

_SENTENCES = (
    "各乡镇人民政府、街道办事处要高度重视，切实加强组织领导",
    "对遭遇突发事件、意外伤害、重大疾病的家庭，应当在24小时内先行救助",
    "坚持“应救尽救、及时施救”，做到公开、公平、公正",
    "根据《社会救助暂行办法》（国务院令第649号）等规定，结合实际制定本方案",
    "临时救助金额一般不超过当地月低保标准的12倍",
    "由县民政局会同县财政局、县医疗保障局等部门审核确认",
    "情况紧急的，可以直接实施救助，事后5个工作日内补齐手续",
    "救助资金实行专户管理、封闭运行，不得挤占、挪用、截留",
    "（含困境儿童、重度残疾人）",
    "村（居）民委员会协助做好申请、调查、公示等工作",
)
_NAMES = ("刘海", "李逢春", "石成", "赵海华", "崔树功", "张永民", "欧阳明月", "王芳", "陈建国")
_POSTS = (
    "副县长",
    "县民政局局长",
    "县财政局副局长",
    "县住房城乡建设局党组成员、四级调研员",
    "阳山镇镇长",
)
_ORGANS = ("示范县人民政府", "示范县民政局", "示范县财政局", "示范县医疗保障局", "示范县教育局")
_MATTERS = (
    "做好困难群众基本生活救助工作",
    "进一步加强和改进全县临时救助与社会救助制度衔接工作",
    "印发示范县急难救助工作实施方案",
    "下达2026年第二批困难群众救助补助资金",
    "开展“救急难”综合试点",
)
_LEVELS = ("{}、", "（{}）", "{}.", "（{}）")
_CHINESE = "一二三四五六七八九十"


def invented(number: int) -> OfficialDocument:
    """Return the document of this number."""
    chance = random.Random(number)  # noqa: S311 - repeatable, no secret
    style = chance.choice(("circular", "circular", "circular", "letter", "command", "minutes"))
    joint = style == "circular" and chance.random() < 0.2
    up = style == "circular" and not joint and chance.random() < 0.25
    attachments = _attachments(chance) if style in {"circular", "letter"} else ()
    signatories = _ORGANS[1 : chance.randint(3, 4)] if joint else (_ORGANS[0],)
    return OfficialDocument(
        title=(_title(chance, style, up=up),),
        body=tuple(_body(chance, chance.randint(1, 26))),
        style=style,
        direction="up" if up else "down",
        mark=_mark(style, joint=joint),
        joint_issuers=signatories[1:] if joint else (),
        copy_number="000012" if up and chance.random() < 0.5 else "",
        number=_number(chance, style),
        urgency=chance.choice(("", "", "特急", "加急")) if style == "circular" else "",
        signers=tuple(chance.sample(_NAMES, chance.randint(1, 3))) if up else (),
        addressees="示范市人民政府" if up else _addressees(chance, style),
        attachment_notes=tuple(one.title for one in attachments),
        signatories=() if style == "minutes" else signatories,
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
    return f"示范县人民政府关于{chance.choice(_MATTERS)}的{kind}"


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


def _text(chance: random.Random) -> str:
    return "，".join(chance.choices(_SENTENCES, k=chance.randint(1, 5))) + "。"


def _body(chance: random.Random, count: int) -> list[Block]:
    blocks: list[Block] = [Paragraph(_text(chance))]
    at = 0
    for _ in range(count):
        if chance.random() < 0.3 and at < len(_CHINESE):
            ordinal = _LEVELS[0].format(_CHINESE[at])
            blocks.append(Heading(1, f"{ordinal}{chance.choice(_MATTERS)}"))
            at += 1
        elif chance.random() < 0.2:
            level = chance.choice((2, 3, 4))
            figure = chance.randint(1, 9)
            ordinal = _LEVELS[level - 1].format(_CHINESE[figure - 1] if level == 2 else figure)
            blocks.append(Heading(level, f"{ordinal}{chance.choice(_MATTERS)}。", _text(chance)))
        else:
            blocks.append(Paragraph(_text(chance)))
    return blocks


def _attachments(chance: random.Random) -> tuple[Attachment, ...]:
    count = chance.choice((0, 0, 1, 2))
    kinds = (_roster, _table, _prose)
    made = []
    for number in range(1, count + 1):
        kind = chance.choice(kinds)
        title, blocks = kind(chance)
        lying = kind is _table and chance.random() < 0.4
        made.append(Attachment(title, blocks, number if count > 1 else 0, landscape=lying))
    return tuple(made)


def _roster(chance: random.Random) -> tuple[str, tuple[Block, ...]]:
    entries = tuple(
        RosterEntry(
            "组长" if at == 0 else "成员" if at == 1 else "",
            chance.choice(_NAMES),
            chance.choice(_POSTS),
        )
        for at in range(chance.randint(2, 40))
    )
    return "示范县急难救助工作协调领导小组名单", (Roster(entries),)


def _table(chance: random.Random) -> tuple[str, tuple[Block, ...]]:
    heads = ("乡镇", "户数", "人数", "金额（元）")
    rows = tuple(
        (
            f"阳山{at}镇",
            str(chance.randint(1, 999)),
            str(chance.randint(1, 9999)),
            f"{chance.randint(1, 10**7)}.00",
        )
        for at in range(chance.randint(1, 50))
    )
    return "2026年临时救助资金支出情况表", (Table(heads, rows),)


def _prose(chance: random.Random) -> tuple[str, tuple[Block, ...]]:
    return "示范县临时救助工作规程", tuple(_body(chance, chance.randint(1, 20)))


def _issued(chance: random.Random) -> IssuedDocument:
    return IssuedDocument(
        ("示范县急难救助工作实施方案",), tuple(_body(chance, chance.randint(3, 25)))
    )


def _attendance(chance: random.Random) -> tuple[Attendance, ...]:
    names = "、".join(chance.choices(_NAMES, k=chance.randint(3, 18)))
    return (Attendance("出席", names), Attendance("列席", "王芳、陈建国"))
