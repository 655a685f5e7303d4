"""A clerk's day (窗口经办人): log in, accept, be told at the field what is wrong, lose nothing."""

from __future__ import annotations

import pytest

from tests.functional.forms import posted, submit, values_of

ACCEPT = "/new/chaoyang-2021/accept"
FORMS = ("application", "integrity_pledge", "check_authorization", "acceptance_notice")


def test_a_stranger_is_sent_to_the_login_page(app) -> None:
    from webtest import TestApp

    answer = TestApp(app).get("/worklist", status=303)

    assert "/login?next=/worklist" in answer.location


def test_a_wrong_password_says_neither_which_was_wrong(app) -> None:
    from webtest import TestApp

    page = TestApp(app).get("/login")
    page.form["name"], page.form["password"] = "yangshan.clerk", "not this one"

    answer = page.form.submit()

    assert "账户或密码不正确" in answer


def test_guessing_makes_the_account_rest(app) -> None:
    from webtest import TestApp

    client = TestApp(app)
    for _ in range(5):
        page = client.get("/login")
        page.form["name"], page.form["password"] = "yangshan.clerk", "wrong"
        answer = page.form.submit()
    page = client.get("/login")
    page.form["name"], page.form["password"] = "yangshan.clerk", "a long enough password"

    answer = page.form.submit()

    assert "尝试次数过多" in answer


def test_accepting_leads_to_the_case_page(login) -> None:
    client = login("yangshan.clerk")

    page = submit(client, ACCEPT, posted(values_of(*FORMS))).follow()

    assert "阳政救受〔2024〕1号" in page
    assert "已受理" in page
    assert "王守田" in page


def test_personal_data_is_masked_until_a_reason_is_logged(login, house) -> None:
    client = login("yangshan.clerk")
    page = submit(client, ACCEPT, posted(values_of(*FORMS))).follow()
    number = values_of("application")["application"]["id_number"]
    assert number not in page

    form = next(form for form in page.forms.values() if form.action.endswith("/reveal"))
    assert "请写明查看完整信息的原因" in form.submit(status=400)
    form["reason"] = "核对账户"
    shown = form.submit()

    assert number in shown
    with house.desk(write=False) as desk:
        case = desk.cases.get("阳政救受〔2024〕1号")
        assert [row.what for row in desk.accounts.accesses(case.id)] == ["查看完整信息：核对账户"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id_number": "990101196803151134"}, "校验位"),
        ({"id_number": "990101196813151135"}, "出生日期"),
        ({"requested_amount": "500.005"}, "两位小数"),
        ({"requested_amount": "-1"}, "负"),
        ({"applicant_name": ""}, "请填写"),
        ({"requested_amount": "1e400"}, "数字"),
        ({"situation": "x\x00y"}, "控制字符"),
        ({"applicant_name": "王\u202e守田"}, "方向"),
        ({"applicant_name": "王" * 200}, "字"),
        ({"village": "不存在的村"}, "没有"),
        ({"members": "not rows"}, "列表"),
        ({"cause": "weather"}, ""),
    ],
)
def test_bad_input_is_told_at_the_field_and_nothing_is_lost(login, house, changes, message) -> None:
    client = login("yangshan.clerk")
    forms = values_of(*FORMS, application=changes, check_authorization={"authorised_until": "x"})

    answer = submit(client, ACCEPT, posted(forms), status=400)

    assert "未提交，请更正" in answer
    assert message in answer
    assert "授权有效期至" in answer.html.find(id="problem").text, "every form of the page is judged"
    assert "厨房起火" in answer or "situation" in changes
    with house.desk(write=False) as desk:
        assert desk.cases.count(["accepted"], None) == 0


def test_a_card_that_fails_its_check_is_accepted_with_a_warning(login) -> None:
    client = login("yangshan.clerk")
    forms = values_of(
        *FORMS, application={"payment_method": "passbook", "bank_account": "6217000000000000013"}
    )

    page = submit(client, ACCEPT, posted(forms)).follow()

    assert "已受理" in page
    assert "请再核对" in page
    assert "校验位不符" in page


