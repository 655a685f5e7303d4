"""Print every shipped form, blank and filled, and look for every word of it on the paper."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.forms.entry import validate
from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.forms.sheet import FormSheet, RenderedPaper
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_docx import sheet_docx
from jiuji_docs.rendering.sheet_metrics import Typeface
from jiuji_docs.rendering.sheet_pdf import SheetPress

from . import measure

#: A form id and ``blank`` or ``filled``, to its paper.
Printed = Callable[[str, str], RenderedPaper]

CATALOG = Catalog.shipped()
SCENARIOS = files("jiuji_docs.definitions.workflows").joinpath("chaoyang-2021", "scenarios")
#: The household that the scenarios share, then the emergency route's own entries.
SOURCES = ("_household.toml", "emergency_town.toml")
ELSEWHERE: dict[str, Any] = {
    "case.number": "示救〔2024〕0001号",
    "case.route_title": "支出型",
    "case.accepted_on": dt.date(2024, 12, 18),
    "case.accepted_at": dt.datetime(2024, 12, 18, 1, 30, tzinfo=dt.UTC),
    "case.cause_title": "突患重病",
    "unit.name": "阳山镇人民政府",
    "county.name": "示范县民政局",
    "village.name": "梨花村村民委员会",
    "today": dt.date(2024, 12, 31),
    "batch.number": "2024-0003",
    "batch.total": Decimal("12500.00"),
    "batch_rows": [
        {"item": 1, "name": "旻昇玥珺瑄", "account": "6217000000000000012", "amount": Decimal(500)}
    ],
    "contents": [
        {"item": item, "title": f"第{item}份文件材料的完整题名", "date": dt.date(2024, 12, item)}
        for item in range(10, 24)
    ],
}


def _sheets() -> list[str]:
    forms = CATALOG.packs["chaoyang-2021"].forms.values()
    return sorted(form.id for form in forms if form.paper and form.paper.kind == "sheet")


@cache
def _known() -> dict[str, Any]:
    entries: dict[str, dict[str, Any]] = {}
    for name in SOURCES:
        entries |= tomllib.loads(SCENARIOS.joinpath(name).read_text("utf-8"))["form"]
    today = dt.date(2024, 12, 31)
    values = known(
        (form, validate(CATALOG.form(form), fields, today=today).values)
        for form, fields in entries.items()
    )
    return {**values, **ELSEWHERE}


def _sheet(form: str, *, filled: bool) -> FormSheet:
    if not filled:
        return lay_out(CATALOG.form(form), {})
    return lay_out(CATALOG.form(form), _known(), number="示救〔2024〕0001号", unit="阳山镇人民政府")


@pytest.fixture(scope="module")
def printed(press: SheetPress) -> Printed:
    """Give each form printed once, blank or filled: printing again would show nothing new."""
    made: dict[tuple[str, str], RenderedPaper] = {}

    def once(form: str, how: str) -> RenderedPaper:
        if (form, how) not in made:
            made[form, how] = press.pdf(_sheet(form, filled=how == "filled"))
        return made[form, how]

    return once


def _texts(sheet: FormSheet) -> list[str]:
    boxes = [box.text for block in sheet.blocks for row in block.rows for box in row]
    return [sheet.title, sheet.number, *boxes, *(block.text for block in sheet.blocks)]


def _words(data: bytes) -> str:
    body = Document(io.BytesIO(data)).element.body
    return "".join("".join(item.text or "" for item in body.iter(qn("w:t"))).split())


@pytest.mark.parametrize("filled", [False, True], ids=["blank", "filled"])
@pytest.mark.parametrize("form", _sheets())
def test_every_word_of_the_form_is_on_its_paper(
    form: str, printed: Printed, *, filled: bool
) -> None:
    sheet = _sheet(form, filled=filled)
    made = printed(form, "filled" if filled else "blank")
    words = measure.text(made.pdf)
    missing = [text for text in _texts(sheet) if "".join(text.split()) not in words]
    assert missing == []
    assert [box for box, outcome in made.overflow if outcome == "continue"] == []
    assert made.pages == 1


@pytest.mark.parametrize("form", _sheets())
def test_the_docx_of_a_form_has_the_words_of_its_pdf(
    form: str, printed: Printed, fonts: FontSet
) -> None:
    sheet = _sheet(form, filled=True)
    made = printed(form, "filled")
    written = _words(sheet_docx(sheet, Typeface(fonts)))
    words = measure.text(made.pdf).removeprefix("编号：示救〔2024〕0001号")
    assert words.removesuffix("第1页共1页") == written


@pytest.mark.parametrize("form", _sheets())
def test_no_character_of_a_form_leaves_the_type_area(form: str, printed: Printed) -> None:
    made = printed(form, "filled")
    width, height = measure.size(made.pdf)
    for page in range(made.pages):
        for ink in measure.characters(made.pdf, page):
            assert 19.9 <= ink.left <= ink.right <= width - 19.9, ink
            assert 14 <= ink.top <= ink.bottom <= height - 10, ink


def test_a_form_names_the_places_its_workflow_signs(printed: Printed) -> None:
    pack = CATALOG.packs["chaoyang-2021"]
    for rule in (rule for item in pack.workflow.transitions.values() for rule in item.signs):
        if rule.paper in _sheets():
            assert rule.place in printed(rule.paper, "blank").places
