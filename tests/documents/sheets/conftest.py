"""Lay a filled approval form by hand: 45 values, members, opinions, signature and seal places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.domain.forms.sheet import Box, FormSheet, RenderedPaper, SheetBlock
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.sheet_pdf import SheetPress

TEMPLATES = Path(__file__).parents[3] / "templates" / "forms"

PEOPLE = [
    ("旻昇玥珺瑄", "配偶", "210000196501011234", "慢性肾功能衰竭", "1,200.00"),
    ("欧阳玥珺", "长子", "210000199003035678", "健康，在外务工", "18,000.00"),
    ("旻瑄", "儿媳", "21000019920708432X", "健康", "9,600.00"),
    ("玥", "孙女", "210000201705054321", "健康，在校", "0.00"),
]


def label(text: str, span: int = 2, rows: int = 1) -> Box:
    return Box(text, span, rows, label=True)


def value(name: str, text: str, span: int = 2, rows: int = 1, overflow: str = "shrink") -> Box:
    return Box(text, span, rows, name=name, overflow=overflow)


def opinion(title: str, place: str) -> SheetBlock:
    return SheetBlock("grid", ((label(title), Box("", 10, name=place, place=place)),), 12, 21.0)


def approval_sheet() -> FormSheet:
    head = SheetBlock(
        "grid",
        (
            (label("申请人姓名"), value("name", "旻昇玥珺瑄"), label("性别", 1),
             value("sex", "男", 1), label("民族", 1), value("nation", "汉族", 1),
             label("出生日期"), value("birth", "1962年3月5日")),
            (label("身份证号"), value("id", "210000196203051239", 4), label("联系电话"),
             value("phone", "13900000000", 4)),
            (label("家庭住址"), value("address", "示范县阳山镇示范村三组 27 号", 6),
             label("家庭人口"), value("size", "5 人")),
            (label("救助类型"), value("kind", "☑支出型　□急难型", 4), label("对象类别"),
             value("class", "□低保　☑低保边缘　□特困　□其他", 4)),
            (label("开户银行"), value("bank", "示范县农村信用合作联社阳山信用社", 4),
             label("账户（卡/折）号"), value("account", "6228480000000000018", 4)),
            (label("困难原因"), value("cause", "突患重病", 4), label("发生日期"),
             value("occurred", "2024年2月1日", 4)),
        ),
    )  # fmt: skip
    members = SheetBlock(
        "table",
        (
            (label("姓名"), label("关系"), label("身份证号", 3), label("健康状况", 3),
             label("年收入（元）")),
            *(
                (value(f"m{n}.name", a), value(f"m{n}.relation", b), value(f"m{n}.id", c, 3),
                 value(f"m{n}.health", d, 3), value(f"m{n}.income", e))
                for n, (a, b, c, d, e) in enumerate(PEOPLE)
            ),
        ),
        height=8.0,
    )  # fmt: skip
    situation = SheetBlock(
        "grid",
        (
            (label("家庭困难\n情况说明"), value(
                "situation",
                "申请人突发脑梗塞住院治疗，医疗费用共计 86,532.40 元，经基本医保、大病保险报销后，"
                "个人自付 31,208.75 元；家中主要劳动力丧失劳动能力，孙女在校就读，"
                "基本生活出现严重困难，特申请临时救助。",
                10, overflow="continue")),
        ),
        height=30.0,
    )  # fmt: skip
    decision = SheetBlock(
        "grid",
        (
            (label("救助方式"), value("modes", "☑发放临时救助金　□实物　□转介服务", 6),
             label("发放方式"), value("method", "卡折发放")),
            (label("救助金额"), value("amount", "3,000.00 元", 4), label("大写"),
             value("capitals", "人民币叁仟元整", 4)),
        ),
    )  # fmt: skip
    return FormSheet(
        form="approval_expenditure",
        title="支出型临时救助审核确认表",
        blocks=(
            head, members, situation,
            opinion("村（居）民委员会\n评议意见", "village"),
            opinion("乡镇人民政府\n审核意见", "town"),
            opinion("县民政局\n确认意见", "decision_county"),
            decision,
            SheetBlock("paragraph", text="注：本表一式两份，乡镇、县级各存一份。", style="note",
                       height=6),
        ),
        number="示救〔2024〕0001号",
        unit="阳山镇人民政府",
    )  # fmt: skip


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return installed_fonts()


@pytest.fixture(scope="session")
def press(fonts: FontSet) -> SheetPress:
    template = (TEMPLATES / "sheet.pt").read_text("utf-8")
    return SheetPress(template, (TEMPLATES / "sheet.css").read_text("utf-8"), fonts)


@pytest.fixture(scope="session")
def approval() -> FormSheet:
    return approval_sheet()


@pytest.fixture(scope="session")
def paper(press: SheetPress, approval: FormSheet) -> RenderedPaper:
    return press.pdf(approval)


@pytest.fixture
def with_value(approval: FormSheet) -> Callable[..., FormSheet]:
    """Return a maker of the same sheet with one box's text (and outcome) replaced."""

    def make(name: str, text: str, overflow: str | None = None) -> FormSheet:
        def changed(box: Box) -> Box:
            return (
                replace(box, text=text, overflow=overflow or box.overflow)
                if box.name == name
                else box
            )

        blocks = tuple(
            replace(block, rows=tuple(tuple(map(changed, row)) for row in block.rows))
            for block in approval.blocks
        )
        return replace(approval, blocks=blocks)

    return make