def test_a_card_that_holds_is_not_mentioned(login) -> None:
    page = submit(login("yangshan.clerk"), ACCEPT, posted(values_of(*FORMS))).follow()

    assert "请再核对" not in page


def test_five_thousand_rows_are_refused_quickly(login) -> None:
    client = login("yangshan.clerk")
    row = {"name": "某", "relation": "子", "id_number": "", "health": "", "income": "0"}
    forms = values_of(*FORMS, application={"members": [row] * 5000})

    answer = submit(client, ACCEPT, posted(forms), status=413)

    assert "字段超过" in answer


def test_two_hundred_rows_are_told_at_the_field(login) -> None:
    client = login("yangshan.clerk")
    row = {"name": "某", "relation": "子"}
    forms = values_of(*FORMS, application={"members": [row] * 200})

    answer = submit(client, ACCEPT, posted(forms), status=400)

    assert "最多" in answer


def test_markup_is_shown_as_text(login) -> None:
    client = login("yangshan.clerk")
    forms = values_of(*FORMS, application={"situation": "<script>alert(1)</script>&amp;<b>x"})

    page = submit(client, ACCEPT, posted(forms)).follow()

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_a_form_without_the_token_changes_nothing(login, house) -> None:
    client = login("yangshan.clerk")

    answer = client.post(ACCEPT, posted(values_of(*FORMS)), status=400)

    assert "页面已失效" in answer
    with house.desk(write=False) as desk:
        assert desk.cases.count(["accepted"], None) == 0


def test_sending_the_same_page_twice_makes_one_case(login, house) -> None:
    client = login("yangshan.clerk")
    page = client.get(ACCEPT)
    form = page.forms[len(page.forms) - 1]
    hidden = [(name, form[name].value) for name in ("csrf_token", "key", "version")]
    pairs = [*hidden, *posted(values_of(*FORMS))]

    first = client.post(ACCEPT, pairs, status=303)
    second = client.post(ACCEPT, pairs, status=303)

    assert first.location == second.location
    with house.desk(write=False) as desk:
        assert desk.cases.count(["accepted"], None) == 1


def test_adding_a_row_works_without_script(login) -> None:
    client = login("yangshan.clerk")
    pairs = [*posted(values_of(*FORMS)), ("__add", "application.members")]

    page = submit(client, ACCEPT, pairs, status=200)

    assert page.text.count('value="row:mapping"') > 4
    assert "刘桂英" in page


def test_a_draft_comes_back_to_the_same_person(login) -> None:
    client = login("yangshan.clerk")
    page = client.get(ACCEPT)
    token = page.forms[len(page.forms) - 1]["csrf_token"].value
    pairs = [
        ("csrf_token", token),
        *posted(values_of("application", application={"applicant_name": "草稿人"})),
    ]

    client.post("/drafts/new/accept", pairs)

    assert "草稿人" in client.get(ACCEPT)
    assert "草稿人" not in login("qinghe.clerk").get(ACCEPT)


def test_another_town_finds_nothing(login) -> None:
    submit(login("yangshan.clerk"), ACCEPT, posted(values_of(*FORMS)))
    other = login("qinghe.clerk")

    assert "没有符合的事项" in other.get("/cases", {"q": "王守田"})
    other.get("/cases/阳政救受〔2024〕1号", status=404)
    other.get("/cases/阳政救受〔2024〕1号/steps/investigate", status=404)


def test_an_upload_of_thirty_megabytes_is_refused(login) -> None:
    client = login("yangshan.clerk")
    page = submit(client, ACCEPT, posted(values_of(*FORMS))).follow()
    form = next(form for form in page.forms.values() if form.action.endswith("/attachments"))
    token = form["csrf_token"].value

    answer = client.post(
        "/cases/阳政救受〔2024〕1号/attachments",
        [("csrf_token", token)],
        upload_files=[("file", "big.pdf", b"%PDF-" + b"0" * 30_000_000)],
        status=413,
    )

    assert "超过 10 MB" in answer


