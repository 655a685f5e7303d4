"""What the press found is said by the names people use, and once."""

from __future__ import annotations

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.services.paper_findings import findings_text

PACK = Catalog.shipped().pack("chaoyang-2021")


def _full(box: str, outcome: str = "shrink") -> dict[str, str]:
    return {"kind": "overflow", "box": box, "outcome": outcome}


def test_columns_of_a_table_have_their_heads_names_and_stand_on_one_line() -> None:
    found = findings_text(
        PACK,
        "file_catalogue",
        [_full(f"{name}.{row}") for row in (0, 1) for name in ("author", "title")],
    )

    assert found == ("“责任者”、“题名”等 4 处内容较长，已缩小字号",)


def test_a_box_of_another_form_has_its_fields_title() -> None:
    found = findings_text(PACK, "approval_emergency", [_full("emergency_relief.cash_reason")])

    assert found == ("“现金发放理由”内容较长，已缩小字号",)


def test_rare_characters_and_failures_are_told_apart() -> None:
    rare = [{"kind": "substitution", "character": one} for one in "珺𬭊"]
    failed = {"kind": "failed", "message": "缺字"}

    found = findings_text(
        PACK, "application", [*rare, _full("application.situation", "continue"), failed]
    )

    assert found == ("缺字", "生僻字“珺、𬭊”改用备用字库", "“困难情况”内容较长，转续页")


def test_what_has_no_name_keeps_its_own() -> None:
    assert findings_text(PACK, "gone", [_full("x.0")]) == ("“x.0”内容较长，已缩小字号",)
