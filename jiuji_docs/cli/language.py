"""Choose the language of messages for people: Chinese, or English where the locale asks for it."""

from __future__ import annotations

import argparse
import os
import sys

#: argparse's own words, as of Python 3.11 to 3.13.
_ARGPARSE = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示帮助",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)s，可选：%(choices)s",
    "invalid %(type)s value: %(value)r": "不是 %(type)s：%(value)r",
    "expected one argument": "需要一个值",
    "expected at least one argument": "至少需要一个值",
    "not allowed with argument %s": "不能与 %s 同用",
    "one of the arguments %s is required": "以下参数须有一个：%s",
    " (default: %(default)s)": "（默认 %(default)s）",
}


def english() -> bool:
    """Tell whether LC_ALL, LC_MESSAGES or LANG, the first that is set, starts with ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("en")
    return False


def tell(chinese: str, in_english: str) -> str:
    """Give the text in the reader's language."""
    return in_english if english() else chinese


def say(line: str) -> None:
    """Print one line for people on stderr, at once."""
    print(line, file=sys.stderr, flush=True)


def translate_argparse() -> None:
    """Make argparse speak the reader's language; its gettext name is the only way in."""
    words = {} if english() else _ARGPARSE
    vars(argparse)["_"] = lambda message: words.get(message, message)
