"""The locale decides the language, in the order that every other program follows."""

from __future__ import annotations

import pytest

from jiuji_docs.cli.language import english, tell


@pytest.mark.parametrize(
    ("lc_all", "lc_messages", "lang", "expected"),
    [
        ("", "", "", "zh"),
        ("", "", "C.UTF-8", "zh"),
        ("", "", "zh_CN.UTF-8", "zh"),
        ("", "", "en_US.UTF-8", "en"),
        ("zh_CN.UTF-8", "", "en_US.UTF-8", "zh"),
        ("", "en_GB", "zh_CN.UTF-8", "en"),
        ("en", "zh_CN", "zh_CN", "en"),
    ],
)
def test_the_first_variable_that_is_set_decides(
    monkeypatch: pytest.MonkeyPatch,
    lc_all: str,
    lc_messages: str,
    lang: str,
    expected: str,
) -> None:
    for name, value in (("LC_ALL", lc_all), ("LC_MESSAGES", lc_messages), ("LANG", lang)):
        monkeypatch.setenv(name, value)
    assert english() is (expected == "en")
    assert tell("中文", "English") == {"en": "English", "zh": "中文"}[expected]
