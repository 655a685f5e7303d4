"""Bank file formats (银行文件格式): what a bank wants goes out, what it answers comes back to the fen."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jiuji_docs.definitions.read_bank_files import ROOM, formats, read_format, shipped_formats
from jiuji_docs.domain.cases.bank_file import (
    RETURN_HEADS,
    SENT_HEADS,
    ReturnRefused,
    SentLine,
    read_return,
    read_rows,
    write_list,
)
from jiuji_docs.domain.errors import DefinitionError, Refused
from jiuji_docs.domain.funds.bank_format import BankFormat
from jiuji_docs.services.house import House
from jiuji_docs.services.payments import PaymentService
from tests.functional.paying import approved

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
FEN = shipped_formats()["agent_payment_fen"]


def answer(
    form: BankFormat, batch: str, lines: Sequence[SentLine], failed: Mapping[int, str]
) -> list[list[str]]:
    """Return the rows a bank would answer in its format."""
    rows = []
    for line in lines:
        values = {
            "batch": batch, "row": str(line.row), "payee": line.payee, "account": line.account,
            "amount": form.returned.written(line.amount), "skip": "",
            "result": form.failed[0] if line.row in failed else form.paid[0],
            "reason": failed.get(line.row, ""),
        }  # fmt: skip
        rows.append([values[column.field] for column in form.returned.columns])
    return [list(form.returned.titles), *rows] if form.returned.heads else rows


def test_the_shipped_standard_is_what_it_was() -> None:
    standard = shipped_formats()["standard"]
    assert (standard.sent.titles, standard.returned.titles) == (SENT_HEADS, RETURN_HEADS)


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=8),
    st.sampled_from(sorted(shipped_formats())),
)
def test_every_format_gives_back_to_the_fen_what_went_out(sums: list[int], name: str) -> None:
    form = shipped_formats()[name]
    lines = [
        SentLine(row, "王守田", "信用社", f"6217{row:015d}", Decimal(fen).scaleb(-2))
        for row, fen in enumerate(sums, start=1)
    ]
    if form.sent.file == "csv":
        written = read_rows(write_list("FF-1", lines, form), form.sent)
        assert len(written) == len(lines) + form.sent.heads

    back = read_return(
        answer(form, "FF-1", lines, {1: "户名不符"}), "FF-1", dict(enumerate(lines, 1)), form
    )

    assert sum(line.amount for line in back) == sum(line.amount for line in lines)
    assert [line.paid for line in back] == [row != 1 for row in range(1, len(lines) + 1)]


def test_an_answer_to_another_batch_or_in_another_unit_is_refused() -> None:
    line = SentLine(1, "王守田", "", "62170000", Decimal("500.00"))
    rows = answer(FEN, "FF-2", [line], {})
    with pytest.raises(ReturnRefused) as refused:
        read_return(rows, "FF-1", {1: line}, FEN)
    assert "不是本批次" in refused.value.findings[0]
    yuan = [["1", "62170000", "王守田", "500", "FF-1", "0000", ""]]
    with pytest.raises(ReturnRefused) as refused:
        read_return(yuan, "FF-1", {1: line}, FEN)
    assert "账号或金额与发放清单不符" in refused.value.findings[0]


def test_a_character_the_encoding_lacks_is_named() -> None:
    with pytest.raises(Refused, match="不能用 gbk 表示"):
        write_list("FF-1", [SentLine(1, "王𬱖", "", "62170000", Decimal(1))], FEN)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"encoding": "utf-7"}, "不可用"),
        ({"column": [{"field": "iban", "title": "X"}]}, "没有“iban”这种列"),
        ({"column": [{"field": "row", "title": "X"}]}, "缺少列"),
    ],
)
def test_a_wrong_format_says_where(change: dict[str, Any], told: str) -> None:
    sheet = {
        "column": [{"field": name, "title": name} for name in ("row", "payee", "account", "amount")]
    }
    back = {
        "column": [
            {"field": name, "title": name} for name in ("row", "account", "amount", "result")
        ]
    }
    words = {"paid": ["1"], "failed": ["0"]}
    data = {"id": "x", "title": "x", "sent": {**sheet, **change}, "returned": {**back, **words}}
    with pytest.raises(DefinitionError, match=told):
        read_format(data, "x.toml")


def test_an_office_lays_its_own_formats_beside_its_settings(tmp_path: Path) -> None:
    (tmp_path / ROOM).mkdir()
    text = (Path(__file__).parents[3] / "workflows" / ROOM / "standard.toml").read_text("utf-8")
    (tmp_path / ROOM / "own.toml").write_text(text.replace('"standard"', '"own"'), "utf-8")
    assert "own" in formats(tmp_path / "office.toml")
    assert "own" not in shipped_formats()


@on_sqlite
def test_a_batch_goes_out_and_comes_back_as_excel(house: House) -> None:
    number = approved(house)

    def act(who: str, verb: str, *args: Any) -> Any:
        def carry_out(desk: Any) -> Any:
            service, actor = PaymentService(desk), desk.actor(who)
            if verb == "export":
                return service.export(args[0], actor, "excel")
            return getattr(service, verb)(*args, actor)

        return house.run(carry_out)

    batch = act("county.finance", "make_batch").number
    act("county.cashier", "review", batch)
    sent = load_workbook(io.BytesIO(act("county.finance", "export", batch)[0])).worksheets[0]
    row = next(sent.iter_rows(min_row=2, values_only=True))
    book = Workbook()
    for cells in (shipped_formats()["excel"].returned.titles, (*row, "交易成功", "")):
        book.worksheets[0].append(list(cells))
    back = io.BytesIO()
    book.save(back)

    act("county.finance", "take_return", batch, back.getvalue())

    with house.desk(write=False) as desk:
        assert [one.state for one in desk.payments.of_case(desk.cases.get(number).id)] == ["paid"]


@pytest.mark.parametrize("line", ['"' + "x" * 200_000, "FF-1,1,6217\r\r\n0000,500,成功,"])
def test_a_return_that_is_no_whole_csv_is_refused_by_line(line: str) -> None:
    form = shipped_formats()["standard"]
    text = ",".join(form.returned.titles) + "\n" + line
    with pytest.raises(ReturnRefused) as refused:
        read_return(read_rows(text.encode(), form.returned), "FF-1", {}, form)
    assert all(finding.startswith("第 ") for finding in refused.value.findings)
