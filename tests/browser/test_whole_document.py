"""One notice from the first word to the archive, each post at its own window, in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Scales
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

TITLE = "示范县民政局关于做好急难救助工作的通知"
PAGE_LIMIT = 60 * 1024


def _begin(enter: Enter, kind: str = "通知", **how: object) -> Visitor:
    drafter = enter("county.drafter", **how)
    drafter.log_in()
    drafter.page.get_by_role("link", name="公文").click()
    drafter.page.get_by_role("link", name="拟稿").click()
    drafter.page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    drafter.page.get_by_role("button", name="开始拟稿").click()
    return drafter


def _take(visitor: Visitor, address: str, title: str, comment: str = "") -> None:
    page = visitor.page
    page.goto(address)
    page.get_by_role("link", name=title, exact=True).click()
    if comment:
        page.get_by_label("意见").fill(comment)
    page.get_by_role("button", name=title, exact=True).click()
    expect(page.locator(".done")).to_be_visible()


def _wait_for_paper(page: Page, state: str) -> None:
    for _ in range(30):
        page.reload()
        if page.get_by_role("cell", name=state, exact=True).count():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"the paper never was {state}")


def _write(page: Page) -> None:
    """Type a notice with a mistake, go to it from its finding, mend it, wait until it is saved."""
    page.get_by_label("标题", exact=True).fill(TITLE)
    addressees = page.get_by_label("主送机关", exact=True)
    addressees.fill("各乡镇民政办：")
    body = page.locator("textarea[name=body]").first
    body.click()
    page.keyboard.type("总体要求")
    page.get_by_role("button", name="一级标题").first.click()
    page.keyboard.press("Enter")
    page.keyboard.type("请认真贯彻执行。")
    page.keyboard.press("Enter")
    page.keyboard.type("工作安排")
    page.get_by_role("button", name="一级标题").first.click()
    expect(body).to_have_value("一、总体要求\n请认真贯彻执行。\n二、工作安排")
    finding = page.locator("#findings li.error")
    expect(finding).to_contain_text("末尾冒号由排版加")
    finding.get_by_role("button", name="主送机关").click()
    expect(addressees).to_be_focused()
    addressees.fill("各乡镇民政办")
    expect(finding).to_have_count(0)
    page.wait_for_function("document.querySelector('#pages img')?.naturalWidth === 860")
    expect(page.locator("#saved")).to_contain_text("已保存")


def _number(registrar: Visitor, address: str) -> None:
    page = registrar.page
    page.goto(address)
    page.get_by_role("link", name="登记编号", exact=True).click()
    page.get_by_label("机关代字").fill("示民发")
    page.get_by_label("示范县阳山镇人民政府").check()
    page.get_by_role("button", name="登记编号", exact=True).click()
    expect(page.get_by_text(re.compile(r"示民发〔20\d\d〕1号")).first).to_be_visible()


def test_a_notice_from_the_first_word_to_the_archive(
    enter: Enter, server: tuple[str, Scales]
) -> None:
    def at_work(who: str) -> Visitor:
        visitor = enter(who)
        visitor.log_in()
        return visitor

    drafter = _begin(enter)
    _write(drafter.page)
    drafter.page.get_by_role("link", name="返回公文").click()
    address = drafter.page.url.split("?")[0]
    _take(drafter, address, "送审核")
    office = at_work("county.office")
    _take(office, address, "审核通过", "格式、内容已核。")
    _take(at_work("county.deputy"), address, "签发", "同意印发。")
    _take(office, address, "复核通过")
    registrar = at_work("county.registrar")
    _number(registrar, address)
    _take(registrar, address, "印制")
    _wait_for_paper(registrar.page, "已印制")
    keeper = at_work("county.sealkeeper")
    _take(keeper, address, "用印")
    _wait_for_paper(keeper.page, "已定稿")
    _take(registrar, address, "核发")
    archivist = at_work("county.archivist")
    archivist.page.goto(address)
    archivist.page.get_by_role("link", name="归档", exact=True).click()
    archivist.page.get_by_label("全宗号").fill("0012")
    archivist.page.get_by_label("30年").check()
    archivist.page.get_by_role("button", name="归档", exact=True).click()
    expect(archivist.page.locator(".path [aria-current]")).to_have_text("已归档")

    town = at_work("yangshan.registrar")
    town.page.goto("/documents?show=incoming")
    town.page.get_by_role("link", name=re.compile("^SW-")).click()
    _take(town, town.page.url, "签收")
    assert max(server[1].pages.values()) < PAGE_LIMIT


def test_two_windows_of_one_draft_lose_nothing(enter: Enter) -> None:
    first = _begin(enter, expected="409 (Conflict)")
    second = enter("county.drafter", expected="409 (Conflict)")
    second.log_in()
    second.page.goto(first.page.url)

    first.page.get_by_label("附注").fill("此件公开发布")
    expect(first.page.locator("#saved")).to_contain_text("已保存")
    second.page.get_by_label("附注").fill("联系人：许文清")
    expect(second.page.locator("#saved")).to_contain_text("不会丢失")
    second.page.locator("#save").click()

    expect(second.page.locator("#problem")).to_contain_text("现为第 2 稿")
    expect(second.page.get_by_label("附注")).to_have_value("联系人：许文清")
    second.page.locator("#save").click()
    expect(second.page.locator(".done")).to_have_text("已保存。")
    expect(second.page.get_by_label("附注")).to_have_value("联系人：许文清")


def test_a_changed_kind_changes_the_boxes_and_keeps_the_words(enter: Enter) -> None:
    page = _begin(enter, "函").page
    page.get_by_label("主送机关", exact=True).fill("示范县公安局")

    page.get_by_label("文种").select_option("请示")

    expect(page.get_by_label("签发人")).to_be_visible()
    expect(page.get_by_label("主送机关", exact=True)).to_have_value("示范县公安局")


def test_units_of_the_directory_and_a_table_are_put_in_by_buttons(enter: Enter) -> None:
    page = _begin(enter).page
    page.get_by_text("从通讯录选主送、抄送机关").click()
    for _ in range(2):
        page.get_by_role("button", name="示范县财政局加入抄送机关").click()
    expect(page.locator("input[name=cc]")).to_have_value("示范县财政局")

    page.get_by_text("附件（没有可不填）").click()
    page.get_by_role("group", name="附件", exact=True).get_by_role(
        "button", name="插入表格"
    ).click()
    expect(page.locator("textarea[name=body]").last).to_have_value("| 项目 | 数量 |\n|  |  |\n\n")


def test_without_script_a_draft_is_previewed_and_saved(enter: Enter) -> None:
    page = _begin(enter, script=False).page
    page.get_by_label("标题", exact=True).first.fill(TITLE)
    page.locator("textarea[name=body]").first.fill("请认真贯彻执行。")

    page.get_by_role("button", name="预览").click()
    expect(page.locator("#pages img").first).to_be_visible()
    page.get_by_role("button", name="保存").nth(1).click()

    expect(page.locator(".done")).to_have_text("已保存。")
    expect(page.locator("textarea[name=body]").first).to_have_value("请认真贯彻执行。")


def test_no_page_of_a_document_is_wider_than_a_phone(enter: Enter) -> None:
    page = _begin(enter).page
    edit = page.url
    page.set_viewport_size({"width": 360, "height": 800})

    for address in (edit, edit.removesuffix("/edit"), "/documents?show=outgoing", "/documents/new"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_every_box_of_the_editor_has_a_name(enter: Enter) -> None:
    page = _begin(enter, "纪要").page

    nameless = page.evaluate("""() => [...document.querySelectorAll("main input, main select, main textarea")]
        .filter(box => box.type !== "hidden" && !(box.labels && box.labels.length)).map(box => box.name)""")

    assert nameless == []
