"""A finance desk's day (财务): make a batch, have it reviewed, send it, take the bank's answer, pay again."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook
from webtest import TestApp

from jiuji_docs.services.house import House
from tests.functional.paying import answer, approved
from tests.functional.people import Login, hire, press_button, token

ACCOUNT = "6217000000000000012"
FORMULA = '=HYPERLINK("http://x","y")'


def _batch(login: Login, cases: int = 1) -> tuple[TestApp, str]:
    """Make a batch of everything that waits; return the finance client and the batch's address."""
    client = login("county.finance")
    assert f"待发放 {cases} 笔" in client.get("/batches")
    made = press_button(client.get("/batches"), "/batches")
    return client, made.location.removeprefix("http://localhost")


def _sent(login: Login, client: TestApp, address: str) -> str:
    """Have the batch reviewed and sent; return the list as the bank gets it."""
    reviewer = login("county.cashier")
    press_button(reviewer.get(address), "/review")
    return client.get(f"{address}/list.csv").body.decode("utf-8-sig")


def _return(client: TestApp, address: str, data: bytes, status: int) -> Any:
    return client.post(
        f"{address}/return",
        [("csrf_token", token(client))],
        upload_files=[("file", "return.csv", data)],
        status=status,
    )


def _payments(house: House) -> list[tuple[str, str]]:
    with house.desk(write=False) as desk:
        rows = list(desk.payments.failed()) + [
            row for batch in desk.payments.batches(100) for row in desk.payments.rows(batch.id)
        ]
        return sorted((str(row.id), row.state) for row in rows)


def test_a_batch_holds_what_waits_and_masks_the_accounts(login: Login, house: House) -> None:
    approved(house, 0)
    approved(house, 1)

    client, address = _batch(login, cases=2)
    page = client.get(address)

    assert "1,000.00 元" in page
    assert "待复核" in page
    assert ACCOUNT not in page
    assert "0012" in page
    assert "待发放 0 笔" in client.get("/batches")


def test_making_a_batch_of_nothing_is_refused(login: Login) -> None:
    client = login("county.finance")

    answered = client.post("/batches", [("csrf_token", token(client))], status=400)

    assert "没有待发放的款项" in answered


def test_the_maker_cannot_review(login: Login, house: House) -> None:
    approved(house)
    client, address = _batch(login)

    page = client.get(address)
    refused = client.post(f"{address}/review", [("csrf_token", token(client))], status=403)

    assert "复核通过" not in page
    assert "岗位权限" in refused
    assert "待复核" in client.get(address)


def test_whoever_has_both_posts_cannot_review_their_own_batch(login: Login, house: House) -> None:
    approved(house)
    hire(house, "county.both", "county", "finance.clerk", "finance.reviewer")
    client = login("county.both")
    made = press_button(client.get("/batches"), "/batches")
    address = made.location.removeprefix("http://localhost")

    refused = client.post(f"{address}/review", [("csrf_token", token(client))], status=403)

    assert "制表人不能复核" in refused


def test_the_list_is_not_given_out_before_review(login: Login, house: House) -> None:
    approved(house)
    client, address = _batch(login)

    assert "导出清单" not in client.get(address)
    client.get(f"{address}/list.csv", status=409)


def test_the_list_goes_out_as_csv_and_as_excel(login: Login, house: House) -> None:
    approved(house)
    client, address = _batch(login)

    sent = _sent(login, client, address)
    nothing = client.post(f"{address}/return", [("csrf_token", token(client))], status=400)
    assert "请先选择银行的回盘文件" in nothing
    book = load_workbook(io.BytesIO(client.get(f"{address}/list.xlsx").body))

    assert list(csv.reader(io.StringIO(sent)))[1][2:] == [
        "王守田",
        "示范县农村信用合作联社阳山信用社",
        ACCOUNT,
        "500.00",
    ]
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert ACCOUNT in {cell.value for cell in cells}
    assert "已报银行" in client.get(address)


