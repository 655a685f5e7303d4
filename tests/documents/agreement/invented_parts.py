"""Invent the parts of official documents: sentences, headings, rosters, tables, prose."""

from __future__ import annotations

import random

from jiuji_docs.domain.documents.elements import (
    Attachment,
    Block,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    Table,
)

SENTENCES = (
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
    "实行“一门受理——协同办理”，让困难群众“求助有门、受助及时……”",
)
NAMES = ("刘海", "李逢春", "石成", "赵海华", "崔树功", "张永民", "欧阳明月", "王芳", "陈建国")
_POSTS = (
    "副县长",
    "县民政局局长",
    "县财政局副局长",
    "县住房城乡建设局党组成员、四级调研员",
    "阳山镇镇长",
)
MATTERS = (
    "做好困难群众基本生活救助工作",
    "进一步加强和改进全县临时救助与社会救助制度衔接工作",
    "印发示范县急难救助工作实施方案",
    "下达2026年第二批困难群众救助补助资金",
    "开展“救急难”综合试点",
)
_LEVELS = ("{}、", "（{}）", "{}.", "（{}）")
_CHINESE = "一二三四五六七八九十"


def _text(chance: random.Random) -> str:
    return "，".join(chance.choices(SENTENCES, k=chance.randint(1, 5))) + "。"


def some_blocks(chance: random.Random, count: int) -> list[Block]:
    blocks: list[Block] = [Paragraph(_text(chance))]
    at = 0
    for _ in range(count):
        if chance.random() < 0.3 and at < len(_CHINESE):
            ordinal = _LEVELS[0].format(_CHINESE[at])
            blocks.append(Heading(1, f"{ordinal}{chance.choice(MATTERS)}"))
            at += 1
        elif chance.random() < 0.2:
            level = chance.choice((2, 3, 4))
            figure = chance.randint(1, 9)
            ordinal = _LEVELS[level - 1].format(_CHINESE[figure - 1] if level == 2 else figure)
            blocks.append(Heading(level, f"{ordinal}{chance.choice(MATTERS)}。", _text(chance)))
        else:
            blocks.append(Paragraph(_text(chance)))
    return blocks


def some_attachments(chance: random.Random) -> tuple[Attachment, ...]:
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
            chance.choice(NAMES),
            chance.choice(_POSTS),
        )
        for at in range(chance.choice((chance.randint(2, 40), chance.randint(60, 150))))
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
    return "示范县临时救助工作规程", tuple(some_blocks(chance, chance.randint(1, 20)))
