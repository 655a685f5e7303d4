"""Every post's part in an official document, on its pages; and what everybody else gets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
from webtest import TestApp

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.house import House
from jiuji_docs.services.press import Press
from jiuji_docs.services.start import open_press
from tests.common.dossiers import new_dossier, state_of, take, walk_to
from tests.functional.people import Login, token

BODY = "一、总体要求\r\n请认真贯彻执行。\r\n| 项目 | 数量 |\r\n| 户数 | 12 |"
TITLE = "示范县民政局关于做好急难救助工作的通知"


@pytest.fixture
def press(house: House, fonts: FontSet) -> Iterator[Press]:
    del fonts
    made = open_press(house)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _previews_end(app: Any) -> Iterator[None]:
    yield
    app.registry["preview"].close()


def begin(client: TestApp, kind: str = "通知") -> str:
    """Begin a document on the page and return its address."""
    page = client.get("/documents/new")
    form = page.forms[len(page.forms) - 1]
    form["kind"] = kind
    return str(form.submit(status=303).location).removesuffix("/edit")


def boxes_of(page: Any) -> Any:
    """Return the editor's form as a browser posts it: what lies in a <template> is no box."""
    page.text = re.sub("<template.*?</template>", "", page.text, flags=re.DOTALL)
    return page.forms["document-form"]


def editor(client: TestApp, address: str) -> Any:
    """Open a draft and return its form."""
    return boxes_of(client.get(f"{address}/edit"))


def fill(form: Any, **boxes: str) -> None:
    """Fill in boxes; of the same name, the document's own come before its attachments'."""
    for name, value in boxes.items():
        form.set(name, value, index=0)


def write(client: TestApp, address: str, do: str = "save", status: int = 303, **boxes: str) -> Any:
    """Fill in the editor and press one of its buttons."""
    form = editor(client, address)
    for name, value in {
        "title": TITLE,
        "addressees": "各乡镇民政办",
        "body": BODY,
        **boxes,
    }.items():
        form.set(name, value, index=0)
    return form.submit("do", value=do, status=status)


def step(client: TestApp, address: str, name: str, status: int = 303, **boxes: Any) -> Any:
    """Take a step on its page."""
    page = client.get(f"{address}/steps/{name}")
    form = page.forms[len(page.forms) - 1]
    for box, value in boxes.items():
        if isinstance(value, list):
            for field in form.fields[box]:
                field.checked = field._value in value
        else:
            form[box] = value
    return form.submit("submit", status=status)


def test_a_document_from_draft_to_archive_and_into_the_town(login: Login, press: Press) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    write(drafter, address)
    assert "提交" not in drafter.get(address)
    step(drafter, address, "submit")

    office = login("county.office")
    assert address.rpartition("/")[2] in office.get("/documents")
    step(office, address, "pass", comment="格式、内容已核。")
    step(login("county.deputy"), address, "sign", comment="同意印发。")
    step(office, address, "recheck")
    registrar = login("county.registrar")
    step(registrar, address, "number", code="示民发", deliver=["yangshan"])
    assert "示民发〔2024〕1号" in registrar.get("/documents/numbers")
    step(registrar, address, "print")
    press.run_all()
    step(login("county.sealkeeper"), address, "seal")
    press.run_all()
    step(registrar, address, "release")
    archivist = login("county.archivist")
    page = step(archivist, address, "file", fonds="0012", status=400)
    assert "请选择保管期限" in page
    step(archivist, address, "file", fonds="0012", retention="D30", office="办公室")

    page = archivist.get(address)
    assert "已归档" in page
    assert "0012-WS·2024-D30-办公室-0001" in page
    assert "意见：同意印发。" in page
    pdf = archivist.get(page.html.find("a", string="版式文件")["href"]).body
    words = "".join(
        one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(io.BytesIO(pdf))
    )
    assert "示民发〔2024〕1号" in words
    assert archivist.get(page.html.find("a", string="Word")["href"]).body[:2] == b"PK"

    assert archivist.get(f"{address}/sheet.pdf").body[:4] == b"%PDF"

    clerk = login("yangshan.registrar")
    incoming = clerk.get("/documents?show=incoming").html.find(
        "a", string=lambda text: "SW-" in (text or "")
    )
    assert "送文人" in clerk.get(incoming["href"])
    step(clerk, incoming["href"], "receive")
    step(clerk, incoming["href"], "enter", due="2024-02-29")
    assert "2024-02-29" in clerk.get("/documents?show=incoming")
    assert "已签收" in registrar.get(address)


