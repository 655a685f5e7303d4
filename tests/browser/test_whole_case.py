"""Walk one case through the browser, from application to the archive box, as the people of five desks."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import time
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.cases.bank_file import RETURN_HEADS
from jiuji_docs.domain.people import mask_account
from tests.browser.conftest import Enter, Scales
from tests.browser.visitor import PASSWORD, Visitor
from tests.common.cases import PACK, scenario

pytestmark = pytest.mark.browser

#: Gzipped bytes a page may weigh with its style sheet and script.
HEAVIEST = 60 * 1024
#: Seconds the press may take for everything one step asks for.
LONGEST_PRINTING = 60
AMOUNT = "800.00"


def values_of_today() -> dict[str, dict[str, Any]]:
    """Return the shared household's values with dates around today."""
    now = dt.datetime.now(BEIJING).replace(tzinfo=None)
    today = now.date()
    shared = {form: dict(values) for form, values in scenario().forms.items()}
    shared["application"] |= {
        "occurred_on": today - dt.timedelta(days=3),
        "requested_amount": AMOUNT,
    }
    shared["integrity_pledge"]["pledged_on"] = today
    shared["check_authorization"]["authorised_until"] = today + dt.timedelta(days=365)
    shared["investigation"]["visited_at"] = now
    shared["review"]["held_at"] = now
    shared["audit"]["proposed_amount"] = AMOUNT
    return shared


def test_a_case_walks_from_application_to_the_archive(
    enter: Enter, server: tuple[str, Scales]
) -> None:
    values = values_of_today()

    number = _accept(enter, values)
    _town_and_village(enter, number, values)
    _the_head_is_not_asked(enter, number)
    _county_by_keyboard(enter, number)
    _pay(enter, number, values["application"])
    _archive(enter, number, values)

    _papers_open(enter, number)
    _pages_are_light(server[1])


def _accept(enter: Enter, values: Mapping[str, Any]) -> str:
    clerk = enter("yangshan.clerk")
    clerk.log_in()
    clerk.page.get_by_role("link", name="受理", exact=True).last.click()
    _fill_step(clerk, "accept", values)
    clerk.submit("受理")
    return clerk.page.locator("dl.facts dd").first.inner_text()


def _fill_step(visitor: Visitor, transition: str, values: Mapping[str, Any]) -> None:
    pack = Catalog.shipped().pack(PACK)
    for form in pack.workflow.transitions[transition].forms:
        visitor.fill(pack.forms[form], values[form])


def _town_and_village(enter: Enter, number: str, values: Mapping[str, Any]) -> None:
    for who, transition, title in (
        ("yangshan.investigator", "investigate", "入户调查"),
        ("lihua.recorder", "review", "民主评议"),
        ("yangshan.auditor", "audit", "乡镇审核"),
    ):
        visitor = enter(who)
        visitor.log_in()
        visitor.open_step(number, title)
        _fill_step(visitor, transition, values)
        visitor.submit(title)


def _the_head_is_not_asked(enter: Enter, number: str) -> None:
    """More than 500 元 is the county's to decide (CY-4.3.2): the town's head is offered no step."""
    head = enter("yangshan.head")
    head.log_in()
    head.page.goto(f"/cases/{number}")

    assert head.page.locator(".state").inner_text() == "待县局审批"
    assert head.page.get_by_role("heading", name="可以办理").count() == 0


def _county_by_keyboard(enter: Enter, number: str) -> None:
    """The county's decision, from the login to the answer, without touching the mouse."""
    approver = enter("county.approver")
    approver.page.goto("/login")
    approver.type_at("账户", approver.who)
    approver.type_at("密码", PASSWORD)
    approver.enter()
    approver.follow(number)
    approver.follow("县局批准")
    assert approver.toggle("发放实物")
    assert not approver.toggle("发放实物")
    approver.type_at("审批意见", "同意救助。")
    approver.follow("县局批准")
    assert approver.page.get_by_text("已办理。").count() == 1


def _pay(enter: Enter, number: str, application: Mapping[str, Any]) -> None:
    clerk, reviewer = enter("county.finance"), enter("county.cashier")
    clerk.log_in()
    clerk.page.get_by_role("link", name="发放").click()
    clerk.page.get_by_role("button", name="制作发放批次").click()
    assert mask_account(application["bank_account"]) in clerk.page.content()
    assert application["bank_account"] not in clerk.page.content()

    reviewer.log_in()
    reviewer.page.goto(clerk.page.url)
    reviewer.page.get_by_role("button", name="复核通过").click()
    reviewer.page.get_by_text("已复核").wait_for()

    clerk.page.reload()
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("button", name="导出清单（报银行").click()
    sent = download.value.path().read_text("utf-8-sig")
    clerk.page.reload()
    clerk.page.get_by_label("银行回盘文件").set_input_files(
        {"name": "回盘.csv", "mimeType": "text/csv", "buffer": _all_paid(sent).encode()}
    )
    clerk.page.get_by_role("button", name="导入回盘").click()
    clerk.page.get_by_text("已到账").wait_for()
    clerk.page.goto(f"/cases/{number}")
    assert clerk.page.locator(".state").inner_text() == "已发放"


def _all_paid(sent: str) -> str:
    """Return the bank's answer to a list: everything arrived."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RETURN_HEADS)
    for batch, row, _payee, _bank, account, amount in list(csv.reader(io.StringIO(sent)))[1:]:
        writer.writerow((batch, row, account, amount, "成功", ""))
    return out.getvalue()


def _archive(enter: Enter, number: str, values: Mapping[str, Any]) -> None:
    archivist = enter("county.archivist")
    archivist.log_in()
    archivist.page.goto(f"/cases/{number}")
    _wait_for_the_press(archivist)
    archivist.open_step(number, "归档")
    _fill_step(archivist, "archive", values)
    archivist.submit("归档")
    _wait_for_the_press(archivist)

    assert archivist.page.locator(".state").inner_text() == "已归档"
    archivist.page.get_by_role("link", name="档案").click()
    assert archivist.page.get_by_role("link", name=number).count() == 1


def _wait_for_the_press(visitor: Visitor) -> None:
    """Reload the case until no paper is in print any more."""
    deadline = time.monotonic() + LONGEST_PRINTING
    while "印制中" in visitor.page.content():
        assert time.monotonic() < deadline, "the papers were not printed in time"
        visitor.page.wait_for_timeout(500)
        visitor.page.reload()


def _papers_open(enter: Enter, number: str) -> None:
    reader = enter("county.archivist")
    reader.log_in()
    reader.page.goto(f"/cases/{number}")
    states = reader.page.locator(".papers tbody td:nth-child(3)").all_inner_texts()
    links = reader.page.locator(".papers a[href$='.pdf']").all()
    addresses = [link.get_attribute("href") or "" for link in links]

    # Four at the counter, investigation, review, approval form, notice, payroll, catalogue, note.
    assert len(states) >= 11
    assert set(states) == {"已定稿"}
    assert len(addresses) == 2 * len(states)
    for address in addresses:
        assert reader.page.request.get(address).body().startswith(b"%PDF-")


def _pages_are_light(scales: Scales) -> None:
    static = files("jiuji_docs.web.static")
    assets = sum(
        len(gzip.compress((static / name).read_bytes()))
        for name in ("desk.css", "desk.js", "icon.svg")
    )
    heaviest = max(scales.pages, key=lambda path: scales.pages[path])
    total = scales.pages[heaviest] + assets
    print(f"heaviest page {heaviest}: {total} bytes gzipped with its style and script")

    assert len(scales.pages) > 10
    assert total <= HEAVIEST
