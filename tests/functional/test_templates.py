"""Templates are ready before the first request: compiling in two threads at once fails in CPython 3.11."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chameleon.template import BaseTemplate
from webtest import TestApp

from tests.functional.conftest import Login


def test_no_request_compiles_a_template(
    login: Login, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    assert len(list((root / "jiuji_docs/web/pages").glob("*.pt"))) > 10
    compiled: list[str] = []
    monkeypatch.setattr(BaseTemplate, "cook", lambda self, _body: compiled.append(repr(self)))
    client = login("yangshan.clerk")

    for address in ("/worklist", "/new", "/cases", "/new/chaoyang-2021/accept", "/password"):
        client.get(address)

    assert compiled == []


def test_first_requests_may_come_all_at_once(app: object) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: TestApp(app).get("/login").status_int, range(16)))

    assert answers == [200] * 16
