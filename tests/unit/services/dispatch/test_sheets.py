"""发文稿纸 and 收文处理单 say what really happened, and nothing else."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.read_dispatch import FLOWS, read_sheet, shipped_flows, shipped_sheet
from jiuji_docs.domain.dispatch.sheet import RECORD_VALUES
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.services.dispatch.sheets import SheetService
from jiuji_docs.services.house import House
from tests.common.dossiers import new_dossier, take, walk_to


def sheet_of(house: House, number: str, who: str) -> dict[str, str]:
    with house.desk(write=False) as desk:
        found = SheetService(desk).sheet(number, desk.actor(who))
    return {
        box.name: box.text
        for block in found.blocks
        for row in block.rows
        for box in row
        if box.name
    }


def test_the_sheet_holds_the_opinions_in_force_with_name_and_day(house: House) -> None:
    number = new_dossier(house, cc="县政府办公室")
    take(house, number, "submit", "county.drafter")
    take(house, number, "return_draft", "county.office", comment="请补充依据。")
    take(house, number, "circulate", "county.drafter", units=["finance"])
    take(house, number, "agree", "finance.countersigner", comment="无意见。")
    take(house, number, "collect", "county.drafter")
    walk_to(house, number, "print")

    sheet = sheet_of(house, number, "county.office")

    assert sheet["sign"] == "同意。　马永安　2024年2月20日"
    assert sheet["agree"] == "无意见。　示范县财政局　戴明远　2024年2月20日"
    assert sheet["document_number"] == "示民发〔2024〕1号"
    assert sheet["cc"] == "县政府办公室"
    assert "请补充依据" not in "".join(sheet.values())
    assert len(sheet["content_hash"]) == 64


def test_another_unit_gets_no_sheet(house: House) -> None:
    with pytest.raises(NotFound):
        sheet_of(house, new_dossier(house), "yangshan.registrar")


@pytest.mark.parametrize("flow", FLOWS)
def test_every_cell_of_a_sheet_names_a_step_or_a_known_value(house: House, flow: str) -> None:
    with house.desk(write=False) as desk:
        number = new_dossier(house)
        row = desk.dossiers.seen(number, "county")
        known = set(SheetService(desk)._about(row, ""))
    assert known == set(RECORD_VALUES)
    assert shipped_sheet(flow).values <= known | set(shipped_flows()[flow].steps)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ('[{ label = "甲", span = 5 }]', "跨满 12 栏"),
        ('[{ label = "甲", value = "title", span = 12 }]', "label 或 value 之一"),
        ("[{ span = 12 }]", "label 或 value 之一"),
        ('[{ text = "甲", span = 12 }]', "不认识的键"),
    ],
)
def test_a_sheet_that_cannot_be_laid_out_is_refused(cells: str, words: str) -> None:
    with pytest.raises(DefinitionError, match=words):
        read_sheet(f'title = "单"\n[[row]]\ncells = {cells}', "sheet")