def test_an_upload_is_judged_by_its_content(login) -> None:
    client = login("yangshan.clerk")
    page = submit(client, ACCEPT, posted(values_of(*FORMS))).follow()
    form = next(form for form in page.forms.values() if form.action.endswith("/attachments"))
    token = form["csrf_token"].value
    address = "/cases/阳政救受〔2024〕1号/attachments"

    refused = client.post(
        address,
        [("csrf_token", token)],
        upload_files=[("file", "x.pdf", b"MZ program")],
        status=400,
    )
    client.post(
        address,
        [("csrf_token", token), ("kind", "nonsense")],
        upload_files=[("file", "x.pdf", b"%PDF-1.4 proof")],
        status=400,
    )
    client.post(
        address,
        [("csrf_token", token), ("kind", "visit_photo")],
        upload_files=[("file", "../../诊断证明.exe", b"%PDF-1.4 proof")],
        status=303,
    )

    assert "只接受" in refused
    assert "诊断证明.pdf</a>（入户照片" in client.get("/cases/阳政救受〔2024〕1号")


def test_leaving_ends_the_session_on_the_server(login) -> None:
    client = login("yangshan.clerk")
    cookie = client.cookies["jiuji"]
    client.get("/worklist").forms[0].submit(status=303)

    client.set_cookie("jiuji", cookie)

    client.get("/worklist", status=303)


def test_every_answer_carries_the_strict_headers(login) -> None:
    answer = login("yangshan.clerk").get("/worklist")

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_expired_login_loses_nothing_that_was_typed(login, house) -> None:
    client = login("yangshan.clerk")
    typed = posted(values_of(*FORMS))
    page = client.get(ACCEPT)
    own = [(name, page.forms[1][name].value) for name in ("csrf_token", "key", "version")]
    client.reset()

    page = client.post(ACCEPT, [*own, *typed], {"Origin": "http://localhost"})
    assert "登录已过期" in page
    page.form["name"], page.form["password"] = "yangshan.clerk", "wrong"
    page = page.form.submit()
    page.form["name"], page.form["password"] = "yangshan.clerk", "a long enough password"
    carried = page.form.submit()
    again = carried.form.submit()

    with house.desk(write=False) as desk:
        assert desk.cases.count(["accepted"], None) == 0, "it is shown again before it is done"
    assert "示范县阳山镇梨花村3组12号" in again
    assert [pair for pair in again.request.POST.items() if pair in typed] == typed
    assert carried.form["key"].value == own[1][1]


def test_a_draft_is_given_up_at_a_press(login) -> None:
    client = login("yangshan.clerk")
    page = client.get(ACCEPT)
    token = page.forms[0]["csrf_token"].value
    pairs = posted(values_of(*FORMS))
    client.post("/drafts/new/accept", pairs, {"X-CSRF-Token": token})
    page = client.get(ACCEPT)
    assert "示范县阳山镇梨花村3组12号" in page

    page = page.forms[1].submit(name="discard").follow()

    assert "示范县阳山镇梨花村3组12号" not in page


def test_a_last_save_that_comes_after_the_page_was_handed_in_is_no_draft(login) -> None:
    client = login("yangshan.clerk")
    page = client.get(ACCEPT)
    own = [(name, page.forms[1][name].value) for name in ("csrf_token", "key", "version")]
    pairs = posted(values_of(*FORMS))
    client.post(ACCEPT, [*own, *pairs], status=303)

    client.post("/drafts/new/accept", [*own, *pairs], {"X-CSRF-Token": own[0][1]})

    assert "示范县阳山镇梨花村3组12号" not in client.get(ACCEPT)
