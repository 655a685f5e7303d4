"""One command, one line per error, and exit codes that scripts can trust."""

from __future__ import annotations

import argparse
import sys
from types import ModuleType

import pytest

from jiuji_docs.cli import dispatch, main
from jiuji_docs.domain.errors import (
    FormInvalid,
    GuardRefused,
    JiujiError,
    NotFound,
    PaperError,
    SetUpError,
)


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")


def ending_in(monkeypatch: pytest.MonkeyPatch, outcome: BaseException | int) -> None:
    """Put a command ``fonts`` in place that ends as told."""

    def run(_arguments: argparse.Namespace) -> int:
        if isinstance(outcome, int):
            return outcome
        raise outcome

    module = ModuleType("jiuji_docs.cli.fonts")
    vars(module)["register"] = lambda commands: commands.add_parser("fonts").set_defaults(run=run)
    monkeypatch.setitem(sys.modules, "jiuji_docs.cli.fonts", module)


@pytest.mark.parametrize("code", [0, 1, 2])
def test_what_a_command_returns_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    ending_in(monkeypatch, code)
    assert main(["fonts"]) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SetUpError("缺少字体"), 2),
        (NotFound("没有这个事项"), 2),
        (GuardRefused("amount_at_most", "金额超过乡镇审批限额", clause="CY-4.3.2"), 1),
        (PaperError("印不出来"), 1),
        (JiujiError("别的"), 1),
        (FileNotFoundError(2, "No such file or directory", "x.toml"), 2),
        (OSError(98, "Address already in use"), 2),
        (KeyboardInterrupt(), 130),
    ],
)
def test_what_goes_wrong_is_an_exit_code_and_never_a_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: BaseException,
    code: int,
) -> None:
    ending_in(monkeypatch, error)
    assert main(["fonts"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_refusal_tells_its_clause(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ending_in(monkeypatch, GuardRefused("x", "金额超过乡镇审批限额", clause="CY-4.3.2"))
    main(["fonts"])
    assert capsys.readouterr().err == "错误：金额超过乡镇审批限额\n依据：CY-4.3.2\n"


def test_every_message_of_a_form_is_told_by_field(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ending_in(
        monkeypatch, FormInvalid("application", {"phone": ["太短"], "bank": ["必填", "太长"]})
    )
    assert main(["fonts"]) == 1
    assert "  phone：太短\n  bank：必填；太长\n" in capsys.readouterr().err


def test_an_error_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    ending_in(monkeypatch, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        main(["fonts"])


@pytest.mark.parametrize("words", [[], ["no-such-command"], ["fonts", "--no-such-option"]])
def test_wrong_usage_is_exit_code_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "用法：" in capsys.readouterr().err


def test_messages_are_english_where_the_locale_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    ending_in(monkeypatch, SetUpError("缺少字体"))
    main(["fonts"])
    assert capsys.readouterr().err.startswith("error: ")
    assert main(["fonts", "--no-such-option"]) == 2
    assert "unrecognized arguments" in capsys.readouterr().err


@pytest.mark.parametrize("command", [*dispatch.COMMANDS, *dispatch._BESIDE])
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == 0
    assert f"例：jiuji {command}" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("jiuji ")