def _words(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "".join(one.get_textpage().get_text_bounded() for one in pages)


def test_the_catalogue_of_filed_documents_is_the_own_units_and_can_be_printed(
    login: Login, house: House, press: Press
) -> None:
    walk_to(house, new_dossier(house), "closed", press)
    archivist = login("county.archivist")

    page = archivist.get("/documents/filed?year=2024")
    assert "0012-WS·2024-D30-办公室-0001" in page
    assert "示民发〔2024〕1号" in page
    assert "2023 年没有归档的公文" in archivist.get("/documents/filed?year=2023")
    printed = _words(archivist.get("/documents/filed.pdf?year=2024").body)
    for words in ("归档文件目录", "0012-WS·2024-D30-办公室-0001", "20240220", "保管期限：30年"):
        assert words in "".join(printed.split()).replace("保管期限:", "保管期限：")
    assert "示民发" not in login("yangshan.registrar").get("/documents/filed?year=2024")
    login("county.sealkeeper").get("/documents/filed", status=403)


def test_a_registrar_voids_a_number_on_the_registers_page(login: Login, house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "print")
    registrar, address = login("county.registrar"), f"/documents/{number}"
    link = registrar.get("/documents/numbers").html.find("a", string="作废此号")
    assert link["href"] == f"{address}/steps/void_number"
    assert "请填写意见或理由" in step(registrar, address, "void_number", status=400)

    step(registrar, address, "void_number", comment="代字选错")

    page = registrar.get("/documents/numbers")
    for words in ("已作废", "代字选错", "邓小禾"):
        assert words in page
    assert page.html.find("a", string="作废此号") is None
    assert state_of(house, number) == "recheck"
    login("county.archivist").get("/documents/numbers")
    login("county.deputy").get(f"{address}/steps/void_number", status=403)


def test_a_failed_print_is_ordered_again_on_the_page(login: Login, house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "seal")
    house.run(lambda desk: desk.dossiers.change_paper(1, state="failed"))
    registrar, address = login("county.registrar"), f"/documents/{number}"

    assert "没有印成，请重新印制" in login("county.sealkeeper").get(address)
    step(registrar, address, "reprint", comment="字库已补")

    page = registrar.get(address)
    assert "重新印制" in page
    assert "字库已补" in page
    assert [row.text for row in page.html.select(".papers tbody td:nth-of-type(2)")] == [
        "已作废",
        "印制中",
    ]


def test_nobody_signs_without_saying_which_text(login: Login, house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "issue")
    signer, address = login("county.deputy"), f"/documents/{number}"
    page = signer.get(f"{address}/steps/sign")
    form = page.forms[len(page.forms) - 1]
    form["version"] = ""

    assert "没有写明稿次" in form.submit("submit", status=409)
    assert state_of(house, number) == "issue"


def test_people_of_documents_alone_begin_their_day_there(login: Login) -> None:
    assert login("county.office").get("/").location.endswith("/documents")
    assert login("county.archivist").get("/").location.endswith("/worklist")
    assert login("yangshan.clerk").get("/").location.endswith("/worklist")


def test_a_new_page_sent_twice_begins_one_document(login: Login) -> None:
    drafter = login("county.drafter")
    form = drafter.get("/documents/new").forms[1]
    form["kind"] = "函"

    assert form.submit(status=303).location == form.submit(status=303).location


def test_the_editor_shows_the_kinds_own_fields(login: Login) -> None:
    drafter = login("county.drafter")
    request = drafter.get(f"{begin(drafter, '请示')}/edit")
    minutes = drafter.get(f"{begin(drafter, '纪要')}/edit")

    assert "signers" in request.forms["document-form"].fields
    assert "signers" not in minutes.forms["document-form"].fields
    assert "出席、请假、列席人员" in minutes


def test_without_script_the_preview_button_shows_pages_and_findings(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)

    page = write(
        drafter, address, "preview", 200, addressees="各乡镇民政办：", body="请遵照,执行。"
    )

    assert "主送机关应录入名称，末尾冒号由排版加" in page
    assert "第 1 页" in page
    target = page.html.select_one("#findings a")["href"].removeprefix("#")
    assert page.html.find(id=target)["name"] in {"addressees", "body"}
    picture = drafter.get(page.html.select_one("#pages img")["src"])
    assert picture.body[:4] == b"\x89PNG"
    login("county.office").get(page.html.select_one("#pages img")["src"], status=404)


def test_the_script_gets_findings_with_their_line(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    form = editor(drafter, address)
    fill(form, title=TITLE, addressees="各乡镇民政办", body="一、要求\n\n请遵照,执行。")

    told = drafter.post(f"{address}/preview", form.submit_fields()).json

    (wrong,) = [one for one in told["findings"] if one["severity"] == "error"]
    assert (wrong["path"], wrong["block"], wrong["line"], wrong["page"]) == ("body", 2, 3, 1)
    assert told["pages"] == 2
    assert "1 处必须更正" in told["state"]


def test_two_windows_never_overwrite_each_other_unseen(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    first, second = (editor(drafter, address) for _ in range(2))
    first["note"], second["note"] = "甲", "乙"
    first.submit("do", value="save", status=303)

    told = drafter.post(f"{address}/draft", second.submit_fields()).json
    assert told["saved"] is False
    assert "不会丢失" in told["message"]
    page = second.submit("do", value="save", status=409)
    assert "现为第 2 稿" in page
    again = boxes_of(page)
    assert again["note"].value == "乙"
    again.submit("do", value="save", status=303)
    assert editor(drafter, address)["note"].value == "乙"


def test_what_could_not_be_saved_is_there_again_next_time(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    form = editor(drafter, address)
    form["date"], form["note"] = "二月三十日", "此件公开发布"

    told = drafter.post(f"{address}/draft", form.submit_fields()).json
    assert (told["saved"], told["kept"]) == (False, True)

    page = drafter.get(f"{address}/edit")
    assert "已恢复您上次未能保存的内容" in page
    assert page.forms["document-form"]["date"].value == "二月三十日"


def test_a_saved_draft_says_so_and_another_save_of_the_same_is_no_new_version(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    assert "已保存。" in write(drafter, address).follow()
    form = editor(drafter, address)

    assert drafter.post(f"{address}/draft", form.submit_fields()).json == {
        "saved": True,
        "version": 2,
    }


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        ({"body": "| 甲 |\r\n| 1 | 2 |"}, "第 2 行：有 2 格，表头只有 1 格"),
        ({"date": "2024-13-01"}, "没有这一天"),
        ({"title": "长" * 260}, "内容过长"),
        ({"title": ""}, "公文没有标题"),
        ({"copy_number": "12"}, "份号为六位"),
        ({"body": "甲\u202e乙"}, "会改变文字方向"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    login: Login, boxes: dict[str, str], words: str
) -> None:
    drafter = login("county.drafter")

    page = write(drafter, begin(drafter), "save", 400, note="此件公开发布", **boxes)

    assert words in page
    assert page.forms["document-form"]["note"].value == "此件公开发布"


def test_a_pasted_text_becomes_the_draft(login: Login) -> None:
    drafter = login("county.drafter")
    address = begin(drafter)
    form = drafter.get(f"{address}/edit").forms[1]
    form["pasted"] = (
        "示范县民政局关于商请协助的函\n示范县公安局：\n一、协助事项\n请予支持。\n示范县民政局\n2024年2月20日"
    )

    page = form.submit("do", value="import", status=200)

    read = boxes_of(page)
    assert read["kind"].value == "函"
    assert read["addressees"].value == "示范县公安局"
    assert "一、协助事项" in read.get("body", index=0).value
    assert "读入时的改动和缺项" in page
    form["pasted"] = ""
    assert "文本是空的" in form.submit("do", value="import", status=400)


def test_a_stale_step_and_a_missing_reason_come_back_in_words(login: Login, house: House) -> None:
    number = new_dossier(house)
    office, address = login("county.office"), f"/documents/{number}"
    take(house, number, "submit", "county.drafter")
    form = office.get(f"{address}/steps/return_draft").forms[1]
    take(house, number, "pass", "county.office")

    page = form.submit("submit", status=409)
    assert "他人已办理" in page
    page = page.forms[1].submit("submit", status=400)
    assert "请填写意见或理由" in page
    page.forms[1]["comment"] = "第二段请核实。"
    page.forms[1].submit("submit", status=303)

    assert "意见：第二段请核实。" in login("county.drafter").get(address)


def test_a_countersigner_sees_the_document_while_asked(login: Login, house: House) -> None:
    number = new_dossier(house)
    address, finance = f"/documents/{number}", login("finance.countersigner")
    finance.get(address, status=404)
    step(login("county.drafter"), address, "circulate", units=["finance"])

    assert number in finance.get("/documents")
    finance.get(f"{address}/edit", status=403)
    said = step(finance, address, "object", comment="资金渠道未定。")

    assert said.location.endswith("/documents?said=done")
    finance.get(address, status=404)
    assert state_of(house, number) == "draft"


OUTSIDERS = ("yangshan.registrar", "yangshan.mayor", "finance.countersigner")
STRANGERS = ("county.approver", "yangshan.clerk", "lihua.recorder")
ADDRESSES = (
    "",
    "/edit",
    "/sheet.pdf",
    "/steps/submit",
    "/papers/1.pdf",
    "/preview/" + "0" * 64 + "/1.png",
)
POSTED = ("/edit", "/draft", "/preview", "/steps/submit", "/steps/sign", "/steps/nonsense")


def test_another_units_document_is_not_there(login: Login, house: House, press: Press) -> None:
    number = new_dossier(house)
    walk_to(house, number, "archive", press)

    for who in (*OUTSIDERS, *STRANGERS):
        client = login(who)
        own, seen = token(client), set[int]()
        for one in ADDRESSES:
            seen.add(client.get(f"/documents/{number}{one}", expect_errors=True).status_int)
        for one in POSTED:
            answer = client.post(
                f"/documents/{number}{one}", {"csrf_token": own}, expect_errors=True
            )
            seen.add(answer.status_int)
            assert TITLE not in answer
        assert seen <= ({404, 403} if who in OUTSIDERS else {403}), who
        assert number not in client.get("/documents", expect_errors=True)

    assert state_of(house, number) == "archive"
    for one in ("", "/sheet.pdf", "/papers/1.pdf"):
        login("county.office").get(f"/documents/{number}{one}", status=200)


@pytest.mark.parametrize(
    "who",
    ["county.office", "county.deputy", "county.registrar", "county.sealkeeper", "county.archivist"],
)
def test_colleagues_of_another_post_read_but_do_not_take_the_drafters_step(
    login: Login, house: House, who: str
) -> None:
    address = f"/documents/{new_dossier(house)}"
    client = login(who)

    client.get(address, status=200)
    client.get(f"{address}/steps/submit", status=403)
    assert "送审核" not in client.get(address)


def test_nothing_moves_without_the_forms_token(login: Login, house: House) -> None:
    number = new_dossier(house)
    drafter = login("county.drafter")

    for one in (*POSTED, "/steps/drop"):
        drafter.post(f"/documents/{number}{one}", {"comment": "x", "key": "k"}, status=400)
    drafter.post("/documents/new", {"kind": "通知"}, status=400)

    assert state_of(house, number) == "draft"


def test_a_paper_from_outside_is_registered(login: Login) -> None:
    clerk = login("county.registrar")
    form = clerk.get("/documents/incoming").forms[1]
    assert "请填写来文机关" in form.submit("submit", status=400)
    form["organ"], form["title"], form["urgency"] = "示范市民政局", "关于开展督查的通知", "加急"
    form["summary"] = "三月底前报送自查情况。"

    page = form.submit("submit", status=303).follow()

    assert "示范市民政局" in page
    assert "加急" in clerk.get("/documents?show=incoming")


def test_a_signer_sees_the_pages_before_signing(login: Login, house: House) -> None:
    number = new_dossier(house)
    walk_to(house, number, "issue")
    deputy = login("county.deputy")

    page = deputy.get(deputy.get(f"/documents/{number}").html.find("a", string="看版面")["href"])

    assert "共 2 页" in page
    pictures = [image["src"] for image in page.html.select(".pages img")]
    assert [deputy.get(one).content_type for one in pictures] == ["image/png"] * 2
    login("yangshan.mayor").get(pictures[0], status=404)


def test_a_series_begins_behind_the_paper_register(login: Login) -> None:
    clerk = login("county.registrar")
    form = clerk.get("/documents/numbers").forms[2]
    form["code"], form["year"], form["begin"] = "示民发", "2024", "18"
    page = form.submit(status=303).follow()

    assert "示民发〔2024〕1至17号" in page
    assert "已经编过号" in form.submit(status=400)
    form["code"] = "示民3"
    assert "机关代字应为" in form.submit(status=400)
    assert "接续纸质登记" not in login("county.office").get("/documents/numbers")
