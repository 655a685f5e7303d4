"""Every error is one page in Chinese, without a word of how the program is made."""

from __future__ import annotations

import logging

import pytest
from webob import Request
from webtest import TestApp

from jiuji_docs.services.worklists import WorklistService
from tests.functional.people import Login


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nowhere", 404, "没有找到"),
        ("/cases/NONE-2024-0001", 404, "没有找到"),
        ("/batches", 403, "无权办理"),
        ("/cases?q=%FF", 400, "地址无法识别"),
        ("/cases/a%00b", 400, "地址无法识别"),
        ("/cases?q=%00", 400, "未能办理"),
        ("/cases/X/papers/99999999999999999999.pdf", 404, "没有找到"),
    ],
)
def test_a_wrong_address_gets_a_page(login: Login, address: str, status: int, words: str) -> None:
    page = login("yangshan.clerk").get(address, status=status)

    assert words in page
    assert '<html lang="zh-CN"' in page
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_an_address_that_is_no_text_gets_a_page(login: Login, app: object) -> None:
    cookie = f"jiuji={login('yangshan.clerk').cookies['jiuji']}"

    for cookies in ({}, {"Cookie": cookie}):
        answer = Request.blank("/cases/%FF%FE", headers=cookies).get_response(app)
        assert answer.status_int == 400
        assert "地址无法识别" in answer.text


def test_a_failure_of_ours_is_logged_and_not_shown(
    login: Login, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client = login("yangshan.clerk")

    def fail(*_args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(WorklistService, "waiting", fail)
    with caplog.at_level(logging.ERROR):
        page = client.get("/worklist", status=500)

    assert "系统出错，本次操作未作任何更改" in page
    assert "secret detail" not in page
    assert "Traceback" not in page
    assert "secret detail" in caplog.text


def test_too_much_is_answered_by_a_page(app: object) -> None:
    answer = TestApp(app).post("/login", {"name": "x" * 3_000_000}, status=413)

    assert '<html lang="zh-CN"' in answer
    assert "超过 2 MB" in answer
    assert 'href="/worklist"' in answer


@pytest.mark.parametrize(
    "address",
    [
        "/meetings/X/signed",
        "/duties",
        "/duties/P/D/record",
        "/duties/records/1/file",
        "/batches/imports",
    ],
)
def test_a_scan_of_three_megabytes_is_let_through_where_files_are_taken(
    app: object, address: str
) -> None:
    scan = [("file", "scan.pdf", b"%PDF-" + b"0" * 3_000_000)]

    answer = TestApp(app).post(address, {}, upload_files=scan, expect_errors=True)

    assert answer.status_int != 413


def test_a_stranger_is_brought_back_to_where_they_wanted_to_go(app: object) -> None:
    client = TestApp(app)

    asked = client.get("/cases?q=王", status=303)
    page = asked.follow()

    assert page.form["next"].value.startswith("/cases?q=")


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "evil"]
)
def test_login_leads_to_our_own_pages_only(app: object, target: str) -> None:
    client = TestApp(app)
    page = client.get("/login", {"next": target})
    page.form["name"], page.form["password"] = "yangshan.clerk", "a long enough password"

    assert page.form.submit(status=303).location == "http://localhost/worklist"
