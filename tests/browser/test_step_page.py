"""A step's page in the browser: what is wrong is reached at once, rows come and go, nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

ACCEPT = "/new/chaoyang-2021/accept"


def _at_the_counter(enter: Enter, **how: object) -> Visitor:
    clerk = enter("yangshan.clerk", **how)
    clerk.log_in()
    clerk.page.goto(ACCEPT)
    return clerk


def test_the_summary_takes_the_focus_and_leads_to_the_field(enter: Enter) -> None:
    clerk = _at_the_counter(enter, expected="400 (Bad Request)")

    clerk.page.get_by_label("申请人姓名").fill("王守田")
    clerk.page.get_by_role("main").get_by_role("button", name="受理", exact=True).click()
    expect(clerk.page.locator("#problem")).to_be_focused()
    clerk.page.locator("#problem a", has_text="公民身份号码").first.press("Enter")

    focused = clerk.page.locator("*:focus")
    expect(focused).to_have_attribute("name", "id_number")
    expect(focused).to_have_attribute("aria-invalid", "true")
    expect(focused).to_have_accessible_description("请填写公民身份号码")
    expect(clerk.page.get_by_label("申请人姓名")).to_have_value("王守田")


def test_every_box_has_a_name_and_every_group_a_legend(enter: Enter) -> None:
    page = _at_the_counter(enter).page

    nameless = page.evaluate("""() => [...document.querySelectorAll("main input, main select, main textarea")]
        .filter(box => box.type !== "hidden" && !(box.labels && box.labels.length)).map(box => box.name)""")
    groups = page.evaluate("""() => [...document.querySelectorAll("fieldset")]
        .filter(group => !group.querySelector(":scope > legend")?.innerText.trim()).length""")

    assert nameless == []
    assert groups == 0


def test_an_added_row_takes_the_focus_and_a_removed_one_gives_it_back(enter: Enter) -> None:
    page = _at_the_counter(enter).page
    members = page.get_by_role("group", name="家庭成员").first

    members.get_by_role("button", name="添加一行").press("Enter")
    second = page.get_by_role("group", name="家庭成员 第 2 行")
    expect(second.get_by_label("姓名")).to_be_focused()
    second.get_by_role("button", name="删除此行").press("Enter")

    expect(members.get_by_role("button", name="添加一行")).to_be_focused()
    expect(members.locator(".row")).to_have_count(1)


def test_without_script_a_row_is_added_by_the_server(enter: Enter) -> None:
    page = _at_the_counter(enter, script=False).page
    page.get_by_label("申请人姓名").fill("王守田")

    page.get_by_role("group", name="家庭成员").first.get_by_role("button", name="添加一行").click()

    expect(page.get_by_role("group", name="家庭成员 第 2 行")).to_be_visible()
    expect(page.get_by_label("申请人姓名")).to_have_value("王守田")


def test_an_amount_is_repeated_in_capitals(enter: Enter) -> None:
    page = _at_the_counter(enter).page

    page.get_by_label("申请金额").fill("10020.50")

    expect(page.locator(".capitals")).to_have_text("壹万零贰拾元伍角整")


def test_what_was_typed_is_kept_as_a_draft(enter: Enter) -> None:
    page = _at_the_counter(enter).page
    page.get_by_label("家庭住址").fill("示范县阳山镇梨花村3组12号")
    page.get_by_text("草稿已保存").wait_for()

    page.goto("/worklist")
    page.goto(ACCEPT)

    expect(page.get_by_label("家庭住址")).to_have_value("示范县阳山镇梨花村3组12号")
    expect(page.get_by_text("已恢复上次未提交的草稿")).to_be_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(enter: Enter) -> None:
    visitor = _at_the_counter(enter)

    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.innerText") == "跳到正文"
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.locator("#main")).to_be_focused()


def test_no_page_is_wider_than_a_phone(enter: Enter) -> None:
    page = _at_the_counter(enter).page
    page.set_viewport_size({"width": 360, "height": 800})

    for address in (ACCEPT, "/worklist", "/cases", "/policy/chaoyang-2021", "/password"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_page_sent_into_a_cut_line_stays_as_it_is(enter: Enter) -> None:
    page = _at_the_counter(enter, expected="ERR_INTERNET_DISCONNECTED").page
    page.context.set_offline(True)
    page.get_by_label("申请人姓名").fill("王守田")
    page.get_by_text("网络中断").wait_for()

    page.get_by_role("main").get_by_role("button", name="受理", exact=True).click()

    expect(page.get_by_text("网络仍未恢复，没有提交")).to_be_visible()
    expect(page.get_by_label("申请人姓名")).to_have_value("王守田")


def test_a_box_that_another_decides_comes_up_when_it_is_asked_for(enter: Enter) -> None:
    page = _at_the_counter(enter).page
    bank = page.get_by_label("开户银行")
    expect(bank).to_be_hidden()

    page.get_by_role("checkbox", name="发放救助金").check()
    page.get_by_label("发放方式").select_option("card")
    expect(bank).to_be_visible()
    bank.fill("示范县农村信用合作联社")
    page.get_by_label("发放方式").select_option("cash")

    expect(bank).to_be_visible()
    expect(page.get_by_label("账号")).to_be_hidden()
    page.get_by_role("button", name="事发日期填今天").press("Enter")
    expect(page.locator("[name=occurred_on]")).to_have_value(re.compile(r"20\d\d-\d\d-\d\d"))
