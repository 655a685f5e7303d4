"""What was typed travels across a login only from our own page, in bounds, and without secrets."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from webob import Request

from jiuji_docs.web.kept import LARGEST, carried, typed_on

HOME = "http://office.example"


def _sent(path: str, fields: dict[str, str], *, route: str = "step", **headers: str) -> Any:
    request = Request.blank(path, base_url=HOME, POST=fields, headers=headers)
    request.matched_route = SimpleNamespace(name=route)
    return request


def test_a_form_of_our_own_page_is_kept_without_what_each_page_says_itself() -> None:
    fields = {"csrf_token": "t", "acting": "", "submit": "1", "name": "王守田", "key": "k"}

    kept = typed_on(_sent("/cases/A-1/steps/audit", fields, Origin=HOME))

    assert kept is not None
    assert kept.pairs == (("name", "王守田"), ("key", "k"))
    assert kept.reviewed


@pytest.mark.parametrize(
    ("route", "headers"),
    [
        ("step", {}),
        ("step", {"Origin": "https://evil.example"}),
        ("step", {"Origin": "null"}),
        ("step", {"Origin": HOME, "X-CSRF-Token": "t"}),
        ("password", {"Origin": HOME}),
        ("login", {"Origin": HOME}),
    ],
)
def test_a_strangers_form_a_script_and_a_password_are_not_kept(
    route: str, headers: dict[str, str]
) -> None:
    assert typed_on(_sent("/x", {"name": "王守田"}, route=route, **headers)) is None


def test_the_login_page_gives_back_exactly_what_it_was_given() -> None:
    kept = typed_on(_sent("/batches", {"a": "“<&>”", "b": "两行\n字"}, Origin=HOME))
    assert kept is not None

    again = carried(_sent("/login", {"kept_for": kept.path, "kept": kept.text}, route="login"))

    assert again == kept
    assert not again.reviewed


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("//evil.example", '[["a","b"]]'),
        ("https://evil.example", '[["a","b"]]'),
        ("/cases", "no json"),
        ("/cases", "[1]"),
        ("/cases", "[]"),
        ("/cases", '[["a","' + "x" * LARGEST + '"]]'),
    ],
)
def test_what_the_login_page_never_wrote_is_dropped(path: str, text: str) -> None:
    assert carried(_sent("/login", {"kept_for": path, "kept": text}, route="login")) is None