def test_a_payee_that_looks_like_a_formula_stays_text(login: Login, house: House) -> None:
    approved(house)
    client, address = _batch(login)
    _return(client, address, answer(_sent(login, client, address), {"1": "户名不符"}), 303)
    told = press_button(client.get("/batches"), "/reissue", payee=FORMULA, bank="+银行").follow()
    assert "已按更正后的账户重发" in told

    client, again = _batch(login)
    sent = list(csv.reader(io.StringIO(_sent(login, client, again))))
    book = client.get(f"{again}/list.xlsx").body

    assert sent[1][2] == "'" + FORMULA
    assert sent[1][3] == "'+银行"
    cells = [cell for row in load_workbook(io.BytesIO(book)).worksheets[0] for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_a_return_file_settles_the_batch_and_moves_the_case(login: Login, house: House) -> None:
    number = approved(house)
    client, address = _batch(login)

    page = _return(client, address, answer(_sent(login, client, address)), 303).follow()

    assert "已到账" in page
    assert "已办结" in page
    assert "已发放" in client.get(f"/cases/{number}")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"row": "7"}, "本批次没有序号 7"),
        ({"batch": "FF-2024-9999"}, "不是本批次"),
        ({"amount": "500.01"}, "账号或金额与发放清单不符"),
        ({"account": "6217000000000000099"}, "账号或金额与发放清单不符"),
        ({"verdict": "大概"}, "结果应为"),
        ({"amount": "五百"}, "无法识别"),
    ],
)
def test_a_return_file_that_does_not_match_changes_nothing(
    login: Login, house: House, changed: dict[str, str], message: str
) -> None:
    number = approved(house)
    client, address = _batch(login)
    back = answer(_sent(login, client, address), **changed)
    before = _payments(house)

    refused = _return(client, address, back, 400)

    assert "未作任何更改" in refused
    assert "第 2 行" in refused
    assert message in refused
    assert _payments(house) == before
    assert "已批准" in client.get(f"/cases/{number}")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"PK\x03\x04 a zip", "序号,结果\n1,成功\n".encode()]
)
def test_a_file_that_is_no_return_file_is_refused(login: Login, house: House, data: bytes) -> None:
    approved(house)
    client, address = _batch(login)
    _sent(login, client, address)

    refused = _return(client, address, data, 400)

    assert "未作任何更改" in refused


def test_one_bad_line_among_good_ones_changes_nothing(login: Login, house: House) -> None:
    approved(house, 0)
    approved(house, 1)
    client, address = _batch(login, cases=2)
    lines = answer(_sent(login, client, address)).decode().splitlines()
    lines[2] = lines[2].replace(",2,", ",9,")
    before = _payments(house)

    refused = _return(client, address, "\n".join(lines).encode(), 400)

    assert "第 3 行" in refused
    assert "第 2 行" not in refused
    assert _payments(house) == before


def test_a_failed_row_is_issued_again_once(login: Login, house: House) -> None:
    number = approved(house)
    client, address = _batch(login)
    _return(client, address, answer(_sent(login, client, address), {"1": "账号户名不符"}), 303)
    page = client.get("/batches")
    reissue = next(form.action for form in page.forms.values() if form.action.endswith("/reissue"))

    assert "账号户名不符" in page
    assert ACCOUNT not in page
    press_button(page, "/reissue", bank_account="6217000000000000020")
    second = client.post(
        reissue,
        [("csrf_token", token(client)), ("bank_account", "6217000000000000038")],
        status=409,
    )

    assert "只有发放失败的款项可以重发" in second
    assert "待发放 1 笔" in client.get("/batches")
    client, again = _batch(login)
    _return(client, again, answer(_sent(login, client, again)), 303)
    assert "已发放" in client.get(f"/cases/{number}")


@pytest.mark.parametrize("account", ["12", "not a number", "62170000\x00", "6" * 31])
def test_a_correction_that_is_no_account_is_refused(
    login: Login, house: House, account: str
) -> None:
    approved(house)
    client, address = _batch(login)
    _return(client, address, answer(_sent(login, client, address), {"1": "账号户名不符"}), 303)

    press_button(client.get("/batches"), "/reissue", status=400, bank_account=account)

    assert "待发放 0 笔" in client.get("/batches")


def test_the_reviewer_makes_no_batches(login: Login, house: House) -> None:
    approved(house)
    client = login("county.cashier")

    assert "制作发放批次" not in client.get("/batches")
    client.post("/batches", [("csrf_token", token(client))], status=403)
